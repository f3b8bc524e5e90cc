/** Amounts as staff read them, and as they type them. */
import type { Locale } from "../api/types";

const TAGS: Record<Locale, string> = { zh: "zh-CN", en: "en" };

/** A decimal string with its currency; unknown currencies keep their code. */
export function money(amount: string | null | undefined, currency: string, locale: Locale): string {
  if (amount === null || amount === undefined || amount === "") return "";
  const value = Number(amount);
  if (!Number.isFinite(value)) return `${amount} ${currency}`;
  try {
    const style = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const;
    return new Intl.NumberFormat(TAGS[locale], style).format(value);
  } catch {
    return `${amount} ${currency}`;
  }
}

/** The amount that was typed, as `199.00`; null where it is none above 0 with at most two places. */
export function typedAmount(typed: string): string | null {
  // Full width, as Chinese keyboards give it, and signs people put before amounts.
  const plain = typed.normalize("NFKC").replace(/[\s,¥$￥]/g, "");
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(plain) || Number(plain) <= 0) return null;
  return Number(plain).toFixed(2);
}

/** Loose facts as pairs of words: what has a name in the words of the console, in its order. */
import type { Locale } from "../api/types";
import { money } from "./money";
import { moment, weekday } from "./when";

export interface Detail {
  name: string;
  said: string;
}

/** The name of a code in one of the lists of words, or null where it has none. */
export type Lookup = (list: string, code: string) => string | null;

const INSTANT = /^\d{4}-\d{2}-\d{2}T/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const AMOUNTS = ["amount", "captured", "surplus", "refunded", "total"];

export function details(
  facts: Record<string, unknown>,
  locale: Locale,
  lookup: Lookup,
  currency: string | null = null,
): Detail[] {
  function plain(key: string, value: unknown): string {
    if (Array.isArray(value)) return value.map((one) => plain(key, one)).filter(Boolean).join(", ");
    if (typeof value === "number") return String(value);
    if (typeof value !== "string") return "";
    if (INSTANT.test(value)) return moment(value, Date.now(), locale);
    if (DAY.test(value)) return weekday(value, locale);
    if (currency !== null && AMOUNTS.includes(key)) return money(value, currency, locale);
    return lookup("code", value) ?? value;
  }

  return Object.entries(facts).flatMap(([key, value]) => {
    const [name, said] = [lookup("detail", key), plain(key, value)];
    return name === null || said === "" ? [] : [{ name, said }];
  });
}

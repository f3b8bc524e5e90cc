/** Words in components: `t` for sentences, `named` for codes, which stay as they are when unknown. */
import { computed } from "vue";
import { useI18n } from "vue-i18n";

import type { Locale } from "../api/types";
import { details, type Detail } from "../format/details";

export function useWords() {
  const { t, te, locale } = useI18n();
  const language = computed(() => locale.value as Locale);

  /** The name of a code in one of the lists under `shop`, such as `finding` or `remedy`. */
  function named(list: string, code: string | null | undefined): string {
    if (code === null || code === undefined || code === "") return "";
    const key = `shop.${list}.${code}`;
    return te(key) ? t(key) : code.replaceAll("_", " ");
  }

  function lookup(list: string, code: string): string | null {
    const key = `shop.${list}.${code}`;
    return te(key) ? t(key) : null;
  }

  /** Loose facts of an order, a request or the audit, as far as they have names. */
  function told(facts: Record<string, unknown> | null | undefined, currency?: string): Detail[] {
    return details(facts ?? {}, language.value, lookup, currency);
  }

  return { t, te, named, told, language };
}

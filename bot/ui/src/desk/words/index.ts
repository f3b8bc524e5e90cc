/** The words of the console in the language of who sits at it; the other one comes when asked for. */
import { createI18n, type Composer } from "vue-i18n";

import type { Locale } from "../api/types";

const KEPT = "desk locale";
const LOAD: Record<Locale, () => Promise<{ default: object }>> = {
  en: () => import("./en"),
  zh: () => import("./zh"),
};
const TAGS: Record<Locale, string> = { zh: "zh-CN", en: "en" };

type Words = Parameters<Composer["setLocaleMessage"]>[1];

export const i18n = createI18n({
  legacy: false,
  locale: "en",
  // Codes that have no name here are shown as they are; nobody is told of it in the console.
  missingWarn: false,
  fallbackWarn: false,
});

/** Words outside of components. */
export const words = i18n.global as unknown as Composer;

export function firstLocale(): Locale {
  const kept = window.localStorage.getItem(KEPT);
  if (kept === "zh" || kept === "en") return kept;
  return navigator.language.startsWith("zh") ? "zh" : "en";
}

/** Every word is there when the promise is kept. */
export async function speak(locale: Locale): Promise<void> {
  const loaded = await LOAD[locale]();
  words.setLocaleMessage(locale, loaded.default as Words);
  words.locale.value = locale;
  document.documentElement.lang = TAGS[locale];
  window.localStorage.setItem(KEPT, locale);
}

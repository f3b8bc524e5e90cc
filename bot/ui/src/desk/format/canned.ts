/** Canned replies: found by what is typed after a slash, filled in for one conversation. */
import type { Canned, Fields, Locale } from "../api/types";
import { weekday, dayOf } from "./when";

const FIELD = /\{(name|order|date)\}/g;

/** What is typed after the slash before `caret`, and where the slash is; null where there is none. */
export function slashBefore(text: string, caret: number): { from: number; query: string } | null {
  const before = text.slice(0, caret);
  // A slash inside a word or a number, as in 24/7 or http://, calls nothing.
  const found = /(?:^|[\s，。！？、])\/([^\s/]{0,30})$/.exec(before);
  if (found === null) return null;
  const query = found[1] ?? "";
  return { from: caret - query.length - 1, query };
}

/** Those that fit: shortcuts that begin so first, then those that hold it anywhere. */
export function matching(all: readonly Canned[], query: string, most = 8): Canned[] {
  const wanted = query.toLowerCase();
  const rank = (canned: Canned): number => {
    const shortcut = canned.shortcut.replace(/^\//, "").toLowerCase();
    if (shortcut.startsWith(wanted)) return 0;
    if (shortcut.includes(wanted)) return 1;
    return `${canned.zh}\n${canned.en}`.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return all
    .map((canned) => ({ canned, rank: rank(canned) }))
    .filter((found) => found.rank < 3)
    .sort((a, b) => a.rank - b.rank || a.canned.shortcut.localeCompare(b.canned.shortcut))
    .slice(0, most)
    .map((found) => found.canned);
}

/** In the shopper's language, or in the other one where it is not written in theirs. */
export function textFor(canned: Canned, language: Locale): string {
  const [own, other] = language === "zh" ? [canned.zh, canned.en] : [canned.en, canned.zh];
  return own.trim() === "" ? other : own;
}

/** Fields that are not known stay as they are, for the writer to fill in. */
export function filled(text: string, fields: Fields, language: Locale, now: number): string {
  const today = weekday(dayOf(now), language);
  const values: Fields = { date: today, ...present(fields) };
  return text.replace(FIELD, (field, name: keyof Fields) => values[name] ?? field);
}

/** The fields that nobody filled in yet. */
export function open(text: string): string[] {
  return [...new Set(text.match(FIELD) ?? [])];
}

function present(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) as Fields;
}

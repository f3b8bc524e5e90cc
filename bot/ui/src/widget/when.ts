/** Days and times as the shopper reads them. */
import type { Locale } from "./protocol";

const TAGS: Record<Locale, string> = { zh: "zh-CN", en: "en-GB" };

function format(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(TAGS[locale], options);
}

export function clock(at: number, locale: Locale): string {
  return format(locale, { hour: "2-digit", minute: "2-digit", hour12: false }).format(at);
}

/** The calendar day in the shopper's time zone, as `2026-11-22`. */
export function dayOf(at: number): string {
  const when = new Date(at);
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
}

/** The day of an instant in the time zone `zone`; without one, in the shopper's. */
export function shortDay(at: number, locale: Locale, zone: string | null): string {
  const month = locale === "zh" ? "numeric" : "short";
  return format(locale, { month, day: "numeric", timeZone: zone ?? undefined }).format(at);
}

/** A day such as `2026-11-22` with its weekday. */
export function weekday(day: string, locale: Locale): string {
  const noon = new Date(`${day}T12:00:00`);
  if (Number.isNaN(noon.getTime())) return day;
  const said = format(locale, { month: "short", day: "numeric", weekday: "short" }).format(noon);
  return said.replace(/日(?=周)/, "日 ");
}

export function dayTitle(
  at: number,
  now: number,
  locale: Locale,
  near: { today: string; yesterday: string },
): string {
  const day = dayOf(at);
  if (day === dayOf(now)) return near.today;
  if (day === dayOf(now - 86_400_000)) return near.yesterday;
  const sameYear = day.slice(0, 4) === dayOf(now).slice(0, 4);
  const options: Intl.DateTimeFormatOptions = { month: "long", day: "numeric", weekday: "short" };
  return format(locale, sameYear ? options : { ...options, year: "numeric" }).format(at);
}

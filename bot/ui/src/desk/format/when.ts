/** Days, times and spans as staff read them. */
import type { Locale } from "../api/types";

const TAGS: Record<Locale, string> = { zh: "zh-CN", en: "en-GB" };
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS: Record<Locale, { minute: string; hour: string; day: string; gap: string }> = {
  zh: { minute: "分钟", hour: "小时", day: "天", gap: "" },
  en: { minute: "min", hour: "h", day: "d", gap: " " },
};

function format(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(TAGS[locale], options);
}

/** How long something lasts, in milliseconds: to the second at first, then ever more coarsely. */
export function span(ms: number, locale: Locale): string {
  const { minute, hour, day, gap } = UNITS[locale];
  const whole = Math.max(0, ms);
  if (whole < 10 * MINUTE) {
    const seconds = Math.floor((whole % MINUTE) / SECOND);
    return `${Math.floor(whole / MINUTE)}:${String(seconds).padStart(2, "0")}`;
  }
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)}${gap}${minute}`;
  if (whole < DAY) {
    const minutes = Math.floor((whole % HOUR) / MINUTE);
    const rest = minutes === 0 ? "" : `${gap}${minutes}${gap}${minute}`;
    return `${Math.floor(whole / HOUR)}${gap}${hour}${rest}`;
  }
  return `${Math.floor(whole / DAY)}${gap}${day}`;
}

export function clock(at: string | number, locale: Locale): string {
  const when = new Date(at);
  if (Number.isNaN(when.getTime())) return "";
  return format(locale, { hour: "2-digit", minute: "2-digit", hour12: false }).format(when);
}

/** The calendar day here, as `2026-11-22`. */
export function dayOf(at: string | number): string {
  const when = new Date(at);
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
}

export function dayTitle(
  at: string | number,
  now: number,
  locale: Locale,
  near: { today: string; yesterday: string },
): string {
  const day = dayOf(at);
  if (day === dayOf(now)) return near.today;
  if (day === dayOf(now - DAY)) return near.yesterday;
  const options: Intl.DateTimeFormatOptions = { month: "long", day: "numeric", weekday: "short" };
  if (day.slice(0, 4) !== dayOf(now).slice(0, 4)) options.year = "numeric";
  return format(locale, options).format(new Date(at));
}

/** The instant at which a day such as `2026-11-22` begins here, as ISO 8601; empty for no day. */
export function beginOf(day: string): string {
  const at = new Date(`${day}T00:00:00`);
  return Number.isNaN(at.getTime()) ? "" : at.toISOString();
}

/** The instant at which it is over. */
export function endOf(day: string): string {
  const at = new Date(`${day}T00:00:00`);
  if (Number.isNaN(at.getTime())) return "";
  at.setDate(at.getDate() + 1);
  return at.toISOString();
}

/** The time alone today, else the day with it. Empty where there is no instant. */
export function moment(at: string | number | null | undefined, now: number, locale: Locale): string {
  if (at === null || at === undefined) return "";
  const when = new Date(at);
  if (Number.isNaN(when.getTime())) return String(at);
  if (dayOf(at) === dayOf(now)) return clock(at, locale);
  const options: Intl.DateTimeFormatOptions = { month: "short", day: "numeric" };
  if (when.getFullYear() !== new Date(now).getFullYear()) options.year = "numeric";
  return `${format(locale, options).format(when)} ${clock(at, locale)}`;
}

/** A day such as `2026-11-22` with its weekday. */
export function weekday(day: string, locale: Locale): string {
  const noon = new Date(`${day.slice(0, 10)}T12:00:00`);
  if (Number.isNaN(noon.getTime())) return day;
  return format(locale, { month: "short", day: "numeric", weekday: "short" }).format(noon);
}

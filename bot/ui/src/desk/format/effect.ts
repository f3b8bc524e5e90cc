/** The effect of a remedy, as the server judged it, as lines for people. */
import type { Locale } from "../api/types";
import { money } from "./money";
import { moment, weekday } from "./when";

export interface EffectLine {
  name: string;
  said: string;
  /** What it was until now, where something changes. */
  before?: string;
}

type Named = (list: string, code: string | null | undefined) => string;
type Facts = Record<string, unknown>;

const CHANGES = ["address", "slot", "pickup"];
const AMOUNTS = ["amount", "new_total", "to_pay", "difference"];

export function effectLines(effect: Facts, currency: string, locale: Locale, named: Named): EffectLine[] {
  const lines: EffectLine[] = [];
  const add = (name: string, said: string): void => void (said !== "" && lines.push({ name, said }));
  const coin = typeof effect["currency"] === "string" ? effect["currency"] : currency;
  for (const name of AMOUNTS) {
    const amount = effect[name];
    if (typeof amount === "string" && Number(amount) !== 0) add(name, money(amount, coin, locale));
  }
  for (const share of list(effect["shares"])) {
    const to = named("method", String(share["method"]));
    add("share", `${money(String(share["amount"]), coin, locale)} · ${to}`);
  }
  for (const name of CHANGES) {
    const [before, after] = [effect[`${name}_before`], effect[`${name}_after`]];
    if (after === undefined || after === null) continue;
    const line: EffectLine = { name, said: written(after, locale) };
    if (before !== undefined && before !== null) line.before = written(before, locale);
    lines.push(line);
  }
  for (const key of ["new_lines", "lines"]) {
    const goods = list(effect[key]).map((line) => goodsOf(line, locale));
    add(key, goods.join(", "));
  }
  if (effect["cancels"] === true) add("cancels", named("status", "cancelled"));
  add("expected", expected(effect, locale));
  if (typeof effect["answer_by"] === "string") {
    add("answer_by", moment(effect["answer_by"], Date.now(), locale));
  }
  if (effect["approval"] === true) add("approval", named("why", String(effect["approval_why"] ?? "staff")));
  add("email", text(effect["email"]));
  add("link", text(effect["link"]));
  return lines;
}

function expected(effect: Facts, locale: Locale): string {
  const [from, until] = [effect["expected_from"], effect["expected_until"]].map((day) =>
    typeof day === "string" ? weekday(day, locale) : "",
  );
  return from !== until ? [from, until].filter(Boolean).join(" – ") : (from ?? "");
}

function goodsOf(line: Facts, locale: Locale): string {
  const name = line["name"] as Record<Locale, string> | undefined;
  return `${name?.[locale] ?? text(line["sku"])} × ${text(line["quantity"]) || "1"}`;
}

function written(value: unknown, locale: Locale): string {
  if (typeof value === "string") return value;
  const facts = value as Facts;
  if ("from" in facts && "to" in facts) {
    return `${weekday(text(facts["date"] ?? facts["day"]), locale)} ${text(facts["from"])}–${text(facts["to"])}`;
  }
  return Object.values(facts).map(text).filter(Boolean).join(" ");
}

function list(value: unknown): Facts[] {
  return Array.isArray(value) ? (value as Facts[]) : [];
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

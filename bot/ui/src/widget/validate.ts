/** Whether what a form holds can be sent. Pure; the shop judges again, these are the first words. */
import type { Values } from "./protocol";

export type Fault =
  | "required"
  | "phone"
  | "postcode"
  | "street"
  | "email"
  | "date_past"
  | "choose_line"
  | "choose_problem"
  | "choose_slot"
  | "choose_score"
  | "too_long";

export type Faults = Record<string, Fault>;

export const ADDRESS_PARTS = [
  "recipient",
  "phone",
  "country",
  "province",
  "city",
  "district",
  "street",
  "postcode",
] as const;
export type AddressPart = (typeof ADDRESS_PARTS)[number];
export type AddressValues = Record<AddressPart, string>;

const LONGEST = 200;
const CHINA = /^(cn|chn|china|中国|中國|中华人民共和国|中国大陆)$/i;
const AMERICA = /^(us|usa|united states|united states of america|美国)$/i;

export function addressOf(values: Values): AddressValues {
  const parts = {} as AddressValues;
  for (const part of ADDRESS_PARTS) {
    const value = values[part];
    parts[part] = typeof value === "string" ? value.normalize("NFKC").trim() : "";
  }
  return parts;
}

function phoneFits(phone: string, country: string): boolean {
  const digits = phone.replace(/[\s().-]/g, "");
  if (!/^\+?\d+$/.test(digits)) return false;
  const inChina = CHINA.test(country) || country === "";
  if (inChina && /^(\+?86)?1[3-9]\d{9}$/.test(digits)) return true;
  if (CHINA.test(country)) return /^(\+?86)?0\d{9,11}$/.test(digits);
  return /^\+?\d{7,15}$/.test(digits);
}

function postcodeFits(postcode: string, country: string): boolean {
  if (CHINA.test(country)) return /^\d{6}$/.test(postcode);
  if (AMERICA.test(country)) return /^\d{5}(-\d{4})?$/.test(postcode);
  return /^[\p{L}\p{N}][\p{L}\p{N} -]{1,10}$/u.test(postcode);
}

/** A province is not asked of everybody: small countries have none. */
export function addressFaults(address: AddressValues): Faults {
  const faults: Faults = {};
  for (const part of ["recipient", "phone", "country", "city", "street"] as const) {
    if (!address[part]) faults[part] = "required";
  }
  for (const part of ADDRESS_PARTS) {
    if (address[part].length > LONGEST) faults[part] = "too_long";
  }
  if (!address.province && (CHINA.test(address.country) || AMERICA.test(address.country))) {
    faults["province"] = "required";
  }
  if (!faults["phone"] && !phoneFits(address.phone, address.country)) faults["phone"] = "phone";
  if (!faults["street"] && !/[\p{L}\p{N}].*[\p{L}\p{N}]/u.test(address.street)) {
    faults["street"] = "street";
  }
  if (address.postcode && !postcodeFits(address.postcode, address.country)) {
    faults["postcode"] = "postcode";
  }
  return faults;
}

export function emailFaults(email: string): Faults {
  if (!email.trim()) return { email: "required" };
  return /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(email.trim()) ? {} : { email: "email" };
}

export interface Slot {
  date: string;
  from: string;
  to: string;
}

/** The spans the shop offers; empty when it offers none by name. */
export function slotsOf(values: Values): Slot[] {
  const listed = Array.isArray(values["slots"]) ? values["slots"] : [];
  return listed.filter(
    (slot): slot is Slot =>
      typeof slot?.date === "string" &&
      typeof slot?.from === "string" &&
      typeof slot?.to === "string",
  );
}

/** `today` is the shopper's day, as `2026-11-22`; days compare as text. */
export function slotFaults(slot: Partial<Slot>, today: string): Faults {
  if (!slot.date) return { date: "required" };
  if (slot.date < today) return { date: "date_past" };
  return slot.from && slot.to ? {} : { span: "choose_slot" };
}

export const PROBLEMS = ["damaged", "faulty", "wrong_item", "missing", "other"] as const;
export type Problem = (typeof PROBLEMS)[number];

export function itemFaults(lines: readonly number[], problem: string): Faults {
  const faults: Faults = {};
  if (lines.length === 0) faults["lines"] = "choose_line";
  if (!(PROBLEMS as readonly string[]).includes(problem)) faults["problem"] = "choose_problem";
  return faults;
}

export const MOST_CHARACTERS = 4000;
export const NEAR_THE_LIMIT = 3600;

/** Characters as the server counts them: an emoji outside the first plane is one. */
export function charactersIn(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Messages written and not yet acknowledged. They outlive a reload; each has its id for good. */
import type { FormType, Locale, Values } from "./protocol";
import type { Shelf } from "./memory";

export interface Draft {
  /** What goes out as `message`: the text, or `button:<id>`, or nothing beside a form. */
  message: string;
  /** What the shopper sees as said. */
  shown: string;
  form?: { type: FormType; values: Values };
  /** Only where the shopper has just chosen another language. */
  locale?: Locale;
}

export interface Pending extends Draft {
  id: string;
  at: number;
  /** Whose conversation it was written in, so that nobody else sends it. */
  who: string;
}

const PREFIX = "out.";

/** A random UUID; `crypto.randomUUID` itself is missing on pages served without TLS. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function read(text: string | null): Pending | null {
  try {
    const item: unknown = JSON.parse(text ?? "");
    if (item === null || typeof item !== "object") return null;
    const { id, at, message, shown, who } = item as Partial<Pending>;
    const whole = [id, message, shown, who].every((part) => typeof part === "string");
    return whole && typeof at === "number" ? (item as Pending) : null;
  } catch {
    return null;
  }
}

/** One key per message: two tabs that add and remove at once never overwrite each other. */
export class Outbox {
  constructor(private readonly shelf: Shelf) {}

  add(draft: Draft, who: string, at: number, id: string = newId()): Pending {
    const item: Pending = { ...draft, id, at, who };
    this.shelf.set(PREFIX + id, JSON.stringify(item));
    return item;
  }

  remove(id: string): void {
    this.shelf.remove(PREFIX + id);
  }

  has(id: string): boolean {
    return this.shelf.get(PREFIX + id) !== null;
  }

  /** What `who` still has to send, in the order it was written. */
  of(who: string): Pending[] {
    return this.shelf
      .keys()
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => read(this.shelf.get(key)))
      .filter((item): item is Pending => item !== null && item.who === who)
      .sort((a, b) => a.at - b.at);
  }

  clear(who: string): void {
    for (const item of this.of(who)) this.remove(item.id);
  }

  /** A guest who signs in takes along what is not sent yet. */
  handOver(from: string, to: string): void {
    for (const item of this.of(from)) this.add(item, to, item.at, item.id);
  }
}

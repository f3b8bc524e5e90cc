/** The messages of one conversation in order, each once. Pure: no storage, no network, no DOM. */
import type { FormCard, Received } from "./protocol";

/** `waiting`: not on its way yet · `sent`: on its way · `delivered`: the server has it. */
export type State = "waiting" | "sent" | "delivered" | "failed";

export interface Entry extends Received {
  key: string;
  state: State;
  error: string | null;
}

export class Thread {
  private readonly stored = new Map<number, Entry>();
  private readonly unstored = new Map<string, Entry>();
  private known = 0;

  /** Take what the server stored; false when it was known already. */
  take(received: Received): boolean {
    const own = received.id === null ? undefined : this.find(received.id);
    if (received.seq === null) {
      if (own) return false;
      this.unstored.set(`n${this.known}`, this.entry(received, "delivered"));
      return true;
    }
    if (this.stored.has(received.seq)) return false;
    if (own) {
      this.settle(own, received.seq);
      return false;
    }
    this.stored.set(received.seq, this.entry(received, "delivered"));
    return true;
  }

  /** Show the shopper's own message before the server has it. Known ids are left alone. */
  expect(received: Received, state: State): void {
    if (received.id === null || this.find(received.id)) return;
    this.unstored.set(received.id, this.entry(received, state));
  }

  mark(id: string, state: State, error: string | null = null): void {
    const entry = this.unstored.get(id);
    if (entry) Object.assign(entry, { state, error });
  }

  /** The server has this message now, under `seq`. */
  acknowledge(id: string, seq: number | null): void {
    const entry = this.unstored.get(id);
    if (!entry) return;
    if (seq === null) entry.state = "delivered";
    else this.settle(entry, seq);
  }

  forget(id: string): void {
    this.unstored.delete(id);
  }

  /** Everything in order: what the server has by `seq`, then what it has not, as it was written. */
  entries(): Entry[] {
    const stored = [...this.stored.values()].sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
    return [...stored, ...this.unstored.values()];
  }

  /** Up to here nothing is missing: what to ask the server to go on from. */
  get after(): number {
    let last = 0;
    while (this.stored.has(last + 1)) last += 1;
    return last;
  }

  get last(): number {
    return Math.max(0, ...this.stored.keys());
  }

  unreadAfter(seq: number): number {
    return [...this.stored.values()].filter((e) => e.from !== "shopper" && (e.seq ?? 0) > seq)
      .length;
  }

  private entry(received: Received, state: State): Entry {
    this.known += 1;
    return { ...received, key: `m${this.known}`, state, error: null };
  }

  private find(id: string): Entry | undefined {
    return this.unstored.get(id) ?? [...this.stored.values()].find((entry) => entry.id === id);
  }

  private settle(entry: Entry, seq: number): void {
    if (entry.id !== null) this.unstored.delete(entry.id);
    if (entry.seq !== null || this.stored.has(seq)) return;
    Object.assign(entry, { seq, state: "delivered", error: null });
    this.stored.set(seq, entry);
  }
}

const RATING: FormCard = { type: "form", form: "rating", values: {} };

/** The form a message brings along; one that closes a case brings the rating. */
export function formOf(entry: Entry): FormCard | null {
  if (entry.card?.type === "form") return entry.card;
  return entry.closed ? RATING : null;
}

/** What became of the choices a message offers. */
export interface Offer {
  open: boolean;
  /** The shopper answered it with a button or the form itself. */
  answered: boolean;
  chosen: string | null;
}

/**
 * Which buttons and forms still wait for an answer, by the key of their message.
 *
 * Buttons close when one of them was said or when something newer asks; a form also closes once
 * the shopper wrote and was answered: whoever still wants it asks again.
 */
export function offers(entries: readonly Entry[]): Map<string, Offer> {
  const found = new Map<string, Offer>();
  entries.forEach((entry, position) => {
    if (asks(entry)) {
      found.set(entry.key, outcome(entry, entries.slice(position + 1)));
    }
  });
  return found;
}

const OPEN: Offer = { open: true, answered: false, chosen: null };
const SENT: Offer = { open: false, answered: true, chosen: null };
const CLOSED: Offer = { open: false, answered: false, chosen: null };

function asks(entry: Entry): boolean {
  return entry.buttons.length > 0 || formOf(entry) !== null;
}

function outcome(entry: Entry, later: readonly Entry[]): Offer {
  const form = formOf(entry);
  let spoken = false;
  for (const next of later) {
    if (next.from === "shopper") {
      const chosen = entry.buttons.find((button) => button.title === next.text);
      if (chosen) return { ...SENT, chosen: chosen.id };
      spoken = true;
      if (form !== null && next.form === form.form) return SENT;
    } else if (next.from !== "system") {
      if (asks(next) || (spoken && form !== null)) return CLOSED;
    }
  }
  return OPEN;
}

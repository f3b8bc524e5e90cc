/** What the tests of the console are given: conversations, answers of the desk, a kept store. */
import type { Desk } from "../../src/desk/api/desk";
import type { Item, Message, Whole } from "../../src/desk/api/types";
import type { Kept } from "../../src/desk/state/drafts";

export function item(parts: Partial<Item> = {}): Item {
  return {
    id: "c1",
    owner: "queue",
    version: 1,
    assignee: null,
    customer: { id: null, name: "J***" },
    language: "en",
    reason: "asked_for",
    order: null,
    finding: null,
    since: "2026-11-22T10:00:00Z",
    opened_at: "2026-11-22T09:00:00Z",
    changed_at: "2026-11-22T10:00:00Z",
    priority: 1,
    mood: "calm",
    labels: [],
    last: null,
    unread: 0,
    sla: null,
    ...parts,
  };
}

export function message(seq: number, parts: Partial<Message> = {}): Message {
  return {
    seq,
    from: "shopper",
    author: null,
    text: `message ${seq}`,
    at: `2026-11-22T10:00:${String(seq).padStart(2, "0")}Z`,
    buttons: [],
    card: null,
    photos: [],
    intent: null,
    confidence: null,
    delivered: true,
    ...parts,
  };
}

export function whole(parts: Partial<Whole> = {}): Whole {
  return {
    conversation: item(),
    summary: null,
    messages: [],
    dropped: [],
    notes: [],
    orders: [],
    history: [],
    ...parts,
  };
}

/** A desk that has only the endpoints a test gives it. */
export function desk(endpoints: { [Name in keyof Desk]?: unknown }): Desk {
  return endpoints as unknown as Desk;
}

export function memory(): Kept & { data: Map<string, string> } {
  const data = new Map<string, string>();
  return {
    data,
    getItem: (key) => data.get(key) ?? null,
    setItem: (key, value) => void data.set(key, value),
    removeItem: (key) => void data.delete(key),
  };
}

/** A promise and what keeps it. */
export function later<T>() {
  let keep: (value: T) => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((resolve, reject) => ([keep, fail] = [resolve, reject]));
  return { promise, keep, fail };
}

/** Everything that is ready to go on has gone on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

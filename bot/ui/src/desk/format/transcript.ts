/** A conversation as one line of time: messages, notes, unsent replies and changes of hands. */
import type { Change, Dropped, Message, Note, Whole } from "../api/types";
import type { Outgoing } from "../state/outbox";
import { dayOf } from "./when";

export type Entry =
  | { type: "day"; key: string; at: string }
  | { type: "message"; key: string; at: string; message: Message; first: boolean }
  | { type: "note"; key: string; at: string; note: Note }
  | { type: "dropped"; key: string; at: string; dropped: Dropped }
  | { type: "change"; key: string; at: string; change: Change }
  | { type: "outgoing"; key: string; at: string; outgoing: Outgoing };

export function entries(whole: Whole, outgoing: readonly Outgoing[]): Entry[] {
  const told: Entry[] = [
    ...whole.messages.map((message) => ({
      type: "message" as const,
      key: `m${message.seq}`,
      at: message.at,
      message,
      first: true,
    })),
    ...whole.notes.map((note) => ({
      type: "note" as const,
      key: `n${note.id}`,
      at: note.at,
      note,
    })),
    ...whole.dropped.map((dropped, place) => ({
      type: "dropped" as const,
      key: `d${place}`,
      at: dropped.at,
      dropped,
    })),
    ...whole.history.map((change, place) => ({
      type: "change" as const,
      key: `c${place}`,
      at: change.at,
      change,
    })),
  ];
  const seq = (entry: Entry): number => (entry.type === "message" ? entry.message.seq : 0);
  const instant = new Map(told.map((entry) => [entry.key, Date.parse(entry.at)]));
  told.sort((a, b) => {
    const apart = (instant.get(a.key) ?? 0) - (instant.get(b.key) ?? 0);
    // Messages have an order of their own; of one moment they come before what was done about them.
    if (apart !== 0) return apart;
    if (seq(a) > 0 && seq(b) > 0) return seq(a) - seq(b);
    return Number(seq(b) > 0) - Number(seq(a) > 0);
  });
  const waiting: Entry[] = outgoing.map((one) => ({
    type: "outgoing",
    key: `o${one.id}`,
    at: new Date(one.at).toISOString(),
    outgoing: one,
  }));
  return grouped(withDays([...told, ...waiting]));
}

function withDays(told: Entry[]): Entry[] {
  const shown: Entry[] = [];
  let day = "";
  for (const entry of told) {
    const its = dayOf(entry.at);
    if (its !== day) shown.push({ type: "day", key: `day ${its}`, at: entry.at });
    day = its;
    shown.push(entry);
  }
  return shown;
}

/** Only the first of several messages of one speaker names the speaker. */
function grouped(shown: Entry[]): Entry[] {
  let before: Message | null = null;
  for (const entry of shown) {
    if (entry.type !== "message") {
      before = null;
      continue;
    }
    const { from, author } = entry.message;
    entry.first = before === null || before.from !== from || before.author !== author;
    before = entry.message;
  }
  return shown;
}

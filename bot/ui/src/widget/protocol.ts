/** What goes over the wire, and how it is read. Nothing here trusts the shape of what came in. */

export type Locale = "zh" | "en";
export type Author = "shopper" | "bot" | "staff" | "system";
export type Handler = "bot" | "queue" | "staff";
export type StepCode = "ordered" | "paid" | "packed" | "shipped" | "delivered";
export type StepState = "done" | "now" | "stuck" | "open";
export type FormType = "address" | "slot" | "items" | "photos" | "rating" | "email";
export type Values = Record<string, unknown>;

export interface Button {
  id: string;
  title: string;
}

export interface Step {
  code: StepCode;
  at: number | null;
  state: StepState;
}

export interface OrderCard {
  type: "order";
  number: string;
  status: string;
  /** The shop's time zone, in which its days are meant; null where it is not known here. */
  zone: string | null;
  steps: Step[];
}

export interface FormCard {
  type: "form";
  form: FormType;
  values: Values;
}

export type Card = OrderCard | FormCard;

export interface Received {
  seq: number | null;
  from: Author;
  text: string;
  at: number;
  id: string | null;
  name: string | null;
  buttons: Button[];
  card: Card | null;
  /** The form a shopper's message answered, if it was one. */
  form: FormType | null;
  /** The case is closed with this message: the shopper may say how it was. */
  closed: boolean;
  /** Not a message but why one was refused, for chats that read no acknowledgements. */
  isRefusal: boolean;
  handledBy: Handler | null;
}

export interface Confirmed {
  session: string;
  handledBy: Handler | null;
}

export type Ack = { ok: true; seq: number | null } | { ok: false; code: string; message: string };

const AUTHORS: readonly string[] = ["shopper", "bot", "staff", "system"];
const HANDLERS: readonly string[] = ["bot", "queue", "staff"];
const STEPS: readonly string[] = ["ordered", "paid", "packed", "shipped", "delivered"];
const STATES: readonly string[] = ["done", "now", "stuck", "open"];
const FORMS: readonly string[] = ["address", "slot", "items", "photos", "rating", "email"];

function record(value: unknown): Values {
  return value !== null && typeof value === "object" && !Array.isArray(value)
    ? (value as Values)
    : {};
}

function word(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

function oneOf<T extends string>(known: readonly string[], value: unknown): T | null {
  return typeof value === "string" && known.includes(value) ? (value as T) : null;
}

function whole(value: unknown): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : null;
}

/** Milliseconds since 1970, from ISO 8601 text or seconds; null when it is no instant. */
export function instant(value: unknown): number | null {
  if (typeof value === "number" && Number.isFinite(value)) {
    return value > 1e11 ? value : value * 1000;
  }
  const parsed = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(parsed) ? null : parsed;
}

function readButtons(metadata: Values, quickReplies: unknown): Button[] {
  if (Array.isArray(metadata["buttons"])) {
    return metadata["buttons"]
      .map(record)
      .map((button) => ({ id: word(button["id"]), title: word(button["title"]) }))
      .filter((button) => button.id && button.title);
  }
  if (!Array.isArray(quickReplies)) return [];
  return quickReplies
    .map(record)
    .map((reply) => ({
      id: word(reply["payload"]).replace(/^button:/, ""),
      title: word(reply["title"]),
    }))
    .filter((button) => button.id && button.title);
}

/** The name of a time zone that this browser knows. */
function zoneOf(value: unknown): string | null {
  const name = word(value);
  if (!name) return null;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

function readStep(value: unknown): Step | null {
  const step = record(value);
  const code = oneOf<StepCode>(STEPS, step["code"]);
  const state = oneOf<StepState>(STATES, step["state"]);
  return code && state ? { code, state, at: instant(step["at"]) } : null;
}

function readCard(value: unknown): Card | null {
  const card = record(value);
  if (card["type"] === "form") {
    const form = oneOf<FormType>(FORMS, card["form"]);
    return form ? { type: "form", form, values: record(card["values"]) } : null;
  }
  if (card["type"] !== "order") return null;
  const order = record(card["order"]);
  const steps = Array.isArray(order["steps"]) ? order["steps"].map(readStep) : [];
  return {
    type: "order",
    number: word(order["number"]),
    status: word(order["status"]),
    zone: zoneOf(order["time_zone"]),
    steps: steps.filter((step): step is Step => step !== null),
  };
}

/** A `bot_uttered` or `message_stored` event as one message. */
export function readMessage(event: unknown, otherwise: Author, now: number): Received {
  const outer = record(event);
  const inner = { ...outer, ...record(outer["metadata"]) };
  return {
    seq: whole(inner["seq"]),
    from: oneOf<Author>(AUTHORS, inner["from"]) ?? otherwise,
    text: word(outer["text"]),
    at: instant(inner["at"]) ?? now,
    id: word(inner["id"]) || null,
    name: word(inner["name"]) || word(inner["author"]) || null,
    buttons: readButtons(inner, outer["quick_replies"]),
    card: readCard(inner["card"]),
    form: oneOf<FormType>(FORMS, record(inner["form"])["type"]),
    closed: inner["closed"] === true,
    isRefusal: inner["seq"] === undefined && typeof inner["error"] === "string",
    handledBy: readHandler(inner["handled_by"]),
  };
}

export function readHandler(value: unknown): Handler | null {
  return oneOf<Handler>(HANDLERS, value);
}

/** `session_confirm`: an object, or the bare session id as rasa-webchat knows it. */
export function readConfirmed(event: unknown): Confirmed | null {
  const fields = record(event);
  const session = typeof event === "string" ? event : word(fields["session_id"]);
  if (!session) return null;
  return { session, handledBy: readHandler(fields["handled_by"]) };
}

export function readAck(event: unknown): Ack {
  const fields = record(event);
  if (fields["ok"] === true) return { ok: true, seq: whole(fields["seq"]) };
  const error = record(fields["error"]);
  return { ok: false, code: word(error["code"]), message: word(error["message"]) };
}

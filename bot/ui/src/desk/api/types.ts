/** What the desk's endpoints speak of. Instants are ISO 8601 with offset, money decimal strings. */

export type Locale = "zh" | "en";
export type Owner = "bot" | "queue" | "staff" | "closed";
export type Presence = "available" | "away" | "offline";
export type Role = "agent" | "supervisor" | "owner";
export type View = "queue" | "mine" | "all" | "resolved";
export type Mood = "calm" | "annoyed" | "angry";
export type Counts = Record<View, number>;

export interface Me {
  name: string;
  role: Role;
  presence: Presence;
  capacity: number;
  locale: Locale | null;
}

export interface Sla {
  kind: "first_reply" | "next_reply";
  due_at: string;
  breached: boolean;
}

/** A conversation as lists show it. `customer.name` is masked. */
export interface Item {
  id: string;
  owner: Owner;
  version: number;
  assignee: string | null;
  customer: { id: string | null; name: string | null };
  language: Locale;
  reason: string | null;
  order: string | null;
  finding: string | null;
  since: string | null;
  opened_at: string;
  changed_at: string;
  priority: number;
  mood: Mood;
  labels: string[];
  last: { from: Speaker; text: string; at: string } | null;
  unread: number;
  sla: Sla | null;
}

export interface Page {
  items: Item[];
  next: string | null;
  counts: Counts;
}

export type Speaker = "shopper" | "bot" | "staff" | "system";

export interface Message {
  seq: number;
  from: Speaker;
  author: string | null;
  text: string;
  at: string;
  buttons: string[];
  card: { type: string; [key: string]: unknown } | null;
  photos: string[];
  intent: string | null;
  confidence: number | null;
  delivered: boolean;
}

export interface Summary {
  who: string | null;
  order: string | null;
  finding: string | null;
  cause: string | null;
  offered: string[];
  tried: string[];
  also: string[];
  mood: Mood | null;
  last_words: string[];
}

export interface Dropped {
  answers: number;
  at: string;
  texts: string[];
}

export interface Note {
  id: string | number;
  author: string;
  at: string;
  text: string;
}

export interface Change {
  at: string;
  by: string;
  before: Owner;
  after: Owner;
  reason: string;
}

/** What `{name}`, `{order}` and `{date}` of a canned reply stand for here. */
export type Fields = Partial<Record<"name" | "order" | "date", string | null>>;

export interface Whole {
  conversation: Item;
  summary: Summary | null;
  messages: Message[];
  dropped: Dropped[];
  notes: Note[];
  orders: string[];
  history: Change[];
  fields?: Fields;
}

export interface Canned {
  id: string | number;
  shortcut: string;
  zh: string;
  en: string;
}

export interface StaffMember {
  name: string;
  role: Role;
  presence: Presence;
  open: number;
  capacity: number;
  disabled?: boolean;
}

export interface AuditEntry {
  at: string;
  who: string;
  what: string;
  conversation?: string | null;
  /** Whom or what it was done to: an order, a request, somebody. */
  subject?: string | null;
  detail?: Record<string, unknown> | null;
}

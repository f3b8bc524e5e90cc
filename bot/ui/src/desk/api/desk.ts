/** The desk's endpoints, one function each. */
import type { Http } from "./http";
import type { OrderView, Possible, Proposal, Remedy, Request, Reveal } from "./orders";
import type {
  AuditEntry,
  Canned,
  Item,
  Me,
  Page,
  Role,
  StaffMember,
  View,
  Whole,
} from "./types";

export interface Filters {
  q: string;
  label: string;
  customer: string;
  from: string;
  to: string;
}

export interface AuditFilters {
  who: string;
  what: string;
  from: string;
  to: string;
}

interface SignedIn {
  me: Me;
  csrf: string;
}

type One = { conversation: Item };
export type Values = Record<string, unknown>;
/** What a member of staff may be given: a new role, no access any more, another password. */
export type StaffChange = { role?: Role; disabled?: boolean; reset_password?: true };

const at = (id: string, rest = ""): string => `/conversations/${encodeURIComponent(id)}${rest}`;

/** Some lists come bare, some as `items`. */
function listed<T>(answer: T[] | { items: T[] }): T[] {
  return Array.isArray(answer) ? answer : answer.items;
}

export class Desk {
  constructor(readonly http: Http) {}

  me = () => this.http.get<SignedIn>("/me");
  change = (change: Partial<Me>) => this.http.send<{ me: Me }>("PATCH", "/me", change);
  signIn = (name: string, password: string) =>
    this.http.send<SignedIn>("POST", "/sign-in", { name, password });
  changePassword = (old: string, wanted: string) =>
    this.http.send<void>("POST", "/me/password", { old, new: wanted });
  signOut = () => this.http.send<void>("POST", "/sign-out");

  conversations = (view: View, filters: Filters, after: string | null, limit: number) =>
    this.http.get<Page>("/conversations", { view, ...filters, after, limit });
  conversation = (id: string) => this.http.get<Whole>(at(id));
  claim = (id: string, version: number) =>
    this.http.send<One>("POST", at(id, "/claim"), { version });
  release = (id: string, version: number) =>
    this.http.send<One>("POST", at(id, "/release"), { version });
  assign = (id: string, to: string, version: number) =>
    this.http.send<One>("POST", at(id, "/assign"), { to, version });
  giveBack = (id: string, version: number) =>
    this.http.send<One>("POST", at(id, "/give-back"), { version });
  resolve = (id: string, version: number) =>
    this.http.send<One>("POST", at(id, "/resolve"), { version });
  reopen = (id: string, version: number) =>
    this.http.send<One>("POST", at(id, "/reopen"), { version });

  reply = (id: string, reply: { id: string; text: string; version: number }) =>
    this.http.send<{ seq: number }>("POST", at(id, "/replies"), reply);
  note = (id: string, text: string) => this.http.send<unknown>("POST", at(id, "/notes"), { text });
  labels = (id: string, labels: string[]) =>
    this.http.send<unknown>("PUT", at(id, "/labels"), { labels });
  read = (id: string, seq: number) => this.http.send<unknown>("POST", at(id, "/read"), { seq });
  typing = (id: string, on: boolean) => this.http.send<unknown>("POST", at(id, "/typing"), { on });

  order = (id: string, number: string) =>
    this.http.get<OrderView>(at(id, `/orders/${encodeURIComponent(number)}`));
  reveal = (id: string, number: string, field: Reveal) =>
    this.http.send<{ value: unknown }>("POST", at(id, "/reveal"), { number, field });
  propose = (id: string, number: string, kind: Possible["kind"], values: Values) =>
    this.http.send<Proposal>("POST", at(id, "/remedies"), { number, kind, values });
  carryOut = (id: string, proposal: string) =>
    this.http.send<{ remedy: Remedy }>("POST", at(id, `/remedies/${proposal}`));

  requests = async (state: "open" | "answered") =>
    listed(await this.http.get<Request[] | { items: Request[] }>("/requests", { state }));
  approve = (remedy: string, amount?: string) =>
    this.http.send<{ remedy: Remedy }>("POST", `/requests/${remedy}/approve`, { amount });
  refuse = (remedy: string, reason: string) =>
    this.http.send<{ remedy: Remedy }>("POST", `/requests/${remedy}/refuse`, { reason });

  canned = async () => listed(await this.http.get<Canned[] | { items: Canned[] }>("/canned"));
  addCanned = (canned: Omit<Canned, "id">) => this.http.send<unknown>("POST", "/canned", canned);
  changeCanned = ({ id, ...canned }: Canned) =>
    this.http.send<unknown>("PUT", `/canned/${id}`, canned);
  dropCanned = (id: Canned["id"]) => this.http.send<unknown>("DELETE", `/canned/${id}`);

  staff = async () =>
    listed(await this.http.get<StaffMember[] | { items: StaffMember[] }>("/staff"));
  addStaff = (name: string, role: Role) =>
    this.http.send<{ password: string }>("POST", "/staff", { name, role });
  changeStaff = (name: string, change: StaffChange) =>
    this.http.send<{ password?: string }>("PATCH", `/staff/${encodeURIComponent(name)}`, change);
  audit = (filters: AuditFilters, after: string | null) =>
    this.http.get<{ items: AuditEntry[]; next: string | null }>("/audit", { ...filters, after });
}

export function photo(id: string): string {
  return `/api/desk/uploads/${encodeURIComponent(id)}`;
}

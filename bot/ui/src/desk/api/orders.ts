/** Orders and what may be done for them, as the desk's endpoints speak of them. */

export type OrderStatus = "placed" | "confirmed" | "packed" | "shipped" | "delivered" | "cancelled";
export type StepCode = "ordered" | "paid" | "packed" | "shipped" | "delivered";
export type StepState = "done" | "now" | "stuck" | "open";
export type Reveal = "phone" | "email" | "address";

export interface Step {
  code: StepCode;
  at: string | null;
  state: StepState;
}

export interface Finding {
  kind: string;
  cause: string | null;
  since: string | null;
  detail: Record<string, unknown>;
}

export interface Address {
  recipient?: string;
  phone?: string;
  country?: string;
  province?: string;
  city?: string;
  district?: string;
  street?: string;
  postcode?: string;
}

export interface Slot {
  date: string;
  from: string;
  to: string;
}

export interface OrderLine {
  sku: string;
  name: { zh: string; en: string };
  quantity: number;
  unit_price: string;
  seller: string;
}

export interface Payment {
  id: string;
  method: string;
  amount: string;
  status: string;
  failure?: string | null;
  at?: string | null;
}

export interface Refund {
  id: string;
  amount: string;
  status: string;
  at?: string | null;
  reason?: string | null;
  reference?: string | null;
}

export interface Shipment {
  id: string;
  carrier: string;
  tracking_number: string;
  status: string;
  exception?: string | null;
  promised_at?: string | null;
  delivered_at?: string | null;
  slot?: Slot | null;
  pickup_point?: string | null;
  proof?: { signed_by?: string; place?: string } | null;
  events: { at: string; code: string; place?: string }[];
}

export interface Remedy {
  id: string;
  kind: string;
  status: string;
  at: string;
  by: string;
  detail: Record<string, unknown>;
}

/** In the shape of `show-order --json`; names, phones, e-mails and streets are masked. */
export interface Order {
  number: string;
  customer: string;
  placed_at?: string | null;
  status: OrderStatus;
  currency: string;
  total: string;
  shipping_fee?: string | null;
  discount?: string | null;
  ship_by?: string | null;
  lines: OrderLine[];
  addresses: Address[];
  payments: Payment[];
  refunds: Refund[];
  shipments: Shipment[];
  claims?: { id: string; kind: string; text: string; at: string; status: string }[];
  cancelled?: { at: string; by: string; reason: string } | null;
  findings: Finding[];
  remedies: Remedy[];
}

/** What the values of a remedy may be, where the server says so. */
export interface Options {
  most?: string;
  currency?: string;
  first?: string;
  last?: string;
  windows?: string[];
  address?: Address;
}

export interface Possible {
  kind: string;
  needs: string[];
  approval: boolean;
  options?: Options;
}

export interface Request {
  remedy: string;
  kind: string;
  order: string;
  conversation: string | null;
  customer: string | null;
  amount: string | null;
  currency: string;
  at: string;
  why: string;
  detail: Record<string, unknown>;
  uploads: string[];
  age_minutes: number;
  status?: string;
  by?: string | null;
}

export interface OrderView {
  order: Order;
  steps: Step[];
  requests: Request[];
  can: Possible[];
}

export interface Proposal {
  proposal: string;
  effect: Record<string, unknown>;
  text: string;
}

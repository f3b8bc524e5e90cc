/** The demo shop's page: signing in as a demo customer, their orders, the shop window. */
import { h, icon } from "../widget/dom";
import type { Locale } from "../widget/protocol";
import { SHOP_WORDS, type ShopWords } from "./shop_words";
import { GOODS, type Good } from "./goods";

interface Customer {
  id: string;
  name: string;
  locale: string;
  token: string;
}

interface ShopOrder {
  number: string;
  status: string;
  placed_at: string | null;
  total: string;
  currency: string;
  goods: { zh: string; en: string; quantity?: number }[];
  findings: string[];
}

const SVG = "http://www.w3.org/2000/svg";
const kept = window.sessionStorage;
let locale: Locale =
  (window.localStorage.getItem("lark locale") as Locale | null) ??
  (navigator.language.startsWith("zh") ? "zh" : "en");
let customers: Customer[] = [];
let orders: ShopOrder[] = [];
let hint: (words: ShopWords) => string = (words) => words.guestHint;

function element<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

async function read<T>(path: string, token?: string): Promise<T> {
  const headers: HeadersInit = token ? { Authorization: `Bearer ${token}` } : {};
  const answer = await fetch(path, { headers });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()) as T;
}

function drawn(good: Good): SVGSVGElement {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 120 120");
  drawing.setAttribute("aria-hidden", "true");
  for (const [ink, line] of good.drawing) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", ink);
    path.setAttribute("d", line);
    drawing.append(path);
  }
  return drawing;
}

function money(order: ShopOrder): string {
  const tag = locale === "zh" ? "zh-CN" : "en";
  const style = { style: "currency", currency: order.currency, currencyDisplay: "narrowSymbol" };
  return new Intl.NumberFormat(tag, style as Intl.NumberFormatOptions).format(Number(order.total));
}

function day(at: string | null): string {
  const tag = locale === "zh" ? "zh-CN" : "en-GB";
  return at ? new Intl.DateTimeFormat(tag, { month: "short", day: "numeric" }).format(new Date(at)) : "";
}

async function copy(number: string): Promise<void> {
  await navigator.clipboard.writeText(number);
  hint = (words) => words.copied(number);
  showHint();
}

function orderItem(order: ShopOrder, words: ShopWords): HTMLElement {
  const click = (): void => void copy(order.number).catch(() => undefined);
  const goods = order.goods.map(
    (good) => good[locale] + ((good.quantity ?? 1) > 1 ? ` × ${good.quantity}` : ""),
  );
  const troubles = order.findings.filter((finding) => finding in words.findings);
  return h(
    "li",
    { class: "order" },
    h(
      "header",
      {},
      h("h3", {}, order.number),
      h(
        "button",
        { type: "button", class: "copy", "aria-label": words.copy(order.number), on: { click } },
        icon("copy"),
      ),
      h("span", { class: "status" }, words.status[order.status] ?? order.status),
    ),
    h("p", {}, goods.join(locale === "zh" ? "、" : ", ")),
    h("p", { class: "facts" }, h("span", {}, day(order.placed_at)), h("span", {}, money(order))),
    troubles.length > 0 &&
      h("ul", { class: "findings" }, ...troubles.map((f) => h("li", {}, words.findings[f]))),
  );
}

function showHint(): void {
  element("account-hint").textContent = hint(SHOP_WORDS[locale]);
}

function show(): void {
  const words = SHOP_WORDS[locale];
  document.documentElement.lang = locale === "zh" ? "zh-CN" : "en";
  for (const place of document.querySelectorAll<HTMLElement>("[data-word]")) {
    place.textContent = String(words[place.dataset["word"] as keyof ShopWords]);
  }
  document.querySelector("nav")?.setAttribute("aria-label", words.shop);
  const language = element("language");
  language.textContent = words.language;
  language.setAttribute("aria-label", words.languageLabel);
  const shown = GOODS.map((good) =>
    h("li", {}, drawn(good), h("h3", {}, good[locale]), h("p", {}, good.price)),
  );
  element("goods").replaceChildren(...shown);
  const names = customers.map(({ id, name }) => h("option", { value: id }, name));
  const choice = element<HTMLSelectElement>("customer");
  choice.replaceChildren(h("option", { value: "" }, words.guest), ...names);
  choice.value = kept.getItem("lark customer") ?? "";
  element("order-list").replaceChildren(...orders.map((order) => orderItem(order, words)));
  showHint();
}

async function showOrders(customer: Customer | null): Promise<void> {
  orders = [];
  hint = (words) => words.guestHint;
  if (customer) {
    try {
      orders = await read<ShopOrder[]>("/demo/orders", customer.token);
      hint = (words) => words.customerHint(orders.length);
    } catch {
      hint = (words) => words.failed;
    }
  }
  show();
}

async function become(id: string): Promise<void> {
  const customer = customers.find((known) => known.id === id) ?? null;
  kept.setItem("lark customer", customer?.id ?? "");
  kept.setItem("lark token", customer?.token ?? "");
  window.OrderSupport?.signIn(customer?.token ?? null);
  await showOrders(customer);
}

function switchLanguage(): void {
  locale = locale === "zh" ? "en" : "zh";
  window.localStorage.setItem("lark locale", locale);
  window.OrderSupport?.setLocale(locale);
  show();
}

async function start(): Promise<void> {
  try {
    customers = await read<Customer[]>("/demo/customers");
  } catch {
    hint = (words) => words.noDemo;
    element<HTMLSelectElement>("customer").disabled = true;
    show();
    return;
  }
  const signedIn = customers.find(({ id }) => id === kept.getItem("lark customer")) ?? null;
  if (signedIn) kept.setItem("lark token", signedIn.token);
  await showOrders(signedIn);
}

// A shop's own server would write these two into the tag; they are read when the widget starts.
const tag = element<HTMLScriptElement>("order-support");
tag.dataset["locale"] = locale;
tag.dataset["customerToken"] = kept.getItem("lark token") ?? "";
element("language").addEventListener("click", switchLanguage);
element("ask").addEventListener("click", () => window.OrderSupport?.open());
element("customer").addEventListener("change", (event) => {
  void become((event.target as HTMLSelectElement).value);
});
show();
void start();

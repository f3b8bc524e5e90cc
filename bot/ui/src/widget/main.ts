/** The script a shop embeds: reads its own tag, puts the chat on the page, offers `OrderSupport`. */
import { OrderSupportChat } from "./element";

export interface OrderSupport {
  open(): void;
  close(): void;
  /** Become the customer of this token; null = a guest. */
  signIn(token: string | null): void;
  setLocale(locale: "zh" | "en"): void;
}

declare global {
  interface Window {
    OrderSupport?: OrderSupport;
  }
}

const NAME = "order-support-chat";

/** An app opens the page as `chat.html?locale=zh#customer_token=...`: no server logs the latter. */
function fromAddress(): Record<string, string> {
  const token = new URLSearchParams(window.location.hash.slice(1)).get("customer_token");
  const locale = new URLSearchParams(window.location.search).get("locale");
  return { ...(locale && { locale }), ...(token && { "customer-token": token }) };
}

function make(script: HTMLScriptElement | null): OrderSupportChat {
  const chat = document.createElement(NAME) as OrderSupportChat;
  const settings = script?.dataset ?? {};
  const origin = script?.src ? new URL(script.src).origin : window.location.origin;
  chat.setAttribute("server", settings["server"]?.replace(/\/+$/, "") ?? origin);
  const given = {
    mode: settings["mode"],
    locale: settings["locale"],
    "customer-token": settings["customerToken"],
    ...(settings["mode"] === "page" && fromAddress()),
  };
  for (const [name, value] of Object.entries(given)) {
    if (value) chat.setAttribute(name, value);
  }
  if ("open" in settings && settings["open"] !== "false") chat.setAttribute("open", "");
  return chat;
}

function start(script: HTMLScriptElement | null): void {
  if (window.OrderSupport) return; // a tag that is there twice opens one chat
  if (!customElements.get(NAME)) customElements.define(NAME, OrderSupportChat);
  const present = document.querySelector<OrderSupportChat>(NAME);
  const chat = present ?? make(script);
  window.OrderSupport = {
    open: () => chat.open(),
    close: () => chat.close(),
    signIn: (token) => chat.signIn(token),
    setLocale: (locale) => chat.setLocale(locale),
  };
  if (!present) document.body.append(chat);
  window.dispatchEvent(new Event("order-support-ready"));
}

// Known only while the script runs for the first time, so it is read before anything is waited for.
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;
if (document.body) start(script);
else document.addEventListener("DOMContentLoaded", () => start(script));

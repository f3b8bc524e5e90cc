/** One message as it is shown. */
import { h, icon } from "../dom";
import { pieces } from "../links";
import { formOf, type Entry, type Offer, type State } from "../thread";
import { clock } from "../when";
import type { View } from "./context";
import { formCard } from "./form_card";
import { orderCard } from "./order_card";

/** Where a message stands among those of the same author, one after the other. */
export interface Place {
  first: boolean;
  last: boolean;
}

const TICKS = { waiting: "clock", sent: "check", delivered: "checks", failed: "alert" } as const;

function said(text: string, view: View): HTMLElement {
  const body = h("div", { class: "text", dir: "auto" });
  for (const piece of pieces(text)) {
    if (piece.href === null) {
      body.append(piece.whole ? h("span", { class: "whole" }, piece.text) : piece.text);
      continue;
    }
    const attributes = { href: piece.href, target: "_blank", rel: "noopener noreferrer nofollow" };
    const note = h("span", { class: "unseen" }, ` (${view.words.link})`);
    body.append(h("a", attributes, piece.text, note));
  }
  return body;
}

function buttons(entry: Entry, offer: Offer, view: View): HTMLElement {
  const { words } = view;
  const drawn = entry.buttons.map((button) => {
    const chosen = offer.chosen === button.id;
    return h(
      "button",
      {
        type: "button",
        class: chosen ? "reply chosen" : "reply",
        disabled: !offer.open,
        on: { click: () => view.press(button.id, button.title) },
      },
      chosen && icon("check"),
      h("span", { dir: "auto" }, button.title),
      chosen && h("span", { class: "unseen" }, ` (${words.chosen})`),
    );
  });
  return h("div", { class: "replies", role: "group", "aria-label": words.buttons }, ...drawn);
}

function refused(entry: Entry, view: View): HTMLElement {
  const { words } = view;
  const id = entry.id ?? "";
  const again = { type: "button", on: { click: () => view.sayAgain(id) } };
  const discard = { type: "button", on: { click: () => view.discard(id) } };
  return h(
    "div",
    { class: "refused", role: "alert" },
    h("p", {}, words.refused[entry.error ?? ""] ?? words.failed),
    h("button", again, words.tryAgain),
    h("button", discard, words.discard),
  );
}

function tick(state: State, view: View): HTMLElement {
  const title = view.words.state[state];
  const caption = h("span", { class: state === "failed" ? "" : "unseen" }, title);
  return h("span", { class: `tick ${state}`, title }, icon(TICKS[state]), caption);
}

export function authorOf(entry: Entry, view: View): string {
  return entry.from === "staff" && entry.name ? entry.name : view.words.author[entry.from];
}

export function bubble(entry: Entry, offer: Offer | null, place: Place, view: View): HTMLElement {
  const { words, locale } = view;
  const own = entry.from === "shopper";
  const person = entry.from === "staff";
  const form = formOf(entry);
  const author = authorOf(entry, view);
  const named = person && place.first;
  const busy = own && entry.state === "waiting" && entry.error !== null;
  return h(
    "li",
    { class: `message ${entry.from}${place.first ? " first" : ""}${place.last ? " last" : ""}` },
    named && h("p", { class: "author" }, icon("person"), author),
    !named && h("span", { class: "unseen" }, `${author}: `),
    entry.text && h("div", { class: "bubble" }, said(entry.text, view)),
    entry.card?.type === "order" && orderCard(entry.card, view),
    entry.buttons.length > 0 && offer && buttons(entry, offer, view),
    form && offer && formCard(form, entry.key, offer, view),
    (place.last || entry.state !== "delivered") &&
      h(
        "p",
        { class: "meta" },
        h("time", { datetime: new Date(entry.at).toISOString() }, clock(entry.at, locale)),
        own && tick(entry.state, view),
      ),
    busy && h("p", { class: "note" }, words.busy),
    entry.state === "failed" && refused(entry, view),
  );
}

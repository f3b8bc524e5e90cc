/** An order drawn as a line of five steps, and where it is held up, in colour and in words. */
import { h, icon, nextId } from "../dom";
import type { OrderCard, Step } from "../protocol";
import { shortDay } from "../when";
import type { View } from "./context";

const MARK = { done: "check", now: null, stuck: "alert", open: null } as const;

function step(view: View, { code, at, state }: Step, zone: string | null): HTMLElement {
  const { words, locale } = view;
  const drawn = MARK[state];
  return h(
    "li",
    { class: `step ${state}`, "aria-current": (state === "now" || state === "stuck") && "step" },
    h("span", { class: "mark" }, drawn && icon(drawn)),
    h("span", { class: "step-name" }, words.steps[code]),
    h("span", { class: "unseen" }, ` ${words.stepState[state]} `),
    at !== null && h("span", { class: "step-day" }, shortDay(at, locale, zone)),
  );
}

function copyButton(view: View, number: string): HTMLElement {
  const { words } = view;
  const told = h("span", { class: "copied", role: "status" });
  const click = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(number);
    } catch {
      return; // the number can still be selected by hand
    }
    told.textContent = words.copied;
    window.setTimeout(() => (told.textContent = ""), 2000);
  };
  const button = h(
    "button",
    { type: "button", class: "copy", "aria-label": words.copy, title: words.copy, on: { click } },
    icon("copy"),
  );
  return h("span", { class: "copying" }, button, told);
}

export function orderCard(card: OrderCard, view: View): HTMLElement {
  const { words } = view;
  const stuck = card.steps.find(({ state }) => state === "stuck");
  const heading = nextId();
  return h(
    "section",
    { class: "order", "aria-labelledby": heading },
    h(
      "div",
      { class: "order-head" },
      h("h3", { id: heading }, h("span", { class: "order-word" }, words.order), ` ${card.number}`),
      copyButton(view, card.number),
      card.status && h("span", { class: "badge" }, words.status[card.status] ?? card.status),
    ),
    card.steps.length > 0 &&
      h("ol", { class: "steps" }, ...card.steps.map((each) => step(view, each, card.zone))),
    stuck && h("p", { class: "held-up" }, icon("alert"), words.heldUp[stuck.code]),
  );
}

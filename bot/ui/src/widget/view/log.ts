/** The list of messages: keeps its rows while the conversation grows, and its place while one reads. */
import { h, icon, label } from "../dom";
import { offers, type Entry, type Offer } from "../thread";
import { dayOf, dayTitle } from "../when";
import { authorOf, bubble, type Place } from "./bubble";
import type { View } from "./context";

const TOGETHER_MS = 120_000;
const NEAR_THE_END_PX = 80;
const AIR_PX = 12;

interface Row {
  key: string;
  /** Changes exactly when the row has to be drawn anew. */
  sign: string;
  draw(): HTMLElement;
}

function together(a: Entry | undefined, b: Entry | undefined): boolean {
  if (!a || !b || a.from !== b.from || a.name !== b.name) return false;
  return Math.abs(b.at - a.at) < TOGETHER_MS && dayOf(a.at) === dayOf(b.at);
}

function rows(entries: readonly Entry[], view: View, now: number): Row[] {
  const found = offers(entries);
  const list: Row[] = [];
  entries.forEach((entry, position) => {
    const before = entries[position - 1];
    if (!before || dayOf(before.at) !== dayOf(entry.at)) list.push(day(entry.at, view, now));
    const place: Place = {
      first: !together(before, entry),
      last: !together(entry, entries[position + 1]),
    };
    list.push(message(entry, found.get(entry.key) ?? null, place, view));
  });
  return list;
}

function day(at: number, view: View, now: number): Row {
  const title = dayTitle(at, now, view.locale, view.words);
  return {
    key: `day ${dayOf(at)}`,
    sign: title,
    draw: () => h("li", { class: "day" }, h("span", {}, title)),
  };
}

function message(entry: Entry, offer: Offer | null, place: Place, view: View): Row {
  const { state, error, key } = entry;
  return {
    key,
    sign: JSON.stringify([state, error, offer, place, view.locale]),
    draw: () => bubble(entry, offer, place, view),
  };
}

export class Log {
  readonly element: HTMLElement;
  readonly jump: HTMLButtonElement;
  private readonly list = h("ol", { class: "messages" });
  private readonly welcome = h("div", { class: "welcome" });
  private readonly typing: HTMLElement;
  private readonly drawn = new Map<string, { sign: string; node: HTMLElement }>();
  private sized: ResizeObserver;
  private following = true;

  constructor() {
    const dots = h("span", { class: "dots" }, h("i"), h("i"), h("i"));
    this.typing = h("div", { class: "typing", hidden: true }, dots, h("span", { class: "unseen" }));
    this.element = h(
      "div",
      { class: "log", role: "log", "aria-live": "polite", tabindex: "0" },
      this.welcome,
      this.list,
      this.typing,
    );
    this.jump = h("button", { type: "button", class: "jump", hidden: true });
    this.jump.addEventListener("click", () => this.toEnd());
    this.element.addEventListener("scroll", () => this.noticePlace(), { passive: true });
    this.sized = new ResizeObserver(() => this.following && this.toEnd());
    this.sized.observe(this.element);
    this.sized.observe(this.list);
  }

  /** While what was said earlier comes in, nothing is read out. */
  quiet(on: boolean): void {
    label(this.element, { "aria-busy": on && "true" });
  }

  relabel(view: View): void {
    const { words } = view;
    label(this.element, { "aria-label": words.log });
    this.jump.replaceChildren(icon("down"), words.newMessages);
    const starters = words.starters.map((text) =>
      h("button", { type: "button", class: "reply", on: { click: () => view.say(text) } }, text),
    );
    this.welcome.replaceChildren(
      h("h2", {}, words.welcome),
      h("p", {}, words.welcomeMore),
      h("div", { class: "replies" }, ...starters),
    );
  }

  render(entries: readonly Entry[], isTyping: boolean, view: View, now: number): void {
    const wasFollowing = this.following;
    const before = this.list.lastElementChild;
    this.welcome.hidden = entries.length > 0;
    this.place(rows(entries, view, now));
    this.showTyping(isTyping, entries, view);
    const last = entries[entries.length - 1];
    const grew = this.list.lastElementChild !== before;
    if (wasFollowing || (grew && last?.from === "shopper")) this.toEnd();
    else if (grew && last) this.jump.hidden = false;
  }

  /** To the newest message, and of one that is taller than the view to its beginning. */
  toEnd(): void {
    this.element.scrollTop = this.newest();
    this.following = true;
    this.jump.hidden = true;
  }

  end(): void {
    this.sized.disconnect();
  }

  private place(wanted: readonly Row[]): void {
    const keys = new Set(wanted.map((row) => row.key));
    for (const [key, { node }] of this.drawn) {
      if (keys.has(key)) continue;
      node.remove();
      this.drawn.delete(key);
    }
    let previous: Element | null = null;
    for (const row of wanted) {
      const node = this.draw(row);
      const next: Element | null = previous
        ? previous.nextElementSibling
        : this.list.firstElementChild;
      if (next !== node) this.list.insertBefore(node, next);
      previous = node;
    }
  }

  private draw(row: Row): HTMLElement {
    const known = this.drawn.get(row.key);
    if (known?.sign === row.sign) return known.node;
    const node = row.draw();
    known?.node.replaceWith(node);
    this.drawn.set(row.key, { sign: row.sign, node });
    return node;
  }

  private showTyping(on: boolean, entries: readonly Entry[], view: View): void {
    const others = entries.filter((entry) => entry.from === "bot" || entry.from === "staff");
    const last = others[others.length - 1];
    const who = last ? authorOf(last, view) : view.words.author.bot;
    const said = this.typing.querySelector(".unseen");
    if (said) said.textContent = on ? `${who} ${view.words.typing}` : "";
    this.typing.hidden = !on;
  }

  private newest(): number {
    const { scrollHeight, clientHeight } = this.element;
    const last = this.list.lastElementChild;
    const start = last instanceof HTMLElement ? last.offsetTop - AIR_PX : Number.POSITIVE_INFINITY;
    return Math.max(0, Math.min(scrollHeight - clientHeight, start));
  }

  private noticePlace(): void {
    this.following = this.element.scrollTop > this.newest() - NEAR_THE_END_PX;
    if (this.following) this.jump.hidden = true;
  }
}

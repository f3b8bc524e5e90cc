/** The frame around the conversation: launcher, header, menu, banner, the question to start over. */
import { h, icon, label, nextId, type IconName } from "../dom";
import type { Handler } from "../protocol";
import type { Words } from "../words";
import type { Composer } from "./composer";
import type { Log } from "./log";

export interface Actions {
  toggle(): void;
  close(): void;
  switchLanguage(): void;
  switchSound(): void;
  startOver(): void;
}

export interface Shown {
  words: Words;
  open: boolean;
  unread: number;
  handledBy: Handler;
  /** The name of the person who answers, where it is known. */
  person: string | null;
  connection: "up" | "down" | "back";
  sound: boolean;
  /** It fills the screen, and there is nothing beside it to go to. */
  modal: boolean;
}

function tool(name: IconName | null, click: () => void): HTMLButtonElement {
  return h("button", { type: "button", class: "tool", on: { click } }, name && icon(name));
}

export class Shell {
  readonly launcher: HTMLButtonElement;
  readonly panel: HTMLElement;
  private readonly badge = h("span", { class: "unread", hidden: true, "aria-hidden": "true" });
  private readonly title = h("h2", { id: nextId() });
  private readonly status = h("p", { class: "handled" });
  private readonly language: HTMLButtonElement;
  private readonly more: HTMLButtonElement;
  private readonly shut: HTMLButtonElement;
  private readonly menu: HTMLElement;
  private readonly restart: HTMLButtonElement;
  private readonly sound: HTMLButtonElement;
  private readonly banner = h("p", { class: "banner", role: "status" });
  private readonly ask: HTMLElement;
  private readonly question = h("p", { id: nextId() });
  private readonly yes: HTMLButtonElement;
  private readonly no: HTMLButtonElement;

  constructor(
    log: Log,
    private readonly composer: Composer,
    private readonly actions: Actions,
  ) {
    const drawings = [icon("chat"), icon("down")];
    this.launcher = h("button", { type: "button", class: "launcher" }, ...drawings, this.badge);
    this.launcher.addEventListener("click", () => actions.toggle());
    this.language = tool(null, () => actions.switchLanguage());
    this.more = tool("more", () => this.showMenu(this.menu.hidden));
    this.shut = tool("close", () => actions.close());
    this.restart = h("button", { type: "button", on: { click: () => this.showAsk(true) } });
    this.sound = h("button", { type: "button", on: { click: () => actions.switchSound() } });
    const menuId = nextId();
    this.menu = h("div", { class: "menu", id: menuId, hidden: true }, this.restart, this.sound);
    label(this.more, { "aria-controls": menuId, "aria-expanded": "false" });
    this.yes = h("button", { type: "button", class: "primary" });
    this.no = h("button", { type: "button", class: "secondary" });
    this.ask = this.askFrame();
    this.panel = this.frame(log);
    this.panel.addEventListener("keydown", (event) => this.key(event));
    this.panel.addEventListener("click", (event) => this.clicked(event));
  }

  show(shown: Shown): void {
    const { words, open, unread } = shown;
    this.panel.hidden = !open;
    label(this.panel, { "aria-modal": shown.modal && "true" });
    label(this.launcher, {
      "aria-expanded": String(open),
      "aria-label": unread > 0 ? words.launcherUnread(unread) : words.launcher,
    });
    this.badge.hidden = unread === 0 || open;
    this.badge.textContent = unread > 99 ? "99+" : String(unread);
    const { staff } = words.handledBy;
    const name = shown.handledBy === "staff" && shown.person ? `${shown.person} · ${staff}` : null;
    this.status.textContent = name ?? words.handledBy[shown.handledBy];
    label(this.panel, { "data-handled-by": shown.handledBy });
    this.showBanner(shown);
    this.sound.replaceChildren(
      icon(shown.sound ? "mute" : "sound"),
      shown.sound ? words.soundOff : words.soundOn,
    );
  }

  relabel(words: Words): void {
    this.title.textContent = words.title;
    this.language.textContent = words.otherLanguage;
    label(this.language, {
      "aria-label": words.otherLanguageLabel,
      lang: words.otherLanguage === "EN" ? "en" : "zh",
    });
    label(this.more, { "aria-label": words.menu, title: words.menu });
    label(this.shut, { "aria-label": words.close, title: words.close });
    this.restart.replaceChildren(icon("restart"), words.startOver);
    this.question.textContent = words.startOverAsk;
    this.yes.textContent = words.startOverYes;
    this.no.textContent = words.startOverNo;
  }

  private frame(log: Log): HTMLElement {
    const header = h(
      "header",
      {},
      h("span", { class: "avatar" }, icon("chat")),
      h("div", { class: "titles" }, this.title, this.status),
      this.language,
      this.more,
      this.shut,
    );
    return h(
      "section",
      { class: "panel", role: "dialog", "aria-labelledby": this.title.id, hidden: true },
      header,
      this.menu,
      this.banner,
      h("div", { class: "middle" }, log.element, log.jump),
      this.composer.element,
      this.ask,
    );
  }

  private askFrame(): HTMLElement {
    this.yes.addEventListener("click", () => {
      this.showAsk(false);
      this.actions.startOver();
    });
    this.no.addEventListener("click", () => this.showAsk(false));
    const box = h("div", { class: "box" }, this.question, this.yes, this.no);
    const attributes = { role: "alertdialog", "aria-modal": "true", hidden: true };
    return h("div", { class: "ask", "aria-labelledby": this.question.id, ...attributes }, box);
  }

  private showBanner({ connection, words }: Shown): void {
    const said = { up: "", down: words.offline, back: words.online };
    if (this.banner.textContent !== said[connection]) this.banner.textContent = said[connection];
    this.banner.dataset["state"] = connection;
  }

  private showMenu(on: boolean): void {
    this.menu.hidden = !on;
    label(this.more, { "aria-expanded": String(on) });
    if (on) this.restart.focus();
  }

  private showAsk(on: boolean): void {
    this.showMenu(false);
    this.ask.hidden = !on;
    if (on) this.no.focus();
    else this.composer.focus();
  }

  private clicked(event: Event): void {
    const path = event.composedPath();
    if (!path.includes(this.menu) && !path.includes(this.more)) this.showMenu(false);
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "Tab") this.keepInside(event);
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    if (!this.ask.hidden) this.showAsk(false);
    else if (!this.menu.hidden) {
      this.showMenu(false);
      this.more.focus();
    } else this.actions.close();
  }

  /** What covers everything keeps the focus: the question, or the whole panel on a phone. */
  private keepInside(event: KeyboardEvent): void {
    const covering = this.ask.hidden ? this.panel : this.ask;
    if (covering.getAttribute("aria-modal") !== "true") return;
    const query = "button, textarea, input, a[href], [tabindex='0']";
    const stops = [...covering.querySelectorAll<HTMLElement>(query)].filter(
      (element) => !element.matches(":disabled") && element.offsetParent !== null,
    );
    const [first, last] = [stops[0], stops[stops.length - 1]];
    const root = covering.getRootNode();
    const active = root instanceof ShadowRoot ? root.activeElement : null;
    const leaving = event.shiftKey ? active === first : active === last;
    if (!leaving) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }
}

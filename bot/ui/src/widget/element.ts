/** `<order-support-chat>`: joins one chat with its view, in a shadow root of its own. */
import { Chat, type Listener } from "./chat";
import { chime } from "./chime";
import { h } from "./dom";
import { pageShelf, shelf, type Shelf } from "./memory";
import type { Locale, Received } from "./protocol";
import { styles } from "./style";
import { upload } from "./upload";
import { Composer } from "./view/composer";
import type { View } from "./view/context";
import { Log } from "./view/log";
import { Shell } from "./view/shell";
import { localeFrom, WORDS } from "./words";

const FILLS_THE_SCREEN = "(max-width: 520px), (max-height: 480px)";
const SETTLED_AFTER_MS = 700;
const BACK_FOR_MS = 2500;
const GRACE_MS = 900;
const PATIENCE_MS = 3000;

export class OrderSupportChat extends HTMLElement implements Listener {
  private chat: Chat | null = null;
  private shell: Shell | null = null;
  private log: Log | null = null;
  private composer: Composer | null = null;
  private kept: Shelf = pageShelf();
  private locale: Locale = "en";
  private token: string | null = null;
  private isOpen = false;
  private opener: HTMLElement | null = null;
  private connection: "up" | "down" | "back" = "up";
  private drafts = new Map<string, Record<string, unknown>>();
  private timers: Record<"down" | "back" | "quiet", number> = { down: 0, back: 0, quiet: 0 };
  private wasOnline = false;
  private drawing = false;
  private readonly screen = window.matchMedia(FILLS_THE_SCREEN);

  connectedCallback(): void {
    if (this.chat) return;
    const server = this.getAttribute("server") ?? window.location.origin;
    this.kept = shelf(() => window.localStorage, `order-support ${server} `);
    const drafts = shelf(() => window.sessionStorage, `order-support ${server} `);
    this.locale = this.rememberedLocale();
    this.token = this.getAttribute("customer-token");
    this.chat = new Chat(server, this.kept, this, this.token, this.locale);
    this.log = new Log();
    this.composer = new Composer(
      { send: (text) => this.view.say(text), keep: (text) => drafts.set("draft", text) },
      drafts.get("draft") ?? "",
    );
    this.shell = new Shell(this.log, this.composer, {
      toggle: () => (this.isOpen ? this.close() : this.open()),
      close: () => this.close(),
      switchLanguage: () => this.setLocale(this.locale === "zh" ? "en" : "zh"),
      switchSound: () => this.switchSound(),
      startOver: () => this.startOver(),
    });
    this.attach(this.shell);
    this.relabel();
    this.settle();
    if (this.isPage || this.hasAttribute("open")) this.open();
    this.chat.connect();
    this.timers.down = window.setTimeout(() => this.show("down"), PATIENCE_MS);
    this.changed();
  }

  disconnectedCallback(): void {
    this.chat?.end();
    this.log?.end();
    this.screen.removeEventListener("change", this.redraw);
    window.visualViewport?.removeEventListener("resize", this.fit);
    window.visualViewport?.removeEventListener("scroll", this.fit);
    this.shadowRoot?.replaceChildren();
    this.chat = null;
  }

  open(): void {
    const active = document.activeElement;
    this.opener = active instanceof HTMLElement && active !== this ? active : null;
    this.isOpen = true;
    this.toggleAttribute("open", true);
    this.fit();
    this.draw(); // at once: what is hidden takes no focus
    this.log?.toEnd();
    this.composer?.relabel(WORDS[this.locale]);
    this.composer?.focus();
  }

  close(): void {
    if (this.isPage || !this.isOpen) return;
    this.isOpen = false;
    this.toggleAttribute("open", false);
    this.draw();
    const back = this.opener?.isConnected && this.opener !== document.body ? this.opener : null;
    (back ?? this.shell?.launcher)?.focus();
  }

  /** Become the customer of this token, or a guest with null. */
  signIn(token: string | null): void {
    this.token = token;
    this.drafts.clear();
    this.settle();
    this.chat?.signIn(token);
  }

  setLocale(wanted: string): void {
    const locale = localeFrom(wanted);
    if (!locale || locale === this.locale) return;
    this.locale = locale;
    this.kept.set("locale", `${locale} ${this.getAttribute("locale") ?? ""}`);
    this.chat?.setLocale(locale);
    this.relabel();
    this.changed();
  }

  changed(): void {
    this.noticeConnection();
    if (this.drawing) return;
    this.drawing = true;
    queueMicrotask(() => {
      this.drawing = false;
      this.draw();
    });
  }

  said(message: Received): void {
    const attended = this.isOpen && document.visibilityState === "visible";
    const isNews = this.timers.quiet === 0 && Date.now() - message.at < 60_000;
    if (!attended && isNews && this.kept.get("sound") === "on") chime();
  }

  private get isPage(): boolean {
    return this.getAttribute("mode") === "page";
  }

  private readonly view: View = ((element: OrderSupportChat): View => ({
    get words() {
      return WORDS[element.locale];
    },
    get locale() {
      return element.locale;
    },
    press(id, title) {
      element.chat?.say({ message: `button:${id}`, shown: title });
      element.composer?.focus();
    },
    submit(type, values, shown) {
      element.chat?.say({ message: "", shown, form: { type, values } });
      element.composer?.focus();
    },
    say(text) {
      element.chat?.say({ message: text, shown: text });
      element.composer?.focus();
    },
    sayAgain: (id) => element.chat?.sayAgain(id),
    discard: (id) => element.chat?.discard(id),
    upload: (file) => upload(element.chat?.server ?? "", element.chat?.secret ?? null, file),
    draft(key) {
      const draft = element.drafts.get(key) ?? {};
      element.drafts.set(key, draft);
      return draft;
    },
  }))(this);

  /** The shopper's own choice holds as long as the page asks for the same language as then. */
  private rememberedLocale(): Locale {
    const asked = this.getAttribute("locale") ?? "";
    const [chosen, then] = (this.kept.get("locale") ?? " ").split(" ");
    const own = then === asked ? localeFrom(chosen) : null;
    return own ?? localeFrom(asked) ?? localeFrom(navigator.language) ?? "en";
  }

  private attach(shell: Shell): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = styles();
    root.replaceChildren(h("div", { class: "root" }, shell.launcher, shell.panel));
    this.screen.addEventListener("change", this.redraw);
    window.visualViewport?.addEventListener("resize", this.fit);
    window.visualViewport?.addEventListener("scroll", this.fit);
    document.addEventListener("visibilitychange", this.redraw);
  }

  private readonly redraw = (): void => this.changed();

  /** The keyboard of a phone covers the page without resizing it: take what is left to see. */
  private readonly fit = (): void => {
    const seen = window.visualViewport;
    if (!seen || !this.isOpen) return;
    const covered = window.innerHeight - seen.height > 80 && seen.scale === 1;
    this.style.setProperty("--os-height", covered ? `${seen.height}px` : "100dvh");
    this.style.setProperty("--os-top", covered ? `${seen.offsetTop}px` : "0px");
  };

  private relabel(): void {
    const words = WORDS[this.locale];
    this.lang = this.locale === "zh" ? "zh-CN" : "en";
    this.shell?.relabel(words);
    this.composer?.relabel(words);
    this.log?.relabel(this.view);
  }

  private draw(): void {
    const { chat, shell, log } = this;
    if (!chat || !shell || !log) return;
    if (this.isOpen && document.visibilityState === "visible") chat.see();
    const entries = chat.thread.entries();
    const people = entries.filter((entry) => entry.from === "staff" && entry.name);
    shell.show({
      words: WORDS[this.locale],
      open: this.isOpen,
      unread: chat.unread,
      handledBy: chat.handledBy,
      person: people[people.length - 1]?.name ?? null,
      connection: this.connection,
      sound: this.kept.get("sound") === "on",
      modal: this.screen.matches && !this.isPage,
    });
    log.render(entries, chat.isTyping, this.view, Date.now());
  }

  private noticeConnection(): void {
    const online = this.chat?.online ?? false;
    if (online === this.wasOnline) return;
    this.wasOnline = online;
    window.clearTimeout(this.timers.down);
    window.clearTimeout(this.timers.back);
    if (online) {
      this.settle();
      this.show(this.connection === "down" ? "back" : "up");
      this.timers.back = window.setTimeout(() => this.show("up"), BACK_FOR_MS);
    } else {
      this.timers.down = window.setTimeout(() => this.show("down"), GRACE_MS);
    }
  }

  private show(connection: "up" | "down" | "back"): void {
    this.connection = connection;
    this.changed();
  }

  /** What comes in at first was said earlier: it is neither read out nor heard. */
  private settle(): void {
    this.log?.quiet(true);
    window.clearTimeout(this.timers.quiet);
    this.timers.quiet = window.setTimeout(() => {
      this.timers.quiet = 0;
      this.log?.quiet(false);
    }, SETTLED_AFTER_MS);
  }

  private startOver(): void {
    this.drafts.clear();
    this.chat?.startOver();
  }

  private switchSound(): void {
    const on = this.kept.get("sound") !== "on";
    this.kept.set("sound", on ? "on" : "off");
    if (on) chime();
    this.changed();
  }
}

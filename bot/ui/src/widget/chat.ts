/** One shopper's chat: who is talking, what was said, what is still to be sent. No DOM here. */
import { Connection, type Line, type SessionWish } from "./connection";
import { customerIn, Sessions, type Shelf } from "./memory";
import { Outbox, type Draft, type Pending } from "./outbox";
import {
  readHandler,
  readMessage,
  type Confirmed,
  type Handler,
  type Locale,
  type Received,
} from "./protocol";
import { Thread } from "./thread";

const TYPING_AT_MOST_MS = 40_000;
const AGAIN_AFTER_MS = 5_000;
/** Refusals that pass by themselves. */
const PASSING: readonly string[] = ["too_many_requests", "internal_error"];
const UNKNOWN_SESSION = "session_unknown";

export interface Listener {
  /** Something shown has changed. */
  changed(): void;
  /** Somebody else than the shopper said something new. */
  said(message: Received): void;
}

function shownAs(item: Pending): Received {
  return {
    seq: null,
    from: "shopper",
    text: item.shown,
    at: item.at,
    id: item.id,
    name: null,
    buttons: [],
    card: null,
    form: item.form?.type ?? null,
    closed: false,
    isRefusal: false,
    handledBy: null,
  };
}

export class Chat implements Line {
  thread = new Thread();
  handledBy: Handler = "bot";
  isTyping = false;
  /** The line is up and the conversation open. */
  online = false;
  private who: string;
  private session: string | null;
  private fresh = false;
  private flushing = false;
  private again = 0;
  private typingTimer = 0;
  private unsentLocale: Locale | null = null;
  private readonly sessions: Sessions;
  private readonly outbox: Outbox;
  private connection: Connection | null = null;

  constructor(
    readonly server: string,
    private readonly shelf: Shelf,
    private readonly listener: Listener,
    private token: string | null,
    private locale: Locale,
  ) {
    this.sessions = new Sessions(shelf);
    this.outbox = new Outbox(shelf);
    this.who = customerIn(token);
    this.session = this.sessions.of(this.who);
    this.recall();
  }

  connect(): void {
    this.connection ??= new Connection(this.server, this);
  }

  end(): void {
    window.clearTimeout(this.again);
    window.clearTimeout(this.typingTimer);
    this.connection?.end();
    this.connection = null;
  }

  /** What opens uploads: the conversation's own secret. */
  get secret(): string | null {
    return this.session;
  }

  get unread(): number {
    return this.thread.unreadAfter(Number(this.shelf.get(`seen.${this.session ?? ""}`) ?? 0));
  }

  see(): void {
    if (this.session && this.thread.last > 0) {
      this.shelf.set(`seen.${this.session}`, String(this.thread.last));
    }
  }

  say(draft: Draft): void {
    const locale = this.unsentLocale;
    const item = this.outbox.add(locale ? { ...draft, locale } : draft, this.who, Date.now());
    this.unsentLocale = null;
    this.thread.expect(shownAs(item), "waiting");
    this.listener.changed();
    void this.flush();
  }

  /** Send a message that was refused once more, as a new one. */
  sayAgain(id: string): void {
    const item = this.outbox.of(this.who).find((pending) => pending.id === id);
    this.discard(id);
    if (!item) return;
    const { message, shown, form } = item;
    this.say({ message, shown, ...(form && { form }) });
  }

  discard(id: string): void {
    this.outbox.remove(id);
    this.thread.forget(id);
    this.listener.changed();
  }

  setLocale(locale: Locale): void {
    if (locale === this.locale) return;
    this.locale = locale;
    this.unsentLocale = locale;
  }

  /** Become the customer of `token`, or a guest; a conversation under way is signed in with it. */
  signIn(token: string | null): void {
    const who = customerIn(token);
    const spoken = this.thread.entries().some((entry) => entry.from === "shopper");
    const carriedOn = this.who === "guest" && who !== "guest" && spoken;
    this.token = token;
    if (carriedOn) {
      this.outbox.handOver(this.who, who);
      this.who = who;
      this.connection?.ask();
    } else if (who !== this.who) {
      this.who = who;
      this.reopen(this.sessions.of(who));
      this.connection?.renew();
    } else {
      this.connection?.ask();
    }
  }

  startOver(): void {
    this.outbox.clear(this.who);
    this.sessions.drop(this.who);
    this.fresh = true;
    this.reopen(null);
    this.connection?.renew();
  }

  wish(): SessionWish {
    const customData = {
      after: this.thread.after,
      locale: this.locale,
      // With a token the customer's open conversation comes back; so a new one is begun without.
      ...(this.token && !this.fresh && { customer_token: this.token }),
    };
    return { session: this.session, customData };
  }

  confirmed({ session, handledBy }: Confirmed): void {
    const skipped = this.session !== session && this.thread.after > 0;
    if (this.session !== null && this.session !== session) this.reopen(session);
    this.session = session;
    if (skipped) return this.connection?.ask(); // it was asked to go on from where another one was
    if (this.fresh) {
      this.fresh = false;
      if (this.token) return this.connection?.ask(); // now sign it in
    }
    this.sessions.keep(this.who, session);
    this.handledBy = handledBy ?? this.handledBy;
    this.online = true;
    this.listener.changed();
    void this.flush();
  }

  /** A token that is over leaves a guest; anything else is asked again by itself. */
  refused(code: string): void {
    if (code !== "customer_token" || this.token === null) return;
    this.token = null;
    this.connection?.ask();
  }

  handler(by: unknown): void {
    this.handledBy = readHandler(by) ?? this.handledBy;
    this.listener.changed();
  }

  message(event: unknown, from: "bot" | "shopper"): void {
    const received = readMessage(event, from, Date.now());
    if (received.isRefusal) return; // the acknowledgement says it too
    if (received.id !== null) this.outbox.remove(received.id);
    const isNew = this.thread.take(received);
    this.handledBy = received.handledBy ?? this.handledBy;
    if (received.from !== "shopper") this.isTyping = false;
    if (isNew && received.from !== "shopper") this.listener.said(received);
    this.listener.changed();
  }

  typing(on: boolean): void {
    this.isTyping = on;
    window.clearTimeout(this.typingTimer);
    if (on) this.typingTimer = window.setTimeout(() => this.typing(false), TYPING_AT_MOST_MS);
    this.listener.changed();
  }

  down(): void {
    this.online = false;
    this.isTyping = false;
    for (const item of this.outbox.of(this.who)) {
      const entry = this.thread.entries().find(({ id }) => id === item.id);
      if (entry?.state === "sent") this.thread.mark(item.id, "waiting");
    }
    this.listener.changed();
  }

  private reopen(session: string | null): void {
    this.session = session;
    this.thread = new Thread();
    this.handledBy = "bot";
    this.isTyping = false;
    this.online = false;
    this.recall();
    this.listener.changed();
  }

  private recall(): void {
    for (const item of this.outbox.of(this.who)) this.thread.expect(shownAs(item), "waiting");
  }

  /** Send what waits, one after the other: the server takes them in the order they were written. */
  private async flush(): Promise<void> {
    if (this.flushing) return;
    this.flushing = true;
    window.clearTimeout(this.again);
    try {
      for (let item = this.next(); item && this.connection?.isReady; item = this.next()) {
        if (!(await this.deliver(item))) break;
      }
    } finally {
      this.flushing = false;
    }
  }

  private next(): Pending | undefined {
    const failed = new Set(
      this.thread.entries().flatMap((entry) => (entry.state === "failed" ? [entry.id] : [])),
    );
    return this.outbox.of(this.who).find((item) => !failed.has(item.id));
  }

  /** False when the rest has to wait. */
  private async deliver(item: Pending): Promise<boolean> {
    const { session, connection } = this;
    if (session === null || connection === null) return false;
    this.thread.expect(shownAs(item), "sent"); // another tab may have written it
    this.thread.mark(item.id, "sent");
    this.listener.changed();
    const ack = await connection.send(item, session);
    if (!this.outbox.has(item.id)) return true; // stored and told meanwhile, or started over
    if (ack?.ok) {
      this.outbox.remove(item.id);
      this.thread.acknowledge(item.id, ack.seq);
    } else if (ack === null || PASSING.includes(ack.code)) {
      this.thread.mark(item.id, "waiting", ack && ack.code);
      this.again = window.setTimeout(() => void this.flush(), AGAIN_AFTER_MS);
    } else if (ack.code === UNKNOWN_SESSION) {
      this.thread.mark(item.id, "waiting");
      connection.ask(); // a new conversation is opened, and what waits goes there
    } else {
      this.thread.mark(item.id, "failed", ack.code);
    }
    this.listener.changed();
    return this.thread.entries().some(({ id, state }) => id === item.id && state !== "waiting");
  }
}

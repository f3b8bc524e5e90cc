/** Replies on their way: each under an id of its own, tried until the server took or refused it. */
import { reactive } from "vue";

import type { Desk } from "../api/desk";
import { Refused } from "../api/http";
import type { Message } from "../api/types";
import type { Kept } from "./drafts";

export interface Outgoing {
  id: string;
  conversation: string;
  text: string;
  /** The version of the conversation it was written under. */
  version: number;
  /** The last message there was: what is newer and reads the same is this one. */
  after: number;
  at: number;
  /** Waiting: nobody answered, and it will be tried again by itself. */
  state: "sending" | "waiting";
}

export interface OutboxEvents {
  taken(conversation: string): Promise<void>;
  refused(reply: Outgoing, why: Refused): void;
}

const PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000];

export class Outbox {
  readonly replies = reactive<Outgoing[]>([]);
  private readonly busy = new Set<string>();
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly desk: Desk,
    private readonly kept: Kept,
    private readonly owner: () => string,
    private readonly events: OutboxEvents,
    private readonly newId: () => string = () => crypto.randomUUID(),
  ) {}

  /** What a reload of the page interrupted goes on; it is the same reply by its id. */
  load(): void {
    this.replies.splice(0);
    try {
      const found = JSON.parse(this.kept.getItem(this.name()) ?? "[]") as Outgoing[];
      this.replies.push(...found.map((reply) => ({ ...reply, state: "waiting" as const })));
    } catch {
      this.kept.removeItem(this.name());
    }
    this.flush();
  }

  /** Nobody is signed in: nothing is sent until `load`. What waits stays kept. */
  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.replies.splice(0);
  }

  add(conversation: string, text: string, version: number, after: number): void {
    const [id, at] = [this.newId(), Date.now()];
    this.replies.push({ id, conversation, text, version, after, at, state: "sending" });
    this.keep();
    this.flush();
  }

  /** Try everything that waits now: the line is back. */
  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    for (const conversation of new Set(this.replies.map((reply) => reply.conversation))) {
      void this.drain(conversation);
    }
  }

  /** Those of a conversation that are not among its messages yet. */
  unseen(conversation: string, messages: readonly Message[], me: string): Outgoing[] {
    const mine = messages.filter((message) => message.from === "staff" && message.author === me);
    const counted = new Set<number>();
    return this.replies.filter((reply) => {
      if (reply.conversation !== conversation) return false;
      const shown = mine.find(
        (m) => m.seq > reply.after && m.text.trim() === reply.text.trim() && !counted.has(m.seq),
      );
      if (shown !== undefined) counted.add(shown.seq);
      return shown === undefined;
    });
  }

  private async drain(conversation: string): Promise<void> {
    if (this.busy.has(conversation)) return;
    this.busy.add(conversation);
    try {
      for (;;) {
        const reply = this.replies.find((one) => one.conversation === conversation);
        if (reply === undefined || !(await this.deliver(reply))) return;
      }
    } finally {
      this.busy.delete(conversation);
    }
  }

  /** False where it has to wait. */
  private async deliver(reply: Outgoing): Promise<boolean> {
    const { id, text, version } = reply;
    try {
      reply.state = "sending";
      await this.desk.reply(reply.conversation, { id, text, version });
    } catch (error) {
      if (!(error instanceof Refused) || error.status >= 500 || error.status === 429) {
        reply.state = "waiting";
        this.wait(error instanceof Refused ? error.retryAfter : null);
        return false;
      }
      // Signed out: it is kept and goes on after signing in again.
      if (error.status === 401) return false;
      this.drop(reply);
      this.events.refused(reply, error);
      return true;
    }
    this.failures = 0;
    await this.events.taken(reply.conversation).catch(() => undefined);
    this.drop(reply);
    return true;
  }

  private wait(seconds: number | null): void {
    const pause = PAUSES_MS[Math.min(this.failures, PAUSES_MS.length - 1)] ?? 8_000;
    this.failures += 1;
    this.timer ??= setTimeout(() => this.flush(), seconds === null ? pause : seconds * 1_000);
  }

  private drop(reply: Outgoing): void {
    const place = this.replies.findIndex((one) => one.id === reply.id);
    if (place >= 0) this.replies.splice(place, 1);
    this.keep();
  }

  private keep(): void {
    try {
      this.kept.setItem(this.name(), JSON.stringify(this.replies));
    } catch {
      // No room left: it is still sent from memory.
    }
  }

  private name(): string {
    return `desk outbox ${this.owner()}`;
  }
}

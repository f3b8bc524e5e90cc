/** The Socket.IO line to the shop's server: says what came in, never what it means. */
import { io, type Socket } from "socket.io-client";

import { readAck, readConfirmed, type Ack, type Confirmed } from "./protocol";
import type { Pending } from "./outbox";

const ACK_WITHIN_MS = 15_000;
const CONFIRM_WITHIN_MS = 8_000;
const SENT_AWAY_MS = 1_000;

export interface SessionWish {
  session: string | null;
  customData: Record<string, unknown>;
}

export interface Line {
  /** Asked at every (re)connection: which conversation to open and what is known of it. */
  wish(): SessionWish;
  confirmed(confirmed: Confirmed): void;
  /** No conversation was opened, for this reason. */
  refused(code: string): void;
  message(event: unknown, from: "bot" | "shopper"): void;
  handler(by: unknown): void;
  typing(on: boolean): void;
  down(): void;
}

export class Connection {
  private readonly socket: Socket;
  private ready = false;
  private confirmTimer = 0;
  private backTimer = 0;

  constructor(
    server: string,
    private readonly line: Line,
  ) {
    this.socket = io(server, {
      path: "/socket.io",
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: 400,
      reconnectionDelayMax: 5_000,
      autoConnect: false,
    });
    this.socket.on("connect", () => this.ask());
    this.socket.on("disconnect", (reason) => {
      // Sent away by the server, which the library takes for its last word: it may be restarting.
      this.lost();
      if (reason !== "io server disconnect") return;
      this.backTimer = window.setTimeout(() => this.socket.connect(), SENT_AWAY_MS);
    });
    this.socket.on("connect_error", () => this.lost());
    this.socket.on("session_confirm", (event: unknown) => this.open(event));
    this.socket.on("bot_uttered", (event: unknown) => line.message(event, "bot"));
    for (const event of ["message_stored", "shopper_uttered"]) {
      this.socket.on(event, (stored: unknown) => line.message(stored, "shopper"));
    }
    this.socket.on("session_state", (event: { handled_by?: unknown } | null) =>
      line.handler(event?.handled_by),
    );
    this.socket.on("handled_by", (event: { by?: unknown } | null) => line.handler(event?.by));
    this.socket.on("bot_typing", (event: { on?: unknown } | null) =>
      line.typing(event?.on === true),
    );
    window.addEventListener("online", this.hurry);
    document.addEventListener("visibilitychange", this.hurry);
    this.socket.connect();
  }

  get isReady(): boolean {
    return this.ready && this.socket.connected;
  }

  /** Ask for a conversation, at the start, after a break, or because another one is wanted. */
  ask(): void {
    this.ready = false;
    window.clearTimeout(this.confirmTimer);
    if (!this.socket.connected) return;
    const { session, customData } = this.line.wish();
    this.socket.emit("session_request", { session_id: session, customData }, (answer: unknown) => {
      const ack = readAck(answer);
      if (!ack.ok) this.line.refused(ack.code);
    });
    this.confirmTimer = window.setTimeout(() => this.ask(), CONFIRM_WITHIN_MS);
  }

  /** Leave the conversation that is open and ask for another, over a line nothing old comes in on. */
  renew(): void {
    this.socket.disconnect().connect();
  }

  /** Send one message; null when nobody knows whether it arrived. */
  async send(item: Pending, session: string): Promise<Ack | null> {
    const { id, message, form, locale } = item;
    const customData = { id, ...(form && { form }), ...(locale && { locale }) };
    try {
      const sent = { message, session_id: session, customData };
      return readAck(await this.socket.timeout(ACK_WITHIN_MS).emitWithAck("user_uttered", sent));
    } catch {
      return null;
    }
  }

  end(): void {
    window.removeEventListener("online", this.hurry);
    document.removeEventListener("visibilitychange", this.hurry);
    window.clearTimeout(this.confirmTimer);
    window.clearTimeout(this.backTimer);
    this.socket.removeAllListeners();
    this.socket.disconnect();
  }

  /** Do not sit out the pause between two tries when the network or the shopper is back. */
  private readonly hurry = (): void => {
    if (document.visibilityState === "visible" && !this.socket.connected) this.socket.connect();
  };

  private open(event: unknown): void {
    const confirmed = readConfirmed(event);
    if (!confirmed) return;
    window.clearTimeout(this.confirmTimer);
    this.ready = true;
    this.line.confirmed(confirmed);
  }

  private lost(): void {
    window.clearTimeout(this.confirmTimer);
    this.ready = false;
    this.line.down();
  }
}

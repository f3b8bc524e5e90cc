/** The Socket.IO line of the desk: says what happened, never what it means. */
import { io, type Socket } from "socket.io-client";

import type { Counts, Presence } from "./api/types";

export interface LiveEvents {
  /** The line is there (again): whatever happened meanwhile has to be read. */
  up(): void;
  down(): void;
  /** The server does not let us in: perhaps nobody is signed in any more. */
  refused(): void;
  changed(conversation: string): void;
  inbox(counts: Counts | null): void;
  presence(name: string, presence: Presence): void;
  typing(conversation: string, who: "shopper" | "staff", name: string | null, on: boolean): void;
  assigned(conversation: string): void;
  signedOut(): void;
}

const SENT_AWAY_MS = 1_000;

export class Live {
  private readonly socket: Socket;
  private timer = 0;
  private closed = false;

  constructor(csrf: () => string, on: LiveEvents) {
    this.socket = io("/desk", {
      path: "/socket.io",
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: 300,
      reconnectionDelayMax: 4_000,
      forceNew: true,
      auth: (give) => give({ csrf: csrf() }),
    });
    this.socket.on("connect", () => on.up());
    this.socket.on("disconnect", (reason) => {
      on.down();
      // Sent away by the server, which the library takes for its last word: it may be restarting.
      if (reason === "io server disconnect") this.again();
    });
    this.socket.on("connect_error", () => {
      on.down();
      if (this.socket.active) return;
      // Refused at the door: the library would not try again by itself.
      on.refused();
      this.again();
    });
    this.listen(on);
  }

  private listen(on: LiveEvents): void {
    this.socket.on("changed", (event) => on.changed(String(event?.conversation ?? "")));
    this.socket.on("inbox", (event) => on.inbox(event?.counts ?? null));
    this.socket.on("presence", (event) => on.presence(String(event?.name), event?.presence));
    this.socket.on("typing", (event) =>
      on.typing(String(event?.conversation), event?.who, event?.name ?? null, event?.on === true),
    );
    this.socket.on("assigned", (event) => on.assigned(String(event?.conversation ?? "")));
    this.socket.on("signed_out", () => on.signedOut());
  }

  private again(): void {
    if (this.closed) return;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.socket.connect(), SENT_AWAY_MS);
  }

  close(): void {
    this.closed = true;
    window.clearTimeout(this.timer);
    this.socket.removeAllListeners();
    this.socket.disconnect();
  }
}

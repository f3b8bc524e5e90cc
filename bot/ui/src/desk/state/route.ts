/** Where in the console one is, as the address says: `#/inbox/queue/ID`, `#/requests`, ... */
import { reactive } from "vue";

import type { View } from "../api/types";

export type Room = "inbox" | "requests" | "canned" | "staff" | "audit";

export interface Place {
  room: Room;
  view: View;
  conversation: string | null;
}

const ROOMS: readonly Room[] = ["inbox", "requests", "canned", "staff", "audit"];
export const VIEWS: readonly View[] = ["queue", "mine", "all", "resolved"];

export function read(hash: string): Place {
  const [room, view, conversation] = hash.replace(/^#?\/?/, "").split("/");
  return {
    room: ROOMS.find((known) => known === room) ?? "inbox",
    view: VIEWS.find((known) => known === view) ?? "queue",
    conversation: conversation ? decoded(conversation) : null,
  };
}

export function written(place: Place): string {
  if (place.room !== "inbox") return `#/${place.room}`;
  const rest = place.conversation === null ? "" : `/${encodeURIComponent(place.conversation)}`;
  return `#/inbox/${place.view}${rest}`;
}

/** The place of this window; `go` leaves one step of history when `room` or conversation change. */
export function createRoute(frame: Window) {
  const place = reactive(read(frame.location.hash));
  frame.addEventListener("hashchange", () => Object.assign(place, read(frame.location.hash)));

  function go(to: Partial<Place>): void {
    const next = { ...place, ...to };
    if (written(next) === frame.location.hash) return;
    if (next.room === place.room && to.conversation !== null && place.conversation !== null) {
      // Going down the list with the keyboard is one step back, not fifty.
      frame.history.replaceState(null, "", written(next));
    } else {
      frame.history.pushState(null, "", written(next));
    }
    Object.assign(place, next);
  }

  return { place, go };
}

export type Route = ReturnType<typeof createRoute>;

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Messages for tests: a whole one from the few things a test cares about. */
import type { Received } from "../src/widget/protocol";

export function received(parts: Partial<Received>): Received {
  return {
    seq: null,
    from: "bot",
    text: "",
    at: 0,
    id: null,
    name: null,
    buttons: [],
    card: null,
    form: null,
    closed: false,
    isRefusal: false,
    handledBy: null,
    ...parts,
  };
}

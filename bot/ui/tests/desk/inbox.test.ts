/** The list of conversations: pages, searches, and what happens meanwhile. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Item, Page } from "../../src/desk/api/types";
import { createInbox, PAGE } from "../../src/desk/state/inbox";
import { desk, item, later, settled } from "./given";

const COUNTS = { queue: 1, mine: 2, all: 3, resolved: 4 };

function page(items: Item[], next: string | null = null): Page {
  return { items, next, counts: COUNTS };
}

function many(count: number, from = 0): Item[] {
  return Array.from({ length: count }, (_, place) => item({ id: `c${from + place}` }));
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the inbox", () => {
  it("reads page after page, and all of them again when something happened", async () => {
    const conversations = vi.fn(async (_view, _filters, after: string | null) =>
      after === null ? page(many(PAGE), "p2") : page(many(PAGE, PAGE)),
    );
    const inbox = createInbox(desk({ conversations }), vi.fn());
    await inbox.restart();
    await inbox.more();
    expect(inbox.state.items).toHaveLength(2 * PAGE);
    expect(inbox.state.counts).toEqual(COUNTS);
    await inbox.refresh();
    expect(inbox.state.items).toHaveLength(2 * PAGE);
    expect(conversations).toHaveBeenCalledTimes(4);
    await inbox.more();
    expect(conversations).toHaveBeenCalledTimes(4);
  });

  it("shows a conversation once that moved between two pages", async () => {
    const conversations = async (_v: string, _f: object, after: string | null) =>
      after === null ? page(many(2), "p2") : page(many(2, 1));
    const inbox = createInbox(desk({ conversations }), vi.fn());
    await inbox.restart();
    await inbox.more();
    expect(inbox.state.items.map((one) => one.id)).toEqual(["c0", "c1", "c2"]);
  });

  it("drops the answer to a question that is no longer asked", async () => {
    const slow = later<Page>();
    const conversations = vi.fn((view: string) =>
      view === "queue" ? slow.promise : Promise.resolve(page([item({ id: "mine" })])),
    );
    const inbox = createInbox(desk({ conversations }), vi.fn());
    void inbox.restart();
    const shown = inbox.show("mine");
    slow.keep(page([item({ id: "queue" })]));
    await shown;
    expect(inbox.state.items.map((one) => one.id)).toEqual(["mine"]);
  });

  it("reads a few times however much happens", async () => {
    const conversations = vi.fn(async () => page([]));
    const inbox = createInbox(desk({ conversations }), vi.fn());
    for (let event = 0; event < 100; event += 1) inbox.changed();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(conversations.mock.calls.length).toBeLessThanOrEqual(3);
    expect(conversations.mock.calls.length).toBeGreaterThanOrEqual(2);
  });

  it("keeps what it has when it cannot read, and says so", async () => {
    const answers = [Promise.resolve(page(many(2)))];
    const fault = vi.fn();
    const inbox = createInbox(
      desk({ conversations: () => answers.shift() ?? Promise.reject(new Error("no")) }),
      fault,
    );
    await inbox.restart();
    await inbox.refresh();
    expect(inbox.state.items).toHaveLength(2);
    expect(inbox.state.failed).toBe(true);
    expect(fault).toHaveBeenCalledOnce();
  });

  it("takes a newer state of a conversation and no older one", async () => {
    const inbox = createInbox(desk({ conversations: async () => page([item({ version: 2 })]) }), vi.fn());
    await inbox.restart();
    inbox.put(item({ version: 3, owner: "staff" }));
    inbox.put(item({ version: 1, owner: "bot" }));
    inbox.put(item({ id: "unknown" }));
    expect(inbox.state.items.map((one) => [one.id, one.owner])).toEqual([["c1", "staff"]]);
  });

  it("steps along the list and stops at its ends", async () => {
    const inbox = createInbox(desk({ conversations: async () => page(many(3)) }), vi.fn());
    await inbox.restart();
    expect(inbox.beside(null, 1)?.id).toBe("c0");
    expect(inbox.beside("c0", 1)?.id).toBe("c1");
    expect(inbox.beside("c2", 1)?.id).toBe("c2");
    expect(inbox.beside("c0", -1)?.id).toBe("c0");
    expect(inbox.beside("gone", 1)?.id).toBe("c0");
    await settled();
  });

  it("asks for days as they are here", async () => {
    const conversations = vi.fn(async () => page([]));
    const inbox = createInbox(desk({ conversations }), vi.fn());
    await inbox.filter({ from: "2026-11-22", to: "2026-11-22" });
    const begin = new Date("2026-11-22T00:00:00");
    const end = new Date("2026-11-23T00:00:00");
    const asked = { from: begin.toISOString(), to: end.toISOString() };
    expect(conversations).toHaveBeenLastCalledWith("queue", expect.objectContaining(asked), null, PAGE);
    expect(inbox.isFiltered()).toBe(true);
  });
});

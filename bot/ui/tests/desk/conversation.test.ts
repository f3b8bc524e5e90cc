/** The conversation in view: kept true, claimed once, never shown older than it is. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Refused } from "../../src/desk/api/http";
import type { Whole } from "../../src/desk/api/types";
import { createConversation } from "../../src/desk/state/conversation";
import { desk, item, later, settled, whole } from "./given";

const events = () => ({ item: vi.fn(), fault: vi.fn() });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the open conversation", () => {
  it("does not go back to an answer that was overtaken", async () => {
    const slow = later<Whole>();
    const answers = [Promise.resolve(whole()), slow.promise, new Promise<Whole>(() => undefined)];
    const claimed = item({ owner: "staff", assignee: "Mei", version: 2 });
    const open = createConversation(
      desk({ conversation: () => answers.shift(), claim: async () => ({ conversation: claimed }) }),
      events(),
    );
    await open.show("c1");
    void open.refresh();
    await open.act("claim");
    slow.keep(whole());
    await settled();
    expect(open.state.whole?.conversation.owner).toBe("staff");
  });

  it("sends the version it has in view, and only one thing at a time", async () => {
    const held = later<{ conversation: ReturnType<typeof item> }>();
    const claim = vi.fn(() => held.promise);
    const release = vi.fn();
    const now = whole({ conversation: item({ version: 7 }) });
    const open = createConversation(desk({ conversation: async () => now, claim, release }), events());
    await open.show("c1");
    const first = open.act("claim");
    expect(await open.act("claim")).toBe(false);
    expect(await open.act("release")).toBe(false);
    held.keep({ conversation: item({ version: 8 }) });
    expect(await first).toBe(true);
    expect(claim.mock.calls).toEqual([["c1", 7]]);
    expect(release).not.toHaveBeenCalled();
  });

  it("tells who was faster and shows how it stands", async () => {
    const stands = [whole(), whole({ conversation: item({ owner: "staff", assignee: "Lin", version: 2 }) })];
    const told = events();
    const refused = new Refused(409, "taken", "", { owner: "staff", assignee: "Lin" });
    const open = createConversation(
      desk({ conversation: async () => stands.shift(), claim: () => Promise.reject(refused) }),
      told,
    );
    await open.show("c1");
    expect(await open.act("claim")).toBe(false);
    await settled();
    expect(told.fault).toHaveBeenCalledWith(refused);
    expect(open.state.whole?.conversation.assignee).toBe("Lin");
  });

  it("that is not there is said to be missing", async () => {
    const gone = new Refused(404, "not_found", "");
    const open = createConversation(desk({ conversation: () => Promise.reject(gone) }), events());
    await open.show("c1");
    expect([open.state.missing, open.state.failed]).toEqual([true, false]);
  });

  it("ignores what was asked for the one before it", async () => {
    const slow = later<Whole>();
    const conversation = (id: string) =>
      id === "c1" ? slow.promise : Promise.resolve(whole({ conversation: item({ id }) }));
    const open = createConversation(desk({ conversation }), events());
    void open.show("c1");
    const shown = open.show("c2");
    slow.keep(whole());
    await shown;
    expect(open.state.whole?.conversation.id).toBe("c2");
  });

  it("believes a sign of typing for a few seconds only", async () => {
    const open = createConversation(desk({ conversation: async () => whole() }), events());
    await open.show("c1");
    open.typing("shopper", null, true);
    open.typing("staff", "Lin", true);
    expect([open.state.shopperTyping, open.state.staffTyping]).toEqual([true, "Lin"]);
    await vi.advanceTimersByTimeAsync(7_000);
    expect([open.state.shopperTyping, open.state.staffTyping]).toEqual([false, null]);
  });
});

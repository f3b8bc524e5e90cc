/** Replies on their way: none lost, none doubled, in their order. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Refused, Unreachable } from "../../src/desk/api/http";
import { Outbox, type Outgoing } from "../../src/desk/state/outbox";
import { desk, later, memory, message, settled } from "./given";

type Reply = { id: string; text: string; version: number };

function outboxWith(reply: (id: string, reply: Reply) => Promise<unknown>, kept = memory()) {
  const refused = vi.fn<(reply: Outgoing, why: Refused) => void>();
  const sent = vi.fn(reply);
  let count = 0;
  const events = { taken: async () => undefined, refused };
  const outbox = new Outbox(desk({ reply: sent }), kept, () => "Mei", events, () => `id-${(count += 1)}`);
  return { outbox, refused, sent, kept };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a reply", () => {
  it("is sent once and then gone", async () => {
    const { outbox, sent } = outboxWith(async () => ({ seq: 1 }));
    outbox.add("c1", "hello", 3, 0);
    await settled();
    expect(sent.mock.calls).toEqual([["c1", { id: "id-1", text: "hello", version: 3 }]]);
    expect(outbox.replies).toEqual([]);
  });

  it("that nobody answered is tried again under the same id", async () => {
    const answers = [new Unreachable("no"), new Unreachable("no")];
    const { outbox, sent } = outboxWith(async () => {
      const error = answers.shift();
      if (error) throw error;
    });
    outbox.add("c1", "hello", 3, 0);
    await settled();
    expect(outbox.replies[0]?.state).toBe("waiting");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent.mock.calls.map(([, reply]) => reply.id)).toEqual(["id-1", "id-1", "id-1"]);
    expect(outbox.replies).toEqual([]);
  });

  it("goes at once when the line is back", async () => {
    let up = false;
    const { outbox } = outboxWith(async () => {
      if (!up) throw new Unreachable("no");
    });
    outbox.add("c1", "hello", 3, 0);
    await settled();
    up = true;
    outbox.flush();
    await settled();
    expect(outbox.replies).toEqual([]);
  });

  it("waits for the one before it", async () => {
    const first = later<void>();
    const { outbox, sent } = outboxWith((_, reply) => (reply.text === "one" ? first.promise : Promise.resolve()));
    outbox.add("c1", "one", 3, 0);
    outbox.add("c1", "two", 3, 0);
    outbox.add("c2", "elsewhere", 1, 0);
    await settled();
    expect(sent.mock.calls.map(([, reply]) => reply.text)).toEqual(["one", "elsewhere"]);
    first.keep();
    await settled();
    expect(sent.mock.calls.map(([, reply]) => reply.text)).toEqual(["one", "elsewhere", "two"]);
  });

  it("that is refused comes back to who wrote it", async () => {
    const { outbox, refused } = outboxWith(() => Promise.reject(new Refused(409, "taken", "")));
    outbox.add("c1", "hello", 3, 0);
    await settled();
    expect(refused.mock.calls[0]?.[0].text).toBe("hello");
    expect(outbox.replies).toEqual([]);
  });

  it.each([500, 429])("is not given up for a %i", async (status) => {
    const { outbox, refused } = outboxWith(() => Promise.reject(new Refused(status, "later", "")));
    outbox.add("c1", "hello", 3, 0);
    await settled();
    expect(refused).not.toHaveBeenCalled();
    expect(outbox.replies).toHaveLength(1);
    outbox.stop();
  });

  it("survives a reload and the end of the session under its id", async () => {
    const kept = memory();
    const before = outboxWith(() => Promise.reject(new Refused(401, "signed_out", "")), kept);
    before.outbox.add("c1", "hello", 3, 7);
    await settled();
    before.outbox.stop();
    const { outbox, sent } = outboxWith(async () => ({ seq: 8 }), kept);
    outbox.load();
    await settled();
    expect(sent.mock.calls).toEqual([["c1", { id: "id-1", text: "hello", version: 3 }]]);
    expect(kept.data.get("desk outbox Mei")).toBe("[]");
  });

  it("kept in a broken way is forgotten", () => {
    const { outbox, kept } = outboxWith(async () => undefined);
    kept.setItem("desk outbox Mei", "{");
    outbox.load();
    expect(outbox.replies).toEqual([]);
  });
});

describe("what is shown as on its way", () => {
  const held = () => outboxWith(() => new Promise(() => undefined)).outbox;

  it("is not shown a second time once the transcript has it", () => {
    const outbox = held();
    outbox.add("c1", "hello ", 3, 4);
    const shown = message(5, { from: "staff", author: "Mei", text: "hello" });
    expect(outbox.unseen("c1", [], "Mei")).toHaveLength(1);
    expect(outbox.unseen("c1", [shown], "Mei")).toEqual([]);
    expect(outbox.unseen("c2", [], "Mei")).toEqual([]);
  });

  it("counts the same words said twice as two", () => {
    const outbox = held();
    outbox.add("c1", "hello", 3, 4);
    outbox.add("c1", "hello", 3, 4);
    const earlier = message(4, { from: "staff", author: "Mei", text: "hello" });
    const shown = message(5, { from: "staff", author: "Mei", text: "hello" });
    const others = message(6, { from: "staff", author: "Lin", text: "hello" });
    expect(outbox.unseen("c1", [earlier, shown, others], "Mei")).toHaveLength(1);
  });
});

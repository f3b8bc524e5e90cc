import { describe, expect, test } from "vitest";

import { offers, Thread } from "../src/widget/thread";
import { received } from "./given";

function texts(thread: Thread): string[] {
  return thread.entries().map((entry) => entry.text);
}

describe("a thread", () => {
  test("takes a message that comes twice once", () => {
    const thread = new Thread();
    expect(thread.take(received({ seq: 1, text: "a" }))).toBe(true);
    expect(thread.take(received({ seq: 1, text: "a" }))).toBe(false);
    expect(texts(thread)).toEqual(["a"]);
  });

  test("keeps the order of the server, whatever comes first", () => {
    const thread = new Thread();
    thread.take(received({ seq: 3, text: "c" }));
    thread.take(received({ seq: 1, text: "a" }));
    thread.expect(received({ from: "shopper", id: "x", text: "d" }), "waiting");
    thread.take(received({ seq: 2, text: "b" }));
    expect(texts(thread)).toEqual(["a", "b", "c", "d"]);
  });

  test("puts an own message in its place once the server has it, as the same entry", () => {
    const thread = new Thread();
    thread.expect(received({ from: "shopper", id: "x", text: "mine" }), "sent");
    const key = thread.entries()[0]?.key;
    thread.take(received({ seq: 2, text: "answer" }));
    thread.acknowledge("x", 1);
    expect(texts(thread)).toEqual(["mine", "answer"]);
    expect(thread.entries()[0]).toMatchObject({ key, seq: 1, state: "delivered" });
  });

  test("shows an own message once when the history tells it too, before or after the ack", () => {
    const thread = new Thread();
    thread.expect(received({ from: "shopper", id: "x", text: "mine" }), "sent");
    thread.take(received({ from: "shopper", seq: 1, id: "x", text: "mine" }));
    thread.acknowledge("x", 1);
    thread.expect(received({ from: "shopper", id: "x", text: "mine" }), "waiting");
    expect(thread.entries()).toHaveLength(1);
  });

  test("keeps two own messages with the same words apart", () => {
    const thread = new Thread();
    thread.expect(received({ from: "shopper", id: "x", text: "yes" }), "sent");
    thread.expect(received({ from: "shopper", id: "y", text: "yes" }), "sent");
    thread.acknowledge("x", 1);
    thread.acknowledge("y", 2);
    expect(thread.entries().map((entry) => entry.seq)).toEqual([1, 2]);
  });

  test("asks to go on from before the first gap, so that nothing is lost", () => {
    const thread = new Thread();
    for (const seq of [1, 2, 5]) thread.take(received({ seq }));
    expect(thread.after).toBe(2);
    thread.take(received({ seq: 3 }));
    thread.take(received({ seq: 4 }));
    expect(thread.after).toBe(5);
  });

  test("counts as unread what others said, not what the shopper wrote", () => {
    const thread = new Thread();
    thread.take(received({ seq: 1, from: "shopper" }));
    thread.take(received({ seq: 2 }));
    thread.take(received({ seq: 3, from: "staff" }));
    expect(thread.unreadAfter(0)).toBe(2);
    expect(thread.unreadAfter(2)).toBe(1);
  });

  test("brings back nothing for an id it never heard of", () => {
    const thread = new Thread();
    thread.acknowledge("nobody", 4);
    thread.mark("nobody", "failed");
    thread.forget("nobody");
    expect(thread.entries()).toEqual([]);
  });
});

describe("what a message offers", () => {
  const buttons = [
    { id: "1", title: "Refund" },
    { id: "2", title: "Wait" },
  ];

  function outcome(...later: Parameters<typeof received>[0][]) {
    const thread = new Thread();
    [{ buttons, text: "What now?" }, ...later].forEach((parts, position) =>
      thread.take(received({ seq: position + 1, ...parts })),
    );
    return offers(thread.entries()).get(thread.entries()[0]?.key ?? "");
  }

  test("stays open while nobody answers, and beside a question in between", () => {
    expect(outcome()).toMatchObject({ open: true });
    expect(outcome({ from: "shopper", text: "Why?" }, { text: "Snow." })).toMatchObject({
      open: true,
    });
  });

  test("closes with the button that was said", () => {
    expect(outcome({ from: "shopper", text: "Wait" })).toMatchObject({ open: false, chosen: "2" });
  });

  test("closes when something newer asks", () => {
    expect(outcome({ buttons: [{ id: "3", title: "Yes" }] })).toMatchObject({
      open: false,
      chosen: null,
    });
  });

  test("a form closes as answered by the form, and as over when words did it", () => {
    const card = { type: "form", form: "email", values: {} } as const;
    const form = { buttons: [], card };
    const thread = (...later: Parameters<typeof received>[0][]) => {
      const made = new Thread();
      [form, ...later].forEach((parts, at) => made.take(received({ seq: at + 1, ...parts })));
      return [...offers(made.entries()).values()][0];
    };
    expect(thread({ from: "shopper", text: "hm" })).toMatchObject({ open: true });
    expect(thread({ from: "shopper", form: "email" })).toMatchObject({ answered: true });
    expect(thread({ from: "shopper", text: "a@b.cn" }, { text: "Noted." })).toMatchObject({
      open: false,
      answered: false,
    });
  });

  test("a closed case asks how it was", () => {
    const thread = new Thread();
    thread.take(received({ seq: 1, closed: true }));
    expect([...offers(thread.entries()).values()]).toMatchObject([{ open: true }]);
  });
});

import { describe, expect, test } from "vitest";

import { customerIn, pageShelf, Sessions, shelf } from "../src/widget/memory";
import { newId, Outbox } from "../src/widget/outbox";

describe("the outbox", () => {
  test("gives back what was written, in that order, to whoever opens it next", () => {
    const shelf = pageShelf();
    const first = new Outbox(shelf);
    first.add({ message: "b", shown: "b" }, "guest", 2);
    first.add({ message: "a", shown: "a" }, "guest", 1);
    expect(new Outbox(shelf).of("guest").map((item) => item.message)).toEqual(["a", "b"]);
  });

  test("keeps the id of a message for good", () => {
    const shelf = pageShelf();
    const { id } = new Outbox(shelf).add({ message: "a", shown: "a" }, "guest", 1);
    expect(new Outbox(shelf).of("guest")[0]?.id).toBe(id);
  });

  test("never hands one customer's words to another", () => {
    const outbox = new Outbox(pageShelf());
    outbox.add({ message: "a", shown: "a" }, "customer.1", 1);
    expect(outbox.of("customer.2")).toEqual([]);
    expect(outbox.of("guest")).toEqual([]);
  });

  test("goes along with a guest who signs in", () => {
    const outbox = new Outbox(pageShelf());
    const { id } = outbox.add({ message: "a", shown: "a" }, "guest", 1);
    outbox.handOver("guest", "customer.1");
    expect(outbox.of("customer.1").map((item) => item.id)).toEqual([id]);
    expect(outbox.of("guest")).toEqual([]);
  });

  test.each(["", "null", "[]", '{"id":1}', '{"id":"x","at":"soon"}', "{broken"])(
    "passes over what is no message: %s",
    (text) => {
      const shelf = pageShelf();
      shelf.set("out.x", text);
      expect(new Outbox(shelf).of("guest")).toEqual([]);
    },
  );

  test("makes ids that are UUIDs and differ", () => {
    const ids = Array.from({ length: 50 }, newId);
    expect(new Set(ids).size).toBe(50);
    for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-/);
  });
});

describe("what the browser remembers", () => {
  test("lasts for the page where storage is forbidden", () => {
    const kept = shelf(() => {
      throw new Error("SecurityError");
    }, "p ");
    kept.set("a", "1");
    expect([kept.get("a"), kept.keys()]).toEqual(["1", ["a"]]);
    kept.remove("a");
    expect(kept.get("a")).toBeNull();
  });

  test("knows the customer in a token, and a guest in anything else", () => {
    const token = (body: object): string => `x.${btoa(JSON.stringify(body))}.y`;
    expect(customerIn(token({ sub: "c1" }))).toBe("customer.c1");
    for (const bad of [null, "", "x", "a.b.c", token({}), token({ sub: 1 })]) {
      expect(customerIn(bad)).toBe("guest");
    }
  });

  test("keeps the conversations of two customers apart", () => {
    const sessions = new Sessions(pageShelf());
    sessions.keep("customer.1", "s1");
    expect(sessions.of("customer.2")).toBeNull();
    expect(sessions.of("guest")).toBeNull();
    expect(sessions.of("customer.1")).toBe("s1");
  });

  test("gives a guest's conversation to the customer who signed in with it, to them alone", () => {
    const sessions = new Sessions(pageShelf());
    sessions.keep("guest", "s1");
    expect(sessions.of("customer.1")).toBe("s1");
    sessions.keep("customer.1", "s1");
    expect([sessions.of("guest"), sessions.of("customer.2")]).toEqual([null, null]);
  });
});

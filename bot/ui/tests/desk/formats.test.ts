/** Spans, days, amounts, ready replies, routes: what is read and what is typed. */
import { describe, expect, it, vi } from "vitest";

import { filled, matching, open, slashBefore, textFor } from "../../src/desk/format/canned";
import { details } from "../../src/desk/format/details";
import { effectLines } from "../../src/desk/format/effect";
import { money, typedAmount } from "../../src/desk/format/money";
import { tried } from "../../src/desk/format/tried";
import { entries } from "../../src/desk/format/transcript";
import { moment, span } from "../../src/desk/format/when";
import { createRoute, read, written } from "../../src/desk/state/route";
import { takenNotice } from "../../src/desk/state/refusals";
import { Refused } from "../../src/desk/api/http";
import { message, whole } from "./given";

describe("the views", () => {
  it("leave the conversation open that is being read", () => {
    const frame = Object.assign(new EventTarget(), {
      location: { hash: "#/inbox/queue/c1" },
      history: { replaceState: vi.fn(), pushState: vi.fn() },
    });
    const { place, go } = createRoute(frame as unknown as Window);
    go({ view: "mine" });
    expect(place).toEqual({ room: "inbox", view: "mine", conversation: "c1" });
  });
});

describe("what was tried", () => {
  it.each([
    ["told:LK202611200001:parcel_delayed", { key: "told", list: "finding", code: "parcel_delayed" }],
    ["refused:TooLate", { key: "turnedDown", list: "refusal", code: "TooLate" }],
    ["refund:done:R-1", { key: "remedy", kind: "refund", status: "done", reference: "R-1" }],
    ["wrong_proof", { key: "wrongProof" }],
    ["failed", { key: "broke" }],
    ["", { key: "unknown", code: "" }],
    ["told:LK1", { key: "unknown", code: "told:LK1" }],
  ])("is read from %j", (noted, read) => expect(tried(noted)).toEqual(read));
});

const MINUTE = 60_000;
const NOW = new Date(2026, 10, 22, 15, 0).getTime();

describe("a span", () => {
  it.each([
    [0, "0:00"],
    [-5, "0:00"],
    [65_000, "1:05"],
    [10 * MINUTE, "10 min"],
    [125 * MINUTE, "2 h 5 min"],
    [180 * MINUTE, "3 h"],
    [50 * 60 * MINUTE, "2 d"],
  ])("of %i ms reads %s", (ms, said) => expect(span(ms, "en")).toBe(said));

  it("reads in Chinese without gaps", () => expect(span(125 * MINUTE, "zh")).toBe("2小时5分钟"));
});

describe("a moment", () => {
  it("is the time alone today, and nothing where nothing is known", () => {
    expect(moment(NOW - MINUTE, NOW, "en")).toBe("14:59");
    expect(moment(NOW - 25 * 60 * MINUTE, NOW, "en")).toBe("21 Nov 14:00");
    expect(moment(null, NOW, "en")).toBe("");
    expect(moment("soon", NOW, "en")).toBe("soon");
  });
});

describe("an amount", () => {
  it.each([
    ["19.9", "19.90"],
    ["￥１９９", "199.00"],
    ["1,299.00", "1299.00"],
    ["0", null],
    ["-5", null],
    ["1.999", null],
    ["1e3", null],
    ["", null],
    ["ten", null],
  ])("typed as %s is %s", (typed, amount) => expect(typedAmount(typed)).toBe(amount));

  it("of an unknown currency keeps its code", () => {
    expect(money("5.00", "COINS", "en")).toBe("5.00 COINS");
    expect(money(null, "CNY", "en")).toBe("");
  });
});

describe("ready replies", () => {
  const hello = { id: 1, shortcut: "hello", zh: "您好{name}，订单 {order}", en: "Hello {name}" };
  const wait = { id: 2, shortcut: "wait", zh: "请稍等", en: "" };

  it.each([
    ["/he", 3, { from: 0, query: "he" }],
    ["好的，/", 4, { from: 3, query: "" }],
    ["line\n/wa", 8, { from: 5, query: "wa" }],
    ["24/7", 4, null],
    ["https://a", 9, null],
    ["/he llo", 7, null],
  ])("are called by a slash that begins a word: %s", (text, caret, found) =>
    expect(slashBefore(text, caret)).toEqual(found),
  );

  it("are found by shortcut first, then by what they say", () => {
    expect(matching([wait, hello], "he").map((one) => one.id)).toEqual([1]);
    expect(matching([wait, hello], "请稍").map((one) => one.id)).toEqual([2]);
    expect(matching([wait, hello], "").map((one) => one.id)).toEqual([1, 2]);
    expect(matching([wait, hello], "zzz")).toEqual([]);
  });

  it("come in the shopper's language, or in the one there is", () => {
    expect(textFor(hello, "zh")).toContain("您好");
    expect(textFor(wait, "en")).toBe("请稍等");
  });

  it("leave a field that is not known for the writer", () => {
    expect(filled(hello.zh, { name: "何女士", order: null }, "zh", NOW)).toBe("您好何女士，订单 {order}");
    expect(filled("{date}", {}, "zh", NOW)).toContain("11月22日");
    expect(open("Hello {name}, {name} {order} {other}")).toEqual(["{name}", "{order}"]);
  });
});

describe("the transcript", () => {
  it("is one line of time with days, and names a speaker once", () => {
    const told = entries(
      whole({
        messages: [message(1), message(2), message(3, { from: "bot" })],
        notes: [{ id: 1, author: "Lin", at: "2026-11-23T20:00:00Z", text: "look" }],
        history: [{ at: "2026-11-22T10:00:03Z", by: "bot", before: "bot", after: "queue", reason: "" }],
      }),
      [{ id: "x", conversation: "c1", text: "hi", version: 1, after: 3, at: NOW, state: "sending" }],
    );
    const kinds = told.map((entry) => entry.type).filter((type) => type !== "day");
    expect(kinds).toEqual(["message", "message", "message", "change", "note", "outgoing"]);
    expect(told[0]?.type).toBe("day");
    const first = told.flatMap((entry) => (entry.type === "message" ? [entry.first] : []));
    expect(first).toEqual([true, false, true]);
  });
});

describe("loose facts", () => {
  const names = new Map([["detail missing", "Missing"], ["detail amount", "Amount"], ["code room", "the room"]]);
  const lookup = (list: string, code: string) => names.get(`${list} ${code}`) ?? null;

  it("are shown as far as they have names", () => {
    const facts = { missing: ["room", "x"], amount: "5.00", secret: "no", nothing: null };
    expect(details(facts, "en", lookup, "CNY")).toEqual([
      { name: "Missing", said: "the room, x" },
      { name: "Amount", said: "¥5.00" },
    ]);
  });
});

describe("an effect", () => {
  it("tells amounts, and what changes from what to what", () => {
    const effect = {
      currency: "CNY",
      amount: "199.00",
      to_pay: "0",
      shares: [{ payment: "p", method: "bank_card", amount: "199.00" }],
      slot_before: null,
      slot_after: { date: "2026-11-23", from: "09:00", to: "12:00" },
      address_before: { city: "Leeds" },
      address_after: { city: "York" },
      expected_from: "2026-11-23",
      expected_until: "2026-11-27",
    };
    const lines = effectLines(effect, "CNY", "en", (_, code) => String(code));
    expect(lines).toContainEqual({ name: "amount", said: "¥199.00" });
    expect(lines).toContainEqual({ name: "share", said: "¥199.00 · bank_card" });
    expect(lines).toContainEqual({ name: "address", said: "York", before: "Leeds" });
    expect(lines.find((line) => line.name === "slot")?.said).toContain("09:00–12:00");
    expect(lines.find((line) => line.name === "expected")?.said).toContain("–");
    expect(lines.some((line) => line.name === "to_pay")).toBe(false);
  });
});

describe("the address of a place", () => {
  it("is read as it is written", () => {
    const place = { room: "inbox", view: "mine", conversation: "a/b" } as const;
    expect(read(written(place))).toEqual(place);
    expect(read("#/staff")).toMatchObject({ room: "staff", conversation: null });
  });

  it.each(["", "#", "#/nowhere/x", "#/inbox/nothing", "#/inbox/queue/%"])("%s leads to the queue", (hash) =>
    expect(read(hash)).toEqual({ room: "inbox", view: "queue", conversation: null }),
  );
});

describe("a conversation that is not as one saw it", () => {
  const notice = (detail: object) => takenNotice(new Refused(409, "taken", "", { ...detail }), "Mei");

  it("tells by whom it was taken, or where it went", () => {
    expect(notice({ owner: "staff", assignee: "Lin" })).toMatchObject({ key: "taken", params: { name: "Lin" } });
    expect(notice({ owner: "staff", assignee: "Mei" }).key).toBe("stale");
    expect(notice({ owner: "bot" }).key).toBe("wentToBot");
    expect(notice({ owner: "queue" }).key).toBe("wentToQueue");
    expect(notice({ owner: "closed" }).key).toBe("wentClosed");
    expect(notice({}).key).toBe("stale");
  });
});

import { describe, expect, test } from "vitest";

import { pieces } from "../src/widget/links";
import { readAck, readConfirmed, readMessage } from "../src/widget/protocol";
import { dayTitle, shortDay } from "../src/widget/when";
import { localeFrom, WORDS } from "../src/widget/words";

describe("what comes over the wire", () => {
  test("is read from metadata, and from quick replies where there is none", () => {
    const quick_replies = [{ title: "Yes", payload: "button:b1" }];
    expect(readMessage({ text: "Hi", quick_replies }, "bot", 7)).toMatchObject({
      text: "Hi",
      at: 7,
      from: "bot",
      buttons: [{ id: "b1", title: "Yes" }],
    });
    const metadata = { seq: 3, from: "staff", author: "Mei", buttons: [], handled_by: "staff" };
    expect(readMessage({ text: "Hi", metadata }, "bot", 7)).toMatchObject({
      seq: 3,
      from: "staff",
      name: "Mei",
      handledBy: "staff",
    });
  });

  test.each([null, 5, "text", [], { text: 5 }, { metadata: { seq: -1, from: "god" } }])(
    "of any other shape harms nothing: %j",
    (event) => {
      expect(readMessage(event, "bot", 7)).toMatchObject({ seq: null, from: "bot" });
    },
  );

  test("cards of unknown kinds are left out, unknown steps too", () => {
    const card = (inner: unknown) => readMessage({ metadata: { card: inner } }, "bot", 0).card;
    expect(card({ type: "form", form: "password" })).toBeNull();
    expect(card({ type: "order", order: { number: "1", steps: [{ code: "x" }, 1] } })).toEqual({
      type: "order",
      number: "1",
      status: "",
      zone: null,
      steps: [],
    });
  });

  test.each([
    ["Asia/Shanghai", "Asia/Shanghai"],
    ["Mars/Olympus", null],
    [8, null],
    [undefined, null],
  ])("an order's days are meant in a time zone there is: %j", (time_zone, zone) => {
    const card = { type: "order", order: { number: "1", time_zone } };
    expect(readMessage({ metadata: { card } }, "bot", 0).card).toMatchObject({ zone });
  });

  test("a session is confirmed by an object or by its bare id", () => {
    expect(readConfirmed("s")).toEqual({ session: "s", handledBy: null });
    expect(readConfirmed({ session_id: "s", handled_by: "queue" })?.handledBy).toBe("queue");
    expect(readConfirmed({})).toBeNull();
  });

  test("an acknowledgement is good only if it says so", () => {
    expect(readAck({ ok: true, seq: 4 })).toEqual({ ok: true, seq: 4 });
    for (const bad of [undefined, {}, { ok: "yes" }, "ok"]) expect(readAck(bad).ok).toBe(false);
  });
});

describe("links", () => {
  const hrefs = (text: string) => pieces(text).flatMap((piece) => piece.href ?? []);

  test.each([
    ["see https://shop.example/a?b=1&c=2.", "https://shop.example/a?b=1&c=2"],
    ["看这里：https://shop.example/帮助，谢谢", "https://shop.example/帮助"],
    ["(https://shop.example/x_(y))", "https://shop.example/x_(y)"],
  ])("are found in %s", (text, href) => expect(hrefs(text)).toEqual([href]));

  test.each(["javascript:alert(1)", "data:text/html,x", "shop.example", "https://", "file:///x"])(
    "are never made of %s",
    (text) => expect(hrefs(text)).toEqual([]),
  );

  test("lose no character of the text", () => {
    const text = "a https://x.example/1, https://y.example b";
    expect(pieces(text).map((piece) => piece.text).join("")).toBe(text);
  });

  test.each([
    ["处理编号：R-SJ92-QCUR。", ["R-SJ92-QCUR"]],
    ["R-SJ92-QCUR and R-BZHF-DQKM", ["R-SJ92-QCUR", "R-BZHF-DQKM"]],
    ["R-SJ92, XR-SJ92-QCUR, https://x.example/R-SJ92-QCUR", []],
  ])("references in %s stay whole", (text, whole) => {
    const found = pieces(text);
    expect(found.filter((piece) => piece.whole).map((piece) => piece.text)).toEqual(whole);
    expect(found.map((piece) => piece.text).join("")).toBe(text);
  });
});

describe("words", () => {
  function leaves(words: object, path = ""): string[] {
    return Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
      value !== null && typeof value === "object" ? leaves(value, `${path}${key}.`) : path + key,
    );
  }

  test("are there in both languages, all of them", () => {
    expect(leaves(WORDS.zh)).toEqual(leaves(WORDS.en));
  });

  test("follow the language of a page", () => {
    expect(["zh-CN", "zh", "en-US", "fr", "", null].map(localeFrom)).toEqual([
      "zh",
      "zh",
      "en",
      null,
      null,
      null,
    ]);
  });

  test("call yesterday yesterday, across the end of a month", () => {
    const at = new Date(2026, 10, 30, 23, 59).getTime();
    const now = new Date(2026, 11, 1, 0, 1).getTime();
    expect(dayTitle(at, now, "en", WORDS.en)).toBe("Yesterday");
    expect(dayTitle(now, now, "zh", WORDS.zh)).toBe("今天");
  });

  test("of an order are those of the shop, wherever the shopper is", () => {
    const late = Date.parse("2026-11-20T23:30:00Z");
    expect(shortDay(late, "en", "Asia/Shanghai")).toBe("21 Nov");
    expect(shortDay(late, "en", "America/New_York")).toBe("20 Nov");
    const noon = new Date(2026, 10, 20, 12).getTime();
    expect(shortDay(noon, "zh", null)).toBe("11/20");
  });
});

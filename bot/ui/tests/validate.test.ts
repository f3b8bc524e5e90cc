import { describe, expect, test } from "vitest";

import {
  addressFaults,
  addressOf,
  charactersIn,
  emailFaults,
  itemFaults,
  slotFaults,
  slotsOf,
} from "../src/widget/validate";

const GOOD = {
  recipient: "林悦",
  phone: "13800003217",
  country: "中国",
  province: "浙江省",
  city: "杭州市",
  district: "西湖区",
  street: "文三路 12 号",
  postcode: "310012",
};

function faults(change: Partial<typeof GOOD>) {
  return addressFaults(addressOf({ ...GOOD, ...change }));
}

describe("an address", () => {
  test("that is whole can be sent, without district and postcode too", () => {
    expect(faults({})).toEqual({});
    expect(faults({ district: "", postcode: "" })).toEqual({});
  });

  test.each(["recipient", "phone", "country", "city", "street", "province"] as const)(
    "without %s cannot",
    (part) => expect(faults({ [part]: "  " })).toEqual({ [part]: "required" }),
  );

  test.each(["12345", "1380000321", "23800003217", "138000032177", "call me", "+"])(
    "does not take %s for a Chinese phone",
    (phone) => expect(faults({ phone })).toEqual({ phone: "phone" }),
  );

  test.each(["+86 138 0000 3217", "138-0000-3217", "０１０８８８８６６６６", "0571 8888 6666"])(
    "takes %s",
    (phone) => expect(faults({ phone })).toEqual({}),
  );

  test("abroad follows the rules of abroad", () => {
    const there = { country: "US", province: "NY", phone: "+1 (212) 555-0188" };
    expect(faults({ ...there, postcode: "10001" })).toEqual({});
    expect(faults({ ...there, postcode: "310012" })).toEqual({ postcode: "postcode" });
    const singapore = { country: "Singapore", province: "", phone: "6555 0188" };
    expect(faults({ ...singapore, postcode: "049483" })).toEqual({});
  });

  test("needs more than a mark for a street, and ends somewhere", () => {
    expect(faults({ street: "." })).toEqual({ street: "street" });
    expect(faults({ street: "x".repeat(201) })).toEqual({ street: "too_long" });
  });

  test("survives what is no text", () => {
    expect(addressOf({ recipient: 5, phone: null, street: ["x"] })).toMatchObject({
      recipient: "",
      phone: "",
      street: "",
    });
  });
});

describe("the other forms", () => {
  test.each(["", " ", "a", "a@b", "a b@c.cn", "@c.cn", "a@c.c"])("%j is no e-mail", (email) => {
    expect(emailFaults(email)).toHaveProperty("email");
  });

  test("an e-mail may have blanks around it", () => {
    expect(emailFaults(" lin.yue@example.cn ")).toEqual({});
  });

  test("a day that is over is refused, today is not", () => {
    const span = { from: "09:00", to: "12:00" };
    expect(slotFaults({ date: "2026-11-21", ...span }, "2026-11-22")).toEqual({
      date: "date_past",
    });
    expect(slotFaults({ date: "2026-11-22", ...span }, "2026-11-22")).toEqual({});
    expect(slotFaults({ date: "2026-11-22" }, "2026-11-22")).toEqual({ span: "choose_slot" });
    expect(slotFaults({}, "2026-11-22")).toEqual({ date: "required" });
  });

  test("only whole spans are offered", () => {
    const slot = { date: "2026-11-23", from: "09:00", to: "12:00" };
    expect(slotsOf({ slots: [slot, { date: "x" }, null, 7] })).toEqual([slot]);
    expect(slotsOf({ slots: "none" })).toEqual([]);
  });

  test("a problem needs a line and a kind", () => {
    expect(itemFaults([], "")).toEqual({ lines: "choose_line", problem: "choose_problem" });
    expect(itemFaults([0], "damaged")).toEqual({});
  });

  test("characters are counted as the server counts them", () => {
    expect(charactersIn("好👍🏽a")).toBe(4);
  });
});

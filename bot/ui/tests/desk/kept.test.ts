/** Drafts, the session, signs of typing: what has to survive and what must not go on. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Refused, Unreachable } from "../../src/desk/api/http";
import type { Me } from "../../src/desk/api/types";
import { coalesce, pace } from "../../src/desk/state/coalesce";
import { createDrafts } from "../../src/desk/state/drafts";
import { createSession } from "../../src/desk/state/session";
import { createTyping } from "../../src/desk/state/typing";
import { desk, later, memory, settled } from "./given";

const MEI: Me = { name: "Mei", role: "agent", presence: "available", capacity: 5, locale: null };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a draft", () => {
  it("is there again after a reload, for who wrote it", () => {
    const kept = memory();
    let who = "Mei";
    const drafts = createDrafts(kept, () => who);
    drafts.load();
    drafts.set("c1", "reply", "hello");
    drafts.set("c1", "note", "secret");
    const again = createDrafts(kept, () => who);
    again.load();
    expect([again.get("c1", "reply"), again.get("c1", "note")]).toEqual(["hello", "secret"]);
    who = "Lin";
    again.load();
    expect(again.get("c1", "reply")).toBe("");
  });

  it("that could not be sent comes back before what was written since", () => {
    const drafts = createDrafts(memory(), () => "Mei");
    drafts.giveBack("c1", "first");
    expect(drafts.get("c1", "reply")).toBe("first");
    drafts.set("c1", "reply", "second");
    drafts.giveBack("c1", "first");
    expect(drafts.get("c1", "reply")).toBe("first\nsecond");
  });

  it("kept in a broken way is forgotten", () => {
    const kept = memory();
    kept.setItem("desk drafts Mei", "{");
    const drafts = createDrafts(kept, () => "Mei");
    drafts.load();
    expect(drafts.get("c1", "reply")).toBe("");
  });
});

describe("a session", () => {
  const http = () => ({ csrf: "", onSignedOut: () => undefined, onOtherSession: () => undefined });

  it("goes on where there is one, and else asks for a name", async () => {
    const on = createSession(desk({ http: http(), me: async () => ({ me: MEI, csrf: "t" }) }));
    await on.resume();
    expect([on.state.phase, on.state.me?.name]).toEqual(["in", "Mei"]);
    const off = createSession(desk({ http: http(), me: () => Promise.reject(new Refused(401, "x", "")) }));
    await off.resume();
    expect([off.state.phase, off.state.ended]).toEqual(["out", false]);
    const silent = createSession(desk({ http: http(), me: () => Promise.reject(new Unreachable("")) }));
    await silent.resume();
    expect(silent.state.phase).toBe("unreachable");
  });

  it("that ends by itself says so", async () => {
    const line = http();
    const session = createSession(desk({ http: line, me: async () => ({ me: MEI, csrf: "t" }) }));
    await session.resume();
    line.onSignedOut();
    expect([session.state.phase, session.state.ended, session.state.me]).toEqual(["out", true, null]);
  });

  it.each([
    [new Refused(401, "wrong_password", ""), { key: "wrong" }],
    [new Refused(429, "locked", "", {}, 300), { key: "locked", seconds: 300 }],
    [new Refused(422, "invalid", ""), { key: "failed" }],
    [new Unreachable(""), { key: "unreachable" }],
  ])("is refused in a way one can tell: %s", async (error, problem) => {
    const session = createSession(desk({ http: http(), signIn: () => Promise.reject(error) }));
    expect(await session.signIn("Mei", "x", "en")).toEqual(problem);
  });

  it("goes on in the language in which somebody signed in", async () => {
    const change = vi.fn(async () => Promise.reject(new Unreachable("")));
    const signIn = async () => ({ me: { ...MEI, locale: "zh" }, csrf: "t" });
    const session = createSession(desk({ http: http(), signIn, change }));
    expect(await session.signIn("Mei", "x", "en")).toBeNull();
    expect(session.state.me?.locale).toBe("en");
    expect(change.mock.calls).toEqual([[{ locale: "en" }]]);
    await session.signIn("Mei", "x", "zh");
    expect(change).toHaveBeenCalledTimes(1);
  });
});

describe("signs of typing", () => {
  it("go out now and then, and end by themselves", async () => {
    const send = vi.fn(async () => undefined);
    const typing = createTyping(send);
    for (let key = 0; key < 8; key += 1) {
      typing.wrote("c1");
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(send.mock.calls).toEqual([["c1", true], ["c1", true]]);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(send.mock.calls.at(-1)).toEqual(["c1", false]);
    typing.stop();
    expect(send).toHaveBeenCalledTimes(3);
  });

  it("end in one conversation when they begin in another", () => {
    const send = vi.fn(async () => undefined);
    const typing = createTyping(send);
    typing.wrote("c1");
    typing.wrote("c2");
    expect(send.mock.calls).toEqual([["c1", true], ["c1", false], ["c2", true]]);
  });
});

describe("work at one's own pace", () => {
  it("is done at once, and in a hurry only for the last thing asked", async () => {
    const work = vi.fn();
    const paced = pace(work, 100);
    for (const value of ["a", "b", "c"]) paced.ask(value);
    expect(work.mock.calls).toEqual([["a"]]);
    await vi.advanceTimersByTimeAsync(100);
    expect(work.mock.calls).toEqual([["a"], ["c"]]);
    paced.ask("d");
    paced.now();
    paced.now();
    await vi.advanceTimersByTimeAsync(500);
    expect(work.mock.calls).toEqual([["a"], ["c"], ["d"]]);
  });
});

describe("work that is asked for often", () => {
  it("runs once more after the run it was asked in, and not more", async () => {
    const runs = [later<void>(), later<void>()];
    let begun = 0;
    const work = coalesce(() => runs[begun++]?.promise ?? Promise.resolve());
    void work();
    void work();
    const last = work();
    runs[0]?.keep();
    await settled();
    expect(begun).toBe(2);
    runs[1]?.keep();
    await last;
    expect(begun).toBe(2);
  });

  it("goes on after a run that failed", async () => {
    let begun = 0;
    const work = coalesce(() => ((begun += 1) === 1 ? Promise.reject(new Error("no")) : Promise.resolve()));
    await expect(work()).rejects.toThrow("no");
    await work();
    expect(begun).toBe(2);
  });
});

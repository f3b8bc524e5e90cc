/** Requests to the desk: what goes along, and the ways in which they end. */
import { describe, expect, it, vi } from "vitest";

import { Http, Refused, Unreachable, type Fetch } from "../../src/desk/api/http";

function answering(status: number, body: string, headers: Record<string, string> = {}) {
  const fetched = vi.fn<Fetch>(async () => new Response(status === 204 ? null : body, { status, headers }));
  const http = new Http("/api", fetched);
  http.csrf = "token";
  return { http, fetched };
}

async function refusalOf(work: Promise<unknown>): Promise<Refused> {
  const error = await work.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(Refused);
  return error as Refused;
}

describe("a request", () => {
  it("carries the token when it changes something, and not when it reads", async () => {
    const { http, fetched } = answering(200, "{}");
    await http.send("POST", "/a", { x: 1 });
    await http.get("/a");
    const [changing, reading] = fetched.mock.calls.map(([, init]) => init.headers);
    expect(changing).toMatchObject({ "X-CSRF-Token": "token" });
    expect(reading).not.toHaveProperty("X-CSRF-Token");
  });

  it("leaves empty parts of a query out", async () => {
    const { http, fetched } = answering(200, "{}");
    await http.get("/a", { q: "鞋 & more", label: "", after: null, limit: 50 });
    expect(fetched.mock.calls[0]?.[0]).toBe("/api/a?q=%E9%9E%8B+%26+more&limit=50");
  });

  it("gives nothing where the answer has no content", async () => {
    expect(await answering(204, "").http.send("POST", "/a")).toBeUndefined();
  });
});

describe("a refusal", () => {
  it("keeps who has the conversation now", async () => {
    const error = { code: "taken", message: "no", owner: "staff", assignee: "Mei", version: 3 };
    const { http } = answering(409, JSON.stringify({ error }));
    const refused = await refusalOf(http.send("POST", "/a"));
    expect([refused.status, refused.code, refused.detail["assignee"]]).toEqual([409, "taken", "Mei"]);
  });

  it("tells how long to wait", async () => {
    const { http } = answering(429, "{}", { "Retry-After": "30" });
    expect((await refusalOf(http.get("/a"))).retryAfter).toBe(30);
  });

  it("is one even when it is no JSON", async () => {
    expect((await refusalOf(answering(403, "<h1>").http.get("/a"))).code).toBe("403");
  });

  it("of an unknown session is told once more, but not of a wrong password", async () => {
    for (const [code, times] of [["wrong_password", 0], ["signed_out", 1]] as const) {
      const { http } = answering(401, JSON.stringify({ error: { code, message: "" } }));
      http.onSignedOut = vi.fn();
      await refusalOf(http.send("POST", "/me/password"));
      expect(http.onSignedOut).toHaveBeenCalledTimes(times);
    }
  });
});

describe("silence", () => {
  it.each([502, 503, 504])("is what a gateway's %i means", async (status) => {
    await expect(answering(status, "").http.get("/a")).rejects.toBeInstanceOf(Unreachable);
  });

  it("is not what our own server means when the shop behind it said nothing", async () => {
    const error = { code: "outcome_unknown", message: "nobody knows" };
    const json = { "Content-Type": "application/json" };
    const { http } = answering(502, JSON.stringify({ error }), json);
    expect((await refusalOf(http.send("POST", "/a"))).code).toBe("outcome_unknown");
  });

  it("is what a broken line and a cut answer mean", async () => {
    const broken = new Http("/api", () => Promise.reject(new TypeError("network")));
    await expect(broken.get("/a")).rejects.toBeInstanceOf(Unreachable);
    await expect(answering(200, "{").http.get("/a")).rejects.toBeInstanceOf(Unreachable);
  });
});

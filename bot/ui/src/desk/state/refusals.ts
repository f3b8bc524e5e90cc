/** Refusals as something a person can read: who took it, where it went, what is wrong. */
import { Refused, Unreachable } from "../api/http";
import type { Notice } from "./notices";

const WENT: Record<string, string> = { bot: "wentToBot", queue: "wentToQueue", closed: "wentClosed" };

/** How a conversation stands now, of which `me` had an older state in view. */
export function takenNotice(refused: Refused, me: string): Notice {
  const { owner, assignee } = refused.detail;
  if (owner === "staff" && typeof assignee === "string" && assignee !== me) {
    return { kind: "warning", key: "taken", params: { name: assignee } };
  }
  return { kind: "warning", key: WENT[String(owner)] ?? "stale" };
}

/** Refusals the console has words for, by their codes, in the language of who sits at it. */
const KNOWN = [
  "name_taken",
  "name",
  "last_one",
  "role",
  "wrong_password",
  "locked",
  "shortcut_taken",
  "shortcut",
  "field",
];

export function noticeOf(error: unknown, me: string): Notice {
  if (error instanceof Unreachable) return { kind: "error", key: "unreachable" };
  if (!(error instanceof Refused)) throw error;
  if (error.status === 409 && "owner" in error.detail) return takenNotice(error, me);
  if (KNOWN.includes(error.code)) return { kind: "error", key: "refused", refusal: error.code };
  // Said by the server in the language of who sits here.
  if (error.code === "own_request") return { kind: "error", key: "refused", text: error.message };
  const known: Record<number, string> = { 403: "forbidden", 404: "gone", 413: "tooLong" };
  const key = known[error.status];
  if (key !== undefined) return { kind: "error", key };
  if (error.status === 429) {
    return { kind: "error", key: "tooOften", params: { seconds: error.retryAfter ?? 60 } };
  }
  // What the server says about 409 and 422 is written for staff.
  if (error.message !== "") return { kind: "error", key: "refused", text: error.message };
  return { kind: "error", key: "refused" };
}

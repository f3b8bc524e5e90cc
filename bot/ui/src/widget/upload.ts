/** Sends a picture beside the conversation. */
import type { Uploaded } from "./view/context";

/** `unavailable` where this server takes no pictures. */
export async function upload(server: string, secret: string | null, file: File): Promise<Uploaded> {
  const body = new FormData();
  body.append("file", file);
  try {
    const answer = await fetch(`${server}/api/chat/uploads`, {
      method: "POST",
      headers: { Authorization: `Bearer ${secret ?? ""}` },
      body,
    });
    if (answer.status === 404 || answer.status === 405) return "unavailable";
    const found = (await answer.json()) as {
      upload_id?: unknown;
      error?: { code?: unknown };
    } | null;
    const id = found?.upload_id;
    if (answer.ok && typeof id === "string") return { id };
    const code = found?.error?.code;
    return typeof code === "string" ? { refused: code } : "failed";
  } catch {
    return "failed";
  }
}

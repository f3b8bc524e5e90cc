/** Text that is not sent yet, by conversation: survives reloads, lost sessions and given-away work. */
import { reactive } from "vue";

export type Mode = "reply" | "note";

export interface Kept {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export function createDrafts(kept: Kept, owner: () => string) {
  const texts = reactive(new Map<string, string>());
  let read = "";

  const name = (): string => `desk drafts ${owner()}`;
  const key = (conversation: string, mode: Mode): string => `${mode} ${conversation}`;

  /** Another person at the same browser tab has other drafts. */
  function load(): void {
    if (read === name()) return;
    read = name();
    texts.clear();
    try {
      const found: unknown = JSON.parse(kept.getItem(read) ?? "[]");
      for (const [at, text] of found as [string, string][]) texts.set(at, String(text));
    } catch {
      kept.removeItem(read);
    }
  }

  function get(conversation: string, mode: Mode): string {
    return texts.get(key(conversation, mode)) ?? "";
  }

  function set(conversation: string, mode: Mode, text: string): void {
    if (text === "") texts.delete(key(conversation, mode));
    else texts.set(key(conversation, mode), text);
    try {
      kept.setItem(name(), JSON.stringify([...texts]));
    } catch {
      // No room left: the text stays on the page all the same.
    }
  }

  /** Put a text that could not be sent back, before what was written since. */
  function giveBack(conversation: string, text: string): void {
    const since = get(conversation, "reply");
    set(conversation, "reply", since.trim() === "" ? text : `${text}\n${since}`);
  }

  return { load, get, set, giveBack };
}

export type Drafts = ReturnType<typeof createDrafts>;

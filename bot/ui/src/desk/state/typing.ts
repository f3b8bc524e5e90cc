/** Tells the shopper that somebody writes: now and then while it goes on, and once when it stops. */

const AGAIN_MS = 3_000;
const STOPPED_MS = 5_000;

export function createTyping(send: (conversation: string, on: boolean) => Promise<unknown>) {
  let writing: string | null = null;
  let told = 0;
  let quiet: ReturnType<typeof setTimeout> | undefined;

  // Nothing depends on it: a sign that does not arrive is not sent again.
  const say = (conversation: string, on: boolean): void =>
    void send(conversation, on).catch(() => undefined);

  function wrote(conversation: string): void {
    if (writing !== null && writing !== conversation) stop();
    if (writing === null || Date.now() - told >= AGAIN_MS) {
      writing = conversation;
      told = Date.now();
      say(conversation, true);
    }
    clearTimeout(quiet);
    quiet = setTimeout(stop, STOPPED_MS);
  }

  function stop(): void {
    clearTimeout(quiet);
    if (writing !== null) say(writing, false);
    writing = null;
  }

  return { wrote, stop };
}

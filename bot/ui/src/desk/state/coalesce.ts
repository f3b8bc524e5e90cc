/** Work that is asked for often and done one at a time: what is asked meanwhile is done once more. */

export function coalesce(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  async function run(): Promise<void> {
    try {
      await work();
    } finally {
      running = null;
    }
  }

  return () => {
    if (running === null) return (running = run());
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null;
        return (running = run());
      });
    return next;
  };
}

/** Work done at once, or, when asked for again and again, once it has been quiet for `pause`. */
export function pace<T>(work: (value: T) => void, pause: number) {
  let last = -Infinity;
  let pending: (() => void) | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function now(): void {
    clearTimeout(timer);
    pending?.();
    pending = null;
  }

  function ask(value: T): void {
    const isQuick = Date.now() - last < pause;
    last = Date.now();
    pending = () => work(value);
    if (!isQuick) return now();
    clearTimeout(timer);
    timer = setTimeout(now, pause);
  }

  return { ask, now };
}

/** Work done at once, and then at most every `pause` milliseconds however often it is asked for. */
export function settle(work: () => unknown, pause: number): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let again = false;

  function ask(): void {
    if (timer !== null) {
      again = true;
      return;
    }
    void work();
    timer = setTimeout(() => {
      timer = null;
      if (!again) return;
      again = false;
      ask();
    }, pause);
  }

  return ask;
}

/** What the browser remembers between two page views. Where it may not, this page view remembers. */

export interface Shelf {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): string[];
}

/** A shelf that forgets with the page. */
export function pageShelf(): Shelf {
  const held = new Map<string, string>();
  return {
    get: (key) => held.get(key) ?? null,
    set: (key, value) => void held.set(key, value),
    remove: (key) => void held.delete(key),
    keys: () => [...held.keys()],
  };
}

/** The shelf of this origin under `prefix`; a page shelf where storage is forbidden or full. */
export function shelf(storage: () => Storage, prefix: string): Shelf {
  const fallback = pageShelf();
  function attempt<T>(use: (storage: Storage) => T, otherwise: () => T): T {
    try {
      return use(storage());
    } catch {
      return otherwise();
    }
  }
  return {
    get: (key) => fallback.get(key) ?? attempt((s) => s.getItem(prefix + key), () => null),
    set: (key, value) =>
      attempt(
        (s) => s.setItem(prefix + key, value),
        () => fallback.set(key, value),
      ),
    remove(key) {
      fallback.remove(key);
      attempt((s) => s.removeItem(prefix + key), () => undefined);
    },
    keys() {
      const stored = attempt(
        (s) => Object.keys(s).filter((key) => key.startsWith(prefix)),
        () => [],
      );
      return [...fallback.keys(), ...stored.map((key) => key.slice(prefix.length))];
    },
  };
}

/** The customer a token names, so that two customers at one computer keep apart; `guest` if none. */
export function customerIn(token: string | null): string {
  try {
    const body = (token ?? "").split(".")[1] ?? "";
    const text = atob(body.replace(/-/g, "+").replace(/_/g, "/"));
    const subject: unknown = JSON.parse(text).sub;
    return typeof subject === "string" && subject ? `customer.${subject}` : "guest";
  } catch {
    return "guest";
  }
}

/** Which conversation belongs to whom, one for every customer who used this browser. */
export class Sessions {
  constructor(private readonly shelf: Shelf) {}

  /** The conversation to go on with: the customer's own, else the one begun as a guest. */
  of(who: string): string | null {
    return this.shelf.get(`session.${who}`) ?? this.shelf.get("session.guest");
  }

  /** Remember; a guest's conversation that was signed in is the customer's from now on. */
  keep(who: string, session: string): void {
    if (this.shelf.get("session.guest") === session) this.shelf.remove("session.guest");
    this.shelf.set(`session.${who}`, session);
  }

  drop(who: string): void {
    this.shelf.remove(`session.${who}`);
    if (who !== "guest") this.shelf.remove("session.guest");
  }
}

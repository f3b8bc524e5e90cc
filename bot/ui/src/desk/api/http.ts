/** Requests to the desk's endpoints: the CSRF token goes along, refusals and silence are told apart. */

/** The server answered no. `status` is 0 where it answered something that is not its language. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** All of the error's fields, such as `assignee` and `version` of a 409. */
    readonly detail: Record<string, unknown> = {},
    /** Seconds to wait, where the server named them. */
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }
}

/** Nobody answered: no network, or a server that is starting. It may be tried again. */
export class Unreachable extends Error {}

export type Fetch = (path: string, init: RequestInit) => Promise<Response>;
type Query = Record<string, string | number | null | undefined>;

const PATIENCE_MS = 20_000;
const GATEWAY = [502, 503, 504];

export class Http {
  csrf = "";
  /** Called when the session is no longer known to the server. */
  onSignedOut: () => void = () => undefined;
  /** Called when somebody signed in anew in another tab: the token of this one is of the past. */
  onOtherSession: () => void = () => undefined;

  constructor(
    private readonly base: string,
    private readonly fetched: Fetch = (path, init) => fetch(path, init),
  ) {}

  get<T>(path: string, query: Query = {}): Promise<T> {
    const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
    const asked = new URLSearchParams(
      given.filter(([, value]) => value !== "").map(([name, value]) => [name, String(value)]),
    ).toString();
    return this.call<T>("GET", asked === "" ? path : `${path}?${asked}`);
  }

  send<T>(method: "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<T> {
    return this.call<T>(method, path, body ?? {});
  }

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (method !== "GET") {
      headers["Content-Type"] = "application/json";
      headers["X-CSRF-Token"] = this.csrf;
    }
    const init: RequestInit = { method, headers, credentials: "same-origin", cache: "no-store" };
    if (body !== undefined) init.body = JSON.stringify(body);
    const answer = await this.reach(path, init);
    if (answer.ok) return (answer.status === 204 ? undefined : await read(answer)) as T;
    const refused = await refusal(answer);
    // A wrong password is refused in the same way, and ends nothing.
    if (refused.status === 401 && refused.code !== "wrong_password") this.onSignedOut();
    if (refused.code === "csrf") this.onOtherSession();
    throw refused;
  }

  private async reach(path: string, init: RequestInit): Promise<Response> {
    let answer: Response;
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      answer = await this.fetched(this.base + path, { ...init, signal });
    } catch (error) {
      throw new Unreachable(String(error));
    }
    // A gateway speaks HTML; our own server says in JSON that the shop behind it kept silent.
    const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json") ?? false;
    if (GATEWAY.includes(answer.status) && !(answer.status === 502 && isOurs)) {
      throw new Unreachable(`${answer.status}`);
    }
    return answer;
  }
}

async function read(answer: Response): Promise<unknown> {
  try {
    return await answer.json();
  } catch (error) {
    // Cut off half-way: nothing is known of what was done.
    throw new Unreachable(String(error));
  }
}

async function refusal(answer: Response): Promise<Refused> {
  const wait = Number(answer.headers.get("Retry-After"));
  const retryAfter = Number.isFinite(wait) && wait > 0 ? wait : null;
  let error: Record<string, unknown> = {};
  try {
    const body = (await answer.json()) as { error?: Record<string, unknown> };
    error = body.error ?? {};
  } catch {
    // A refusal without our shape is one all the same.
  }
  const code = String(error["code"] ?? answer.status);
  return new Refused(answer.status, code, String(error["message"] ?? ""), error, retryAfter);
}

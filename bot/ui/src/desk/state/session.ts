/** Who is signed in here. */
import { reactive } from "vue";

import type { Desk } from "../api/desk";
import { Refused } from "../api/http";
import type { Locale, Me } from "../api/types";

export type Phase = "starting" | "unreachable" | "out" | "in";
export type SignInProblem =
  | { key: "wrong" | "unreachable" | "failed" }
  | { key: "locked"; seconds: number };

export function createSession(desk: Desk) {
  const state = reactive({
    phase: "starting" as Phase,
    me: null as Me | null,
    /** The session ended by itself: whoever signs in again should know why they have to. */
    ended: false,
  });

  function enter(me: Me, csrf: string): void {
    desk.http.csrf = csrf;
    state.me = me;
    state.ended = false;
    state.phase = "in";
  }

  function leave(ended: boolean): void {
    if (state.phase === "out") return;
    state.ended = ended && state.phase === "in";
    desk.http.csrf = "";
    state.me = null;
    state.phase = "out";
  }

  desk.http.onSignedOut = () => leave(true);
  desk.http.onOtherSession = () => void resume();

  async function resume(): Promise<void> {
    try {
      const { me, csrf } = await desk.me();
      enter(me, csrf);
    } catch (error) {
      if (error instanceof Refused && error.status === 401) leave(false);
      else state.phase = "unreachable";
    }
  }

  /** Null when it worked. Who signs in in a language goes on in it. */
  async function signIn(name: string, password: string, locale: Locale): Promise<SignInProblem | null> {
    try {
      const { me, csrf } = await desk.signIn(name, password);
      enter({ ...me, locale }, csrf);
      if (me.locale !== locale) await desk.change({ locale }).catch(() => undefined);
      return null;
    } catch (error) {
      if (!(error instanceof Refused)) return { key: "unreachable" };
      if (error.status === 429) return { key: "locked", seconds: error.retryAfter ?? 900 };
      return { key: error.status === 401 ? "wrong" : "failed" };
    }
  }

  async function signOut(): Promise<void> {
    await desk.signOut();
    leave(false);
  }

  async function change(wanted: Partial<Me>): Promise<void> {
    const { me } = await desk.change(wanted);
    if (state.me !== null) Object.assign(state.me, me);
  }

  const isSupervisor = (): boolean => state.me !== null && state.me.role !== "agent";

  return { state, resume, signIn, signOut, change, leave, isSupervisor };
}

export type Session = ReturnType<typeof createSession>;

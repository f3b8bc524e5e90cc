/** The conversation in view: read whole, kept true, and what staff do with it. */
import { reactive } from "vue";

import type { Desk } from "../api/desk";
import { Refused } from "../api/http";
import type { Item, Whole } from "../api/types";
import { coalesce } from "./coalesce";

/** Nobody types for so long without another sign of it. */
const TYPING_MS = 6_000;

export type Verb = "claim" | "release" | "giveBack" | "resolve" | "reopen";

export interface ConversationEvents {
  /** A newer state of this conversation. */
  item(item: Item): void;
  fault(error: unknown): void;
}

export function createConversation(desk: Desk, events: ConversationEvents) {
  const state = reactive({
    id: null as string | null,
    whole: null as Whole | null,
    missing: false,
    failed: false,
    /** What is being done with it just now, so that nothing is asked for twice. */
    doing: null as Verb | "assign" | null,
    shopperTyping: false,
    staffTyping: null as string | null,
  });
  const silence: Record<"shopper" | "staff", ReturnType<typeof setTimeout> | undefined> = {
    shopper: undefined,
    staff: undefined,
  };

  const reread = coalesce(async () => {
    const id = state.id;
    if (id === null) return;
    try {
      const whole = await desk.conversation(id);
      if (state.id === id) accept(whole);
    } catch (error) {
      if (state.id !== id) return;
      if (error instanceof Refused && error.status === 404) state.missing = true;
      else state.failed = true;
      events.fault(error);
    }
  });

  /** An answer that was overtaken by something done since is not gone back to. */
  function accept(whole: Whole): void {
    const known = state.whole?.conversation;
    if (known !== undefined && known.version > whole.conversation.version) return;
    state.whole = whole;
    state.missing = false;
    state.failed = false;
    events.item(whole.conversation);
  }

  async function show(id: string | null): Promise<void> {
    if (state.id === id) return;
    state.id = id;
    state.whole = null;
    state.missing = false;
    state.failed = false;
    state.shopperTyping = false;
    state.staffTyping = null;
    await reread();
  }

  function take(item: Item): void {
    if (state.whole !== null && state.whole.conversation.id === item.id) {
      state.whole.conversation = item;
    }
    events.item(item);
  }

  /** True when it was done; what speaks against it goes to `events.fault`. */
  async function done(
    doing: Verb | "assign",
    work: (id: string, version: number) => Promise<{ conversation: Item }>,
  ): Promise<boolean> {
    const item = state.whole?.conversation;
    if (item === undefined || state.doing !== null) return false;
    state.doing = doing;
    try {
      take((await work(item.id, item.version)).conversation);
      void reread();
      return true;
    } catch (error) {
      events.fault(error);
      void reread();
      return false;
    } finally {
      state.doing = null;
    }
  }

  const act = (verb: Verb): Promise<boolean> => done(verb, desk[verb]);
  const assign = (to: string): Promise<boolean> =>
    done("assign", (id, version) => desk.assign(id, to, version));

  async function note(text: string): Promise<boolean> {
    if (state.id === null) return false;
    return tried(desk.note(state.id, text));
  }

  async function label(labels: string[]): Promise<boolean> {
    if (state.id === null) return false;
    if (state.whole !== null) state.whole.conversation.labels = labels;
    return tried(desk.labels(state.id, labels));
  }

  async function tried(work: Promise<unknown>): Promise<boolean> {
    try {
      await work;
      await reread();
      return true;
    } catch (error) {
      events.fault(error);
      return false;
    }
  }

  /** Somebody types, or stopped: says so for a while, since the sign of stopping may get lost. */
  function typing(who: "shopper" | "staff", name: string | null, on: boolean): void {
    clearTimeout(silence[who]);
    if (who === "shopper") state.shopperTyping = on;
    else state.staffTyping = on ? name : null;
    if (on) silence[who] = setTimeout(() => typing(who, name, false), TYPING_MS);
  }

  return { state, show, refresh: reread, act, assign, note, label, typing };
}

export type OpenConversation = ReturnType<typeof createConversation>;

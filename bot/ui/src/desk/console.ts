/** The console as one value: what is signed in, in view, being written and on its way. */
import { computed, inject, reactive, watch, type InjectionKey } from "vue";

import { Desk } from "./api/desk";
import { Http } from "./api/http";
import { Live } from "./live";
import { pace, settle } from "./state/coalesce";
import { createConversation } from "./state/conversation";
import { createDrafts } from "./state/drafts";
import { createInbox } from "./state/inbox";
import { createList } from "./state/lists";
import type { Notice, Tell } from "./state/notices";
import { Outbox } from "./state/outbox";
import { noticeOf } from "./state/refusals";
import { createRoute } from "./state/route";
import { createSession } from "./state/session";
import { createTyping } from "./state/typing";

export function createConsole(tell: Tell, say: (notice: Notice) => string) {
  const desk = new Desk(new Http("/api/desk"));
  const session = createSession(desk);
  const route = createRoute(window);
  const line = reactive({ up: false, everUp: false });
  const me = (): string => session.state.me?.name ?? "";

  const fault = (error: unknown): void => {
    // Being signed out shows itself; a line that is down has a sign of its own.
    if (session.state.phase !== "in") return;
    const notice = noticeOf(error, me());
    if (notice.key !== "unreachable" || line.up) tell(notice);
  };
  const said = (error: unknown): void => void (session.state.phase === "in" && tell(noticeOf(error, me())));

  /** What speaks against something, for the window in which it was tried. */
  const wordsOf = (error: unknown): string => say(noticeOf(error, me()));

  const inbox = createInbox(desk, fault);
  const conversation = createConversation(desk, { item: inbox.put, fault: said });
  const drafts = createDrafts(window.sessionStorage, me);
  const outbox = new Outbox(desk, window.sessionStorage, me, {
    taken: (id) => (conversation.state.id === id ? conversation.refresh() : Promise.resolve()),
    refused(reply, why) {
      drafts.giveBack(reply.conversation, reply.text);
      tell(noticeOf(why, me()));
      void conversation.refresh();
    },
  });
  const typing = createTyping(desk.typing);
  const canned = createList(desk.canned, fault);
  const requests = createList(() => desk.requests("open"), fault);
  const staff = createList(desk.staff, fault);
  const requestsMayHaveChanged = settle(requests.refresh, 2_000);

  // Going through the list by keyboard, one reads where one stops.
  const opening = pace((id: string | null) => void conversation.show(id), 160);

  function refreshAll(): void {
    void inbox.refresh();
    void conversation.refresh();
    void requests.refresh();
    void staff.refresh();
    outbox.flush();
  }

  function connect(): () => void {
    const live = new Live(() => desk.http.csrf, {
      up() {
        [line.up, line.everUp] = [true, true];
        refreshAll();
      },
      down: () => (line.up = false),
      refused: () => void desk.me().catch(() => undefined),
      changed(id) {
        if (id === conversation.state.id) void conversation.refresh();
        inbox.changed();
        requestsMayHaveChanged();
      },
      inbox(counts) {
        if (counts !== null) inbox.state.counts = counts;
        inbox.changed();
      },
      presence(name, presence) {
        const member = staff.state.items.find((one) => one.name === name);
        if (member !== undefined) member.presence = presence;
        if (name === me() && session.state.me !== null) session.state.me.presence = presence;
      },
      typing(id, who, name, on) {
        if (id === conversation.state.id && name !== me()) conversation.typing(who, name, on);
      },
      assigned(id) {
        tell({ kind: "info", key: "assigned" });
        // Whoever has nothing open is shown it; nobody is torn away from what they do.
        const { room, conversation: open } = route.place;
        if (room === "inbox" && open === null) route.go({ view: "mine", conversation: id });
        if (id === conversation.state.id) void conversation.refresh();
        inbox.changed();
      },
      signedOut: () => session.leave(true),
    });
    return () => live.close();
  }

  /** Everything that begins with signing in; returns what ends it. */
  function begin(): () => void {
    drafts.load();
    outbox.load();
    inbox.state.view = route.place.view;
    void inbox.restart();
    void conversation.show(route.place.conversation);
    void canned.refresh();
    void requests.refresh();
    void staff.refresh();
    const stopWatching = [
      watch(() => route.place.view, (view) => void inbox.show(view)),
      watch(() => route.place.conversation, opening.ask),
    ];
    const disconnect = connect();
    return () => {
      for (const stop of stopWatching) stop();
      disconnect();
      outbox.stop();
      typing.stop();
      void conversation.show(null);
      Object.assign(line, { up: false, everUp: false });
    };
  }

  /** Replies of the open conversation that the server has not shown back yet. */
  const onTheirWay = computed(() => {
    const { id, whole } = conversation.state;
    return id === null ? [] : outbox.unseen(id, whole?.messages ?? [], me());
  });

  return {
    desk,
    session,
    route,
    line,
    inbox,
    conversation,
    drafts,
    outbox,
    onTheirWay,
    openNow: opening.now,
    typing,
    canned,
    requests,
    staff,
    tell,
    said,
    wordsOf,
    me,
    begin,
  };
}

export type DeskConsole = ReturnType<typeof createConsole>;

export const CONSOLE: InjectionKey<DeskConsole> = Symbol("console");

export function useConsole(): DeskConsole {
  const found = inject(CONSOLE);
  if (found === undefined) throw new Error("there is no console around this component");
  return found;
}

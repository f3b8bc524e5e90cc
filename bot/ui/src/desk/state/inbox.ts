/** The list of conversations in view: read page by page, kept true while things change. */
import { reactive } from "vue";

import type { Desk, Filters } from "../api/desk";
import type { Counts, Item, View } from "../api/types";
import { beginOf, endOf } from "../format/when";
import { coalesce, settle } from "./coalesce";

export const PAGE = 50;
export const NO_FILTERS: Filters = { q: "", label: "", customer: "", from: "", to: "" };
/** At most so often is a long list read anew, however much happens. */
const SETTLE_MS = 400;

export function createInbox(desk: Desk, onFault: (error: unknown) => void) {
  const state = reactive({
    view: "queue" as View,
    filters: { ...NO_FILTERS },
    items: [] as Item[],
    next: null as string | null,
    counts: null as Counts | null,
    /** Nothing of this view was read yet. */
    fresh: true,
    loadingMore: false,
    failed: false,
  });
  // Answers to an older question are dropped.
  let question = 0;

  async function read(after: string | null): Promise<ReturnType<Desk["conversations"]>> {
    const days = { from: beginOf(state.filters.from), to: endOf(state.filters.to) };
    return desk.conversations(state.view, { ...state.filters, ...days }, after, PAGE);
  }

  /** Everything that was read so far, again and as it is now. */
  async function reread(): Promise<void> {
    const asked = question;
    const wanted = Math.max(state.items.length, PAGE);
    const items: Item[] = [];
    let after: string | null = null;
    try {
      do {
        const page: Awaited<ReturnType<Desk["conversations"]>> = await read(after);
        if (asked !== question) return;
        items.push(...page.items);
        after = page.next;
        state.counts = page.counts;
      } while (after !== null && items.length < wanted);
      state.items = unique(items);
      state.next = after;
      state.failed = false;
      state.fresh = false;
    } catch (error) {
      if (asked !== question) return;
      state.failed = true;
      onFault(error);
    }
  }

  const refresh = coalesce(reread);

  function restart(): Promise<void> {
    question += 1;
    state.items = [];
    state.next = null;
    state.fresh = true;
    return refresh();
  }

  function show(view: View): Promise<void> {
    if (state.view === view && !state.fresh) return Promise.resolve();
    state.view = view;
    return restart();
  }

  function filter(filters: Partial<Filters>): Promise<void> {
    Object.assign(state.filters, filters);
    return restart();
  }

  async function more(): Promise<void> {
    if (state.next === null || state.loadingMore) return;
    const asked = question;
    state.loadingMore = true;
    try {
      const page = await read(state.next);
      if (asked !== question) return;
      state.items = unique([...state.items, ...page.items]);
      state.next = page.next;
      state.counts = page.counts;
    } catch (error) {
      onFault(error);
    } finally {
      state.loadingMore = false;
    }
  }

  /** Something happened somewhere: read again, but not once for each of a hundred events. */
  const changed = settle(refresh, SETTLE_MS);

  /** A newer state of one conversation, wherever it came from. */
  function put(item: Item): void {
    const place = state.items.findIndex((one) => one.id === item.id);
    const known = state.items[place];
    if (known !== undefined && known.version <= item.version) state.items[place] = item;
  }

  /** The one `step` places after `id`, or the first. */
  function beside(id: string | null, step: number): Item | null {
    const place = state.items.findIndex((item) => item.id === id);
    if (place < 0) return state.items[0] ?? null;
    return state.items[Math.min(Math.max(place + step, 0), state.items.length - 1)] ?? null;
  }

  const isFiltered = (): boolean => Object.values(state.filters).some((value) => value !== "");

  return { state, show, filter, restart, refresh, more, changed, put, beside, isFiltered };
}

export type Inbox = ReturnType<typeof createInbox>;

/** A conversation that moved up while the next page was read comes twice. */
function unique(items: Item[]): Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

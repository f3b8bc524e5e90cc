/** Lists that are read whole: requests, canned replies, staff. */
import { reactive } from "vue";

import { Refused } from "../api/http";
import { coalesce } from "./coalesce";

export function createList<T>(read: () => Promise<T[]>, onFault: (error: unknown) => void) {
  const state = reactive({ items: [] as T[], read: false, failed: false });

  const refresh = coalesce(async () => {
    try {
      (state.items as T[]) = await read();
      state.read = true;
      state.failed = false;
    } catch (error) {
      state.failed = true;
      // A server that has no such list: the room where it belongs says so, nobody else is told.
      if (!(error instanceof Refused) || error.status !== 404) onFault(error);
    }
  });

  return { state, refresh };
}

export type List<T> = ReturnType<typeof createList<T>>;

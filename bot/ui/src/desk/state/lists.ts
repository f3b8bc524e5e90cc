/** Lists that are read whole: requests, canned replies, staff. */
import { reactive } from "vue";

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
      onFault(error);
    }
  });

  return { state, refresh };
}

export type List<T> = ReturnType<typeof createList<T>>;

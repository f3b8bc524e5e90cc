/** One thing at a time that may be refused: while it runs, and what speaks against it. */
import { ref } from "vue";

import { useConsole } from "../console";

export function useTrying() {
  const { wordsOf } = useConsole();
  const busy = ref(false);
  const fault = ref("");

  /** True where the work was done; else its refusal stands in `fault`. */
  async function tried(work: () => Promise<void>, refused?: (error: unknown) => void): Promise<boolean> {
    busy.value = true;
    try {
      await work();
      return true;
    } catch (error) {
      fault.value = wordsOf(error);
      refused?.(error);
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { busy, fault, tried };
}

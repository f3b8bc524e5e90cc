/** The present moment, in milliseconds, for everything on the page that shows how long it took. */
import { readonly, ref } from "vue";

const ticking = ref(Date.now());
let started = false;

export const now = readonly(ticking);

export function startClock(): void {
  if (started) return;
  started = true;
  window.setInterval(() => (ticking.value = Date.now()), 1_000);
}

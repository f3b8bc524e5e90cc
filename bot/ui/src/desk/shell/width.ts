/** How much room there is: everything side by side, the order over the rest, or one thing at a time. */
import { computed, ref } from "vue";

const width = ref(window.innerWidth);
window.addEventListener("resize", () => (width.value = window.innerWidth));

export const isWide = computed(() => width.value >= 1_180);
export const isNarrow = computed(() => width.value < 900);

/** What this browser keeps of how somebody likes to work. */
import { ref, watch } from "vue";

const ENTER = "desk enter sends";
const ORDER = "desk order open";

export const enterSends = ref(window.localStorage.getItem(ENTER) !== "no");
export const orderOpen = ref(window.localStorage.getItem(ORDER) !== "no");

watch(enterSends, (on) => window.localStorage.setItem(ENTER, on ? "yes" : "no"));
watch(orderOpen, (on) => window.localStorage.setItem(ORDER, on ? "yes" : "no"));

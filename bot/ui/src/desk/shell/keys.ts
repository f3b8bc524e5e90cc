/** Single keys do things anywhere, except where one writes or a window asks something. */
import { onBeforeUnmount, onMounted } from "vue";

export type Keys = Record<string, (event: KeyboardEvent) => void>;

const WRITING = "input, textarea, select, [contenteditable=true], [role=combobox]";
const ASKING = ".el-overlay:not([style*='display: none']), .el-popper[aria-hidden=false]";

export function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(WRITING) !== null;
}

export function useKeys(keys: Keys): void {
  function pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.isComposing || isWriting(event.target)) return;
    const act = keys[event.key];
    if (act === undefined || document.querySelector(ASKING) !== null) return;
    event.preventDefault();
    act(event);
  }
  onMounted(() => document.addEventListener("keydown", pressed));
  onBeforeUnmount(() => document.removeEventListener("keydown", pressed));
}

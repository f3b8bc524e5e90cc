/** Shows what the console has to tell, for a while, at the top of the page. */
import { ElMessage } from "../elements";
import type { Notice } from "../state/notices";
import { words } from "../words";

const READ_MS = 5_000;

export function wordsOf(notice: Notice): string {
  if (notice.refusal !== undefined) return words.t(`refusal.${notice.refusal}`);
  return notice.text ?? words.t(`notice.${notice.key}`, notice.params ?? {});
}

export function tell(notice: Notice): void {
  const message = wordsOf(notice);
  ElMessage({
    message,
    type: notice.kind,
    duration: notice.kind === "success" ? READ_MS / 2 : READ_MS,
    showClose: notice.kind !== "success",
    grouping: true,
    plain: true,
  });
}

/** That something came about, in words the caller has. */
export function tellDone(text: string): void {
  tell({ kind: "success", key: "", text });
}

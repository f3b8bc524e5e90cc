/** The form for up to three photos: a preview of each, sent to the server as it is chosen. */
import { h, icon } from "../../dom";
import type { Uploaded } from "../context";
import type { FormView } from "./field";

export interface PhotoValues {
  uploads: string[];
}

const MOST = 3;
const KINDS = ["image/jpeg", "image/png", "image/webp"];
const MOST_BYTES = 5 * 1024 * 1024;

/** Drawn on a canvas: needs no address for the picture, so no policy of the page forbids it. */
async function preview(file: File, canvas: HTMLCanvasElement): Promise<void> {
  const picture = await createImageBitmap(file);
  const scale = Math.max(canvas.width / picture.width, canvas.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  const left = (canvas.width - width) / 2;
  const top = (canvas.height - height) / 2;
  canvas.getContext("2d")?.drawImage(picture, left, top, width, height);
}

/** Why a file is not even sent, by the code the server would give; null where it may be. */
export function refusalOf(file: Pick<File, "size" | "type">): "no_photo" | "too_large" | null {
  // A file without a type may be a photo all the same: the server looks into it.
  if (file.type !== "" && !KINDS.includes(file.type)) return "no_photo";
  return file.size > MOST_BYTES ? "too_large" : null;
}

export function photosForm(view: FormView<PhotoValues>): HTMLElement {
  const { words } = view;
  const uploads = new Map<HTMLElement, string>();
  const list = h("ul", { class: "photos" });
  const status = h("p", { class: "form-status", role: "status" });
  const input = h("input", { type: "file", accept: KINDS.join(","), multiple: true, class: "unseen" });
  const add = h("label", { class: "add-photo" }, input, icon("camera"), words.addPhoto);
  const send = h("button", { type: "submit", class: "primary", disabled: true }, words.submit);
  const refresh = (): void => {
    send.disabled = uploads.size === 0 || uploads.size < list.childElementCount;
    add.hidden = list.childElementCount >= MOST;
    input.disabled = add.hidden;
  };

  async function take(file: File): Promise<void> {
    const refused = refusalOf(file);
    if (refused) {
      status.textContent = words.photoRefused[refused] ?? words.photoFailed;
      return;
    }
    const canvas = h("canvas", { width: 144, height: 144, role: "img" });
    const item = h("li", { class: "uploading" }, canvas);
    list.append(item);
    name();
    refresh();
    preview(file, canvas).catch(() => undefined); // a format it cannot draw may still be sent
    status.textContent = words.photoUploading;
    const uploaded = await view.upload(file);
    if (typeof uploaded !== "string" && "id" in uploaded) {
      uploads.set(item, uploaded.id);
      item.classList.remove("uploading");
      item.append(removal(item));
      status.textContent = "";
    } else {
      item.remove();
      status.textContent = wordsFor(uploaded);
      if (uploaded === "unavailable") for (const part of [add, list, send]) part.remove();
    }
    name();
    refresh();
  }

  function wordsFor(failed: Exclude<Uploaded, { id: string }>): string {
    if (typeof failed !== "string") return words.photoRefused[failed.refused] ?? words.photoFailed;
    return failed === "failed" ? words.photoFailed : words.photoOff;
  }

  function removal(item: HTMLElement): HTMLElement {
    const click = (): void => {
      uploads.delete(item);
      item.remove();
      name();
      refresh();
      input.focus();
    };
    return h("button", { type: "button", class: "remove", on: { click } }, icon("close"));
  }

  function name(): void {
    [...list.children].forEach((item, position) => {
      item.querySelector("canvas")?.setAttribute("aria-label", words.photo(position + 1));
      item.querySelector("button")?.setAttribute("aria-label", words.removePhoto(position + 1));
    });
  }

  input.addEventListener("change", () => {
    const room = MOST - list.childElementCount;
    for (const file of [...(input.files ?? [])].slice(0, room)) void take(file);
    input.value = "";
  });
  const submit = (event: Event): void => {
    event.preventDefault();
    const ids = [...list.children].flatMap((item) => uploads.get(item as HTMLElement) ?? []);
    if (ids.length > 0) view.submit({ uploads: ids }, words.photosSent(ids.length));
  };
  return h(
    "form",
    { class: "form", "aria-label": words.form.photos, on: { submit } },
    h("h3", {}, words.form.photos),
    h("p", { class: "hint" }, words.photoHint),
    list,
    add,
    status,
    send,
    h("p", { class: "hint" }, words.orWrite),
  );
}

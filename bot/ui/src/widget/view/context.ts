/** What every part of the view is given. */
import type { FormType, Locale, Values } from "../protocol";
import type { Words } from "../words";

/** `refused` is the code of why the server did not take a picture. */
export type Uploaded = { id: string } | { refused: string } | "unavailable" | "failed";

export interface View {
  readonly words: Words;
  readonly locale: Locale;
  press(id: string, title: string): void;
  submit(form: FormType, values: Values, shown: string): void;
  say(text: string): void;
  sayAgain(id: string): void;
  discard(id: string): void;
  upload(file: File): Promise<Uploaded>;
  /** What was filled in so far, by the key of the message: it outlives drawing anew. */
  draft(key: string): Values;
}

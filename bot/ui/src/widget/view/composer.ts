/** Where the shopper writes. */
import { h, icon, label, nextId } from "../dom";
import { charactersIn, MOST_CHARACTERS, NEAR_THE_LIMIT } from "../validate";
import type { Words } from "../words";

export interface Writing {
  send(text: string): void;
  keep(text: string): void;
}

export class Composer {
  readonly element: HTMLFormElement;
  readonly input: HTMLTextAreaElement;
  private readonly button: HTMLButtonElement;
  private readonly counter: HTMLElement;
  private words: Words | null = null;

  constructor(
    private readonly writing: Writing,
    draft: string,
  ) {
    const id = nextId();
    this.input = h("textarea", {
      rows: 1,
      dir: "auto",
      enterkeyhint: "send",
      "aria-describedby": id,
      on: { input: () => this.changed(), keydown: (event) => this.key(event) },
    });
    this.input.value = draft;
    this.counter = h("p", { class: "counter", id, role: "status" });
    this.button = h("button", { type: "submit", class: "send" }, icon("send"));
    const submit = (event: Event): void => {
      event.preventDefault();
      this.send();
    };
    const line = h("div", { class: "composer-line" }, this.input, this.button);
    this.element = h("form", { class: "composer", on: { submit } }, line, this.counter);
  }

  relabel(words: Words): void {
    this.words = words;
    label(this.input, { placeholder: words.placeholder, "aria-label": words.input });
    label(this.button, { "aria-label": words.send, title: words.send });
    this.changed();
  }

  focus(): void {
    this.input.focus({ preventScroll: true });
  }

  private key(event: KeyboardEvent): void {
    // While Chinese is being composed, Enter chooses a word; 229 is how older browsers say so.
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || event.shiftKey || composing) return;
    event.preventDefault();
    this.send();
  }

  private send(): void {
    const text = this.input.value.trim();
    if (!text || charactersIn(text) > MOST_CHARACTERS) return;
    this.input.value = "";
    this.changed();
    this.writing.send(text);
    this.focus();
  }

  private changed(): void {
    const text = this.input.value;
    this.writing.keep(text);
    const count = charactersIn(text.trim());
    const over = count - MOST_CHARACTERS;
    this.button.disabled = count === 0 || over > 0;
    this.counter.hidden = count < NEAR_THE_LIMIT;
    this.counter.classList.toggle("over", over > 0);
    const tooLong = over > 0 && this.words ? ` · ${this.words.tooLong(over)}` : "";
    this.counter.textContent = this.counter.hidden ? "" : `${count} / ${MOST_CHARACTERS}${tooLong}`;
    label(this.input, { "aria-invalid": over > 0 && "true" });
    this.grow();
  }

  private grow(): void {
    this.input.style.height = "auto";
    if (this.input.scrollHeight > 0) this.input.style.height = `${this.input.scrollHeight}px`;
  }
}

/** The parts forms are made of: a labelled field, a group of choices, the frame around them. */
import { h, icon, label, nextId } from "../../dom";
import type { Words } from "../../words";
import type { Fault, Faults } from "../../validate";
import type { Uploaded } from "../context";

export interface FormView<T> {
  words: Words;
  locale: "zh" | "en";
  /** What the server knows already, and over it what the shopper filled in so far. */
  values: Record<string, unknown>;
  keep(values: Partial<Record<keyof T & string, unknown>>): void;
  submit(values: T, shown: string): void;
  upload(file: File): Promise<Uploaded>;
}

export interface Part {
  element: HTMLElement;
  focus(): void;
  fault(fault: Fault | null): void;
}

function faultLine(words: Words): { line: HTMLElement; id: string; show(f: Fault | null): void } {
  const id = nextId();
  const line = h("p", { class: "fault", id, hidden: true });
  const show = (fault: Fault | null): void => {
    line.hidden = fault === null;
    line.replaceChildren(...(fault === null ? [] : [icon("alert"), words.faults[fault]]));
  };
  return { line, id, show };
}

export interface FieldSettings {
  label: string;
  value: string;
  words: Words;
  optional?: boolean;
  rows?: number;
  attributes?: Record<string, string>;
  input(value: string): void;
}

export function field(settings: FieldSettings): Part {
  const id = nextId();
  const fault = faultLine(settings.words);
  const attributes = {
    id,
    class: "control",
    dir: "auto",
    "aria-describedby": fault.id,
    "aria-required": !settings.optional && "true",
    ...settings.attributes,
  };
  const on = { input: () => settings.input(control.value) };
  const control: HTMLInputElement | HTMLTextAreaElement = settings.rows
    ? h("textarea", { ...attributes, rows: settings.rows, on })
    : h("input", { type: "text", ...attributes, on });
  control.value = settings.value;
  const caption = h("label", { for: id }, settings.label);
  if (settings.optional) caption.append(h("span", { class: "optional" }, settings.words.optional));
  return {
    element: h("div", { class: "field" }, caption, control, fault.line),
    focus: () => control.focus(),
    fault(found) {
      fault.show(found);
      label(control, { "aria-invalid": found !== null && "true" });
    },
  };
}

export interface Choice {
  value: string;
  title: string;
}

export interface ChoiceSettings {
  label: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  many?: boolean;
  words: Words;
  change(chosen: string[]): void;
}

/** Radio buttons, or check boxes where several may be chosen, drawn as chips. */
export function choices(settings: ChoiceSettings): Part {
  const name = nextId();
  const fault = faultLine(settings.words);
  const inputs = settings.choices.map((choice) => {
    const input = h("input", {
      type: settings.many ? "checkbox" : "radio",
      name,
      value: choice.value,
      "aria-describedby": fault.id,
      on: { change: () => settings.change(chosen()) },
    });
    input.checked = settings.chosen.includes(choice.value);
    return input;
  });
  const chosen = (): string[] => inputs.filter((i) => i.checked).map((i) => i.value);
  const chips = inputs.map((input, position) =>
    h("label", { class: "chip" }, input, h("span", {}, settings.choices[position]?.title)),
  );
  const legend = h("legend", {}, settings.label);
  return {
    element: h("fieldset", {}, legend, h("div", { class: "chips" }, ...chips), fault.line),
    focus: () => (inputs.find((input) => input.checked) ?? inputs[0])?.focus(),
    fault(found) {
      fault.show(found);
      for (const input of inputs) label(input, { "aria-invalid": found !== null && "true" });
    },
  };
}

/** The frame: fields, a line that says what is amiss, the button. The first fault gets focus. */
export function frame(
  words: Words,
  title: string,
  parts: Record<string, Part>,
  judge: () => Faults,
  send: () => void,
  ...extra: HTMLElement[]
): HTMLElement {
  const summary = h("p", { class: "form-status", role: "status" });
  const submit = (event: Event): void => {
    event.preventDefault();
    const faults = judge();
    for (const [name, part] of Object.entries(parts)) part.fault(faults[name] ?? null);
    const first = Object.keys(parts).find((name) => faults[name]);
    summary.textContent = first ? words.check : "";
    if (first) parts[first]?.focus();
    else send();
  };
  const heading = nextId();
  return h(
    "form",
    { class: "form", novalidate: true, "aria-labelledby": heading, on: { submit } },
    h("h3", { id: heading }, title),
    ...Object.values(parts).map((part) => part.element),
    ...extra,
    summary,
    h("button", { type: "submit", class: "primary" }, words.submit),
    h("p", { class: "hint" }, words.orWrite),
  );
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

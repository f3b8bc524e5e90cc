/** The form for what is wrong with what arrived: which lines, which problem, in own words. */
import { itemFaults, PROBLEMS, type Problem } from "../../validate";
import { choices, field, frame, textOf, type Choice, type FormView, type Part } from "./field";

export interface ItemValues {
  lines: number[];
  problem: string;
  text: string;
}

/** The lines of the order as `values.items` lists them: `{line, name, quantity}`. */
function linesIn(values: Record<string, unknown>): Choice[] {
  const listed = Array.isArray(values["items"]) ? values["items"] : [];
  return listed.flatMap((item: unknown, position): Choice[] => {
    if (item === null || typeof item !== "object") return [];
    const { line, name, quantity } = item as Record<string, unknown>;
    if (typeof name !== "string") return [];
    const many = typeof quantity === "number" && quantity > 1 ? ` × ${quantity}` : "";
    return [{ value: String(typeof line === "number" ? line : position), title: name + many }];
  });
}

export function itemsForm(view: FormView<ItemValues>): HTMLElement {
  const { words } = view;
  const listed = linesIn(view.values);
  const known = Array.isArray(view.values["lines"]) ? view.values["lines"] : [];
  let lines = known.filter((line): line is number => typeof line === "number");
  if (listed.length === 1) lines = [Number(listed[0]?.value)];
  let problem = textOf(view.values["problem"]);
  let text = textOf(view.values["text"]);
  const parts: Record<string, Part> = {};
  if (listed.length > 0) {
    parts["lines"] = choices({
      label: words.lines,
      words,
      choices: listed,
      chosen: lines.map(String),
      many: true,
      change(chosen) {
        lines = chosen.map(Number);
        view.keep({ lines });
        parts["lines"]?.fault(null);
      },
    });
  }
  parts["problem"] = choices({
    label: words.problem,
    words,
    choices: PROBLEMS.map((value) => ({ value, title: words.problems[value] })),
    chosen: [problem],
    change([chosen = ""]) {
      problem = chosen;
      view.keep({ problem });
      parts["problem"]?.fault(null);
    },
  });
  parts["text"] = field({
    label: words.describe,
    words,
    value: text,
    rows: 3,
    optional: true,
    attributes: { maxlength: "1000" },
    input(value) {
      text = value;
      view.keep({ text });
    },
  });
  const judge = () => itemFaults(listed.length > 0 ? lines : [0], problem);
  const send = (): void => {
    const names = listed.filter((line) => lines.includes(Number(line.value)));
    const what = words.problems[problem as Problem];
    const shown = [names.map((line) => line.title).join(", "), what, text].filter(Boolean);
    view.submit({ lines: listed.length > 0 ? lines : [0], problem, text: text.trim() }, shown.join("\n"));
  };
  return frame(words, words.form.items, parts, judge, send);
}

/** The form for a delivery day and a span of time. */
import { h } from "../../dom";
import { slotFaults, slotsOf, type Slot } from "../../validate";
import { dayOf, weekday } from "../../when";
import { choices, field, frame, textOf, type FormView, type Part } from "./field";

const USUAL_SPANS = ["09:00-12:00", "12:00-15:00", "15:00-18:00", "18:00-21:00"];
const DAY_MS = 86_400_000;

function title(span: string): string {
  return span.replace("-", " – ");
}

export function slotForm(view: FormView<Slot>): HTMLElement {
  const { words, locale } = view;
  const offered = slotsOf(view.values);
  let date = textOf(view.values["date"]);
  let span = ["from", "to"].map((end) => textOf(view.values[end])).join("-");
  const days = [...new Set(offered.map((slot) => slot.date))].sort();
  if (days.length > 0 && !days.includes(date)) date = days[0] ?? "";

  const spansOf = (day: string): string[] =>
    offered.length === 0
      ? USUAL_SPANS
      : offered.filter((slot) => slot.date === day).map((slot) => `${slot.from}-${slot.to}`);
  const current = (): Slot => {
    const [from = "", to = ""] = span.split("-");
    return { date, from, to };
  };
  const spanPart = (): Part => {
    if (!spansOf(date).includes(span)) span = "-";
    return choices({
      label: words.span,
      words,
      choices: spansOf(date).map((value) => ({ value, title: title(value) })),
      chosen: [span],
      change([value = "-"]) {
        span = value;
        view.keep(current());
        parts["span"]?.fault(null);
      },
    });
  };
  const chooseDay = (day: string): void => {
    date = day;
    parts["date"]?.fault(null);
    const fresh = spanPart();
    parts["span"]?.element.replaceWith(fresh.element);
    parts["span"] = fresh;
    view.keep(current());
  };
  const datePart =
    days.length > 0
      ? choices({
          label: words.day,
          words,
          choices: days.map((value) => ({ value, title: weekday(value, locale) })),
          chosen: [date],
          change: ([day = ""]) => chooseDay(day),
        })
      : field({
          label: words.day,
          words,
          value: date,
          attributes: { type: "date", min: dayOf(Date.now() + DAY_MS) },
          input: chooseDay,
        });
  const parts: Record<string, Part> = { date: datePart, span: spanPart() };
  const send = (): void =>
    view.submit(current(), `${weekday(date, locale)} ${title(span)}`);
  const judge = () => slotFaults({ ...current() }, dayOf(Date.now()));
  return h("div", { class: "slot" }, frame(words, words.form.slot, parts, judge, send));
}

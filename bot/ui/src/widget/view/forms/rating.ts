/**
 * The form after a case is closed: one to five stars, and then a word if the shopper likes. Until
 * there are stars it stays small: what was said just before matters more.
 */
import { h, icon } from "../../dom";
import { choices, field, frame, textOf, type FormView, type Part } from "./field";

export interface RatingValues {
  score: number;
  comment: string;
}

const SCORES = [1, 2, 3, 4, 5];

export function ratingForm(view: FormView<RatingValues>): HTMLElement {
  const { words } = view;
  let score = Number(view.values["score"] ?? 0);
  let comment = textOf(view.values["comment"]);
  const stars = choices({
    label: words.form.rating,
    words,
    choices: SCORES.map((value) => ({ value: String(value), title: words.score(value) })),
    chosen: [String(score)],
    change([value = "0"]) {
      score = Number(value);
      view.keep({ score });
      show();
      stars.fault(null);
    },
  });
  stars.element.classList.add("stars");
  stars.element.querySelector("legend")?.classList.add("unseen");
  const chips = [...stars.element.querySelectorAll(".chip")];
  for (const chip of chips) {
    chip.querySelector("span")?.classList.add("unseen");
    chip.append(icon("star"));
  }
  const words_ = field({
    label: words.comment,
    words,
    value: comment,
    rows: 2,
    optional: true,
    attributes: { maxlength: "1000" },
    input(value) {
      comment = value;
      view.keep({ comment });
    },
  });
  const parts: Record<string, Part> = { score: stars, comment: words_ };
  const form = frame(
    words,
    words.form.rating,
    parts,
    () => (score ? {} : { score: "choose_score" as const }),
    () => view.submit({ score, comment: comment.trim() }, summary()),
  );
  const summary = (): string => [words.score(score), comment.trim()].filter(Boolean).join("\n");
  const rating = h("div", { class: "rating" }, form);
  const show = (): void => {
    chips.forEach((chip, position) => chip.classList.toggle("lit", position < score));
    rating.classList.toggle("scored", score > 0);
  };
  show();
  return rating;
}

/** Which form a card asks for, and the line that stays when it is answered. */
import { h, icon } from "../dom";
import type { FormCard, Values } from "../protocol";
import type { Offer } from "../thread";
import type { View } from "./context";
import { addressForm } from "./forms/address";
import { emailForm } from "./forms/email";
import { itemsForm } from "./forms/items";
import { photosForm } from "./forms/photos";
import { ratingForm } from "./forms/rating";
import { slotForm } from "./forms/slot";

const FORMS = {
  address: addressForm,
  slot: slotForm,
  items: itemsForm,
  photos: photosForm,
  rating: ratingForm,
  email: emailForm,
} as const;

/** Null where nothing needs to stay: nobody has to know of a rating that was not given. */
export function formCard(
  card: FormCard,
  key: string,
  offer: Offer,
  view: View,
): HTMLElement | null {
  const { words, locale } = view;
  if (!offer.open && !offer.answered && card.form === "rating") return null;
  if (!offer.open) {
    const title = words.form[card.form];
    const end = offer.answered ? words.sent : words.formClosed;
    return h("p", { class: "form-done" }, offer.answered && icon("check"), `${title} · ${end}`);
  }
  const draft = view.draft(key);
  return FORMS[card.form]({
    words,
    locale,
    values: { ...card.values, ...draft },
    keep: (values) => void Object.assign(draft, values),
    submit: (values, shown) => view.submit(card.form, { ...values } as Values, shown),
    upload: (file) => view.upload(file),
  });
}

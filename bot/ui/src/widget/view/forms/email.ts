/** The form for an e-mail address. */
import { emailFaults } from "../../validate";
import { field, frame, textOf, type FormView, type Part } from "./field";

export interface EmailValues {
  email: string;
}

export function emailForm(view: FormView<EmailValues>): HTMLElement {
  const { words } = view;
  let email = textOf(view.values["email"]);
  const parts: Record<string, Part> = {};
  parts["email"] = field({
    label: words.form.email,
    words,
    value: email,
    attributes: { type: "email", inputmode: "email", autocomplete: "email", name: "email" },
    input(text) {
      email = text;
      view.keep({ email });
      if (!emailFaults(email)["email"]) parts["email"]?.fault(null);
    },
  });
  return frame(
    words,
    words.form.email,
    parts,
    () => emailFaults(email),
    () => view.submit({ email: email.trim() }, email.trim()),
  );
}

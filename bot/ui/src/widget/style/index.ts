/** The style sheets of the shadow root. Adopted, not written into the page: a strict CSP allows it. */
import forms from "./forms.css?inline";
import messages from "./messages.css?inline";
import panel from "./panel.css?inline";
import theme from "./theme.css?inline";

let made: CSSStyleSheet[] | null = null;

export function styles(): CSSStyleSheet[] {
  made ??= [theme, panel, messages, forms].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  return made;
}

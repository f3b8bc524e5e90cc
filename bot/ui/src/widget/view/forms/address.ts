/** The form for a delivery address. */
import {
  ADDRESS_PARTS,
  addressFaults,
  addressOf,
  type AddressPart,
  type AddressValues,
} from "../../validate";
import { h } from "../../dom";
import { field, frame, type FormView, type Part } from "./field";

const HINTS: Record<AddressPart, Record<string, string>> = {
  recipient: { autocomplete: "name" },
  phone: { autocomplete: "tel", inputmode: "tel", type: "tel" },
  country: { autocomplete: "country-name" },
  province: { autocomplete: "address-level1" },
  city: { autocomplete: "address-level2" },
  district: { autocomplete: "address-level3" },
  street: { autocomplete: "street-address" },
  postcode: { autocomplete: "postal-code" },
};
const CODE = /^[A-Z]{2}$/;
const OPTIONAL: readonly AddressPart[] = ["district", "postcode"];

/** From the widest to the narrowest in Chinese, the other way round in English. */
export function addressLines(address: AddressValues, locale: "zh" | "en"): string {
  const { recipient, phone, country, province, city, district, street, postcode } = address;
  const who = [recipient, phone].filter(Boolean).join(" ");
  if (locale === "zh") {
    const towns = [province, city === province ? "" : city, district].join("");
    return [who, `${towns} ${street}`.trim(), postcode].filter(Boolean).join("\n");
  }
  const town = [district, city, `${province} ${postcode}`.trim(), country].filter(Boolean);
  return [who, street, town.join(", ")].filter(Boolean).join("\n");
}

/** A country as it is called; a shop may know it by its code of two letters. */
function countryName(code: string, locale: "zh" | "en"): string {
  return new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code;
}

export function addressForm(view: FormView<AddressValues>): HTMLElement {
  const { words, locale } = view;
  const values = addressOf(view.values);
  const code = CODE.test(values.country) ? values.country : "";
  if (code) values.country = countryName(code, locale);
  if (!values.country && locale === "zh") values.country = "中国";
  const parts: Record<string, Part> = {};
  for (const part of ADDRESS_PARTS) {
    parts[part] = field({
      label: words.address[part],
      value: values[part],
      words,
      optional: OPTIONAL.includes(part),
      attributes: { name: part, ...HINTS[part] },
      input(text) {
        values[part] = text;
        view.keep({ [part]: text });
        if (!addressFaults(addressOf(values))[part]) parts[part]?.fault(null);
      },
    });
  }
  const form = frame(
    words,
    words.form.address,
    parts,
    () => addressFaults(addressOf(values)),
    () => {
      const address = addressOf(values);
      const shown = addressLines(address, locale);
      // The shop gets back the code it gave, as long as the country stayed the same.
      if (code && address.country === countryName(code, locale)) address.country = code;
      view.submit(address, shown);
    },
  );
  // Two short fields share a row where there is room.
  for (const [left, right] of [
    ["recipient", "phone"],
    ["country", "province"],
    ["city", "district"],
  ] as const) {
    const first = parts[left]?.element;
    const second = parts[right]?.element;
    if (!first || !second) continue;
    const row = h("div", { class: "row" });
    first.replaceWith(row);
    row.append(first, second);
  }
  return form;
}

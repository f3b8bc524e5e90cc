import { describe, expect, it } from "vitest";
import { refusalOf } from "../src/widget/view/forms/photos";
import { WORDS } from "../src/widget/words";

const MB = 1024 * 1024;

describe("a file that was chosen", () => {
  it("is sent when it is a photo, or may be one", () => {
    for (const type of ["image/jpeg", "image/png", "image/webp", ""])
      expect(refusalOf({ type, size: 5 * MB })).toBeNull();
  });

  it("is not sent when it is none", () => {
    for (const type of ["image/svg+xml", "image/gif", "text/plain", "application/pdf"])
      expect(refusalOf({ type, size: 100 })).toBe("no_photo");
  });

  it("is not sent when it is too large", () => {
    expect(refusalOf({ type: "image/jpeg", size: 50 * MB })).toBe("too_large");
    expect(refusalOf({ type: "image/jpeg", size: 5 * MB + 1 })).toBe("too_large");
  });

  it("is refused in words of either language, whatever the reason", () => {
    const codes = ["too_large", "no_photo", "too_many_pixels", "too_many_requests"];
    for (const locale of ["zh", "en"] as const)
      for (const code of codes) expect(WORDS[locale].photoRefused[code]).toBeTruthy();
  });
});

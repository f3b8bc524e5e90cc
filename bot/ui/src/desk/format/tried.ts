/** What the assistant did before it called for a person, from the codes it noted. */
export type Tried =
  | { key: "told" | "turnedDown"; list: "finding" | "refusal"; code: string }
  | { key: "remedy"; kind: string; status: string; reference: string }
  | { key: "wrongProof" | "broke" }
  | { key: "unknown"; code: string };

/** `told:ORDER:FINDING`, `refused:REFUSAL`, `KIND:STATUS:REFERENCE`, `wrong_proof` or `failed`. */
export function tried(noted: string): Tried {
  const [first = "", second = "", third = ""] = noted.split(":");
  if (first === "told" && third !== "") return { key: "told", list: "finding", code: third };
  if (first === "refused" && second !== "") {
    return { key: "turnedDown", list: "refusal", code: second };
  }
  if (third !== "") return { key: "remedy", kind: first, status: second, reference: third };
  if (noted === "wrong_proof") return { key: "wrongProof" };
  return noted === "failed" ? { key: "broke" } : { key: "unknown", code: noted };
}

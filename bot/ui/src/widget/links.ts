/** Finds addresses in a message, which become links, and references, which are never broken. */

export interface Piece {
  text: string;
  href: string | null;
  /** Stays on one line, such as `R-SJ92-QCUR`. */
  whole: boolean;
}

const ADDRESS = /https?:\/\/[^\s<>"'`，。；！？、（）《》【】「」“”]+/gi;
const REFERENCE = /\b([A-Z]-[A-Z0-9]{4}-[A-Z0-9]{4})\b/;
const TRAILING = /[.,;:!?)\]}]+$/;

/** A closing bracket belongs to the address only when it was opened inside it. */
function trimmed(address: string): string {
  const tail = TRAILING.exec(address)?.[0] ?? "";
  const bare = address.slice(0, address.length - tail.length);
  return tail.startsWith(")") && bare.includes("(") ? `${bare})` : bare;
}

function isAddress(text: string): boolean {
  try {
    return new URL(text).hostname !== "";
  } catch {
    return false;
  }
}

function words(text: string): Piece[] {
  // Split by a group, every second part is what the group caught.
  return text
    .split(REFERENCE)
    .map((part, position) => ({ text: part, href: null, whole: position % 2 === 1 }))
    .filter((piece) => piece.text !== "");
}

export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0]);
    if (!isAddress(address)) continue;
    found.push(...words(text.slice(from, match.index)));
    found.push({ text: address, href: address, whole: false });
    from = match.index + address.length;
  }
  return [...found, ...words(text.slice(from))];
}

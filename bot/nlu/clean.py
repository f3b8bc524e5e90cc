"""Text as one plain form, every character of it still knowing where it stood. No words, no Rasa."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

SAME = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-"}
)
DROPPED = {"Cf", "Cs", "Co", "Cn", "Mn", "Me", "Sk"}


@dataclass(frozen=True)
class Clean:
    """`text` is the plain form; `origin[i]` is where its character i stands in `original`."""

    text: str
    original: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's span of the plain characters from `start` to before `end`."""
        if start >= end:
            return (0, 0)
        return (self.origin[start], self.origin[end - 1] + 1)

    def raw(self, start: int, end: int) -> str:
        """The original characters of a plain span, as they were typed."""
        first, last = self.span(start, end)
        return self.original[first:last]


@lru_cache(maxsize=512)
def clean(text: str) -> Clean:
    """Fold width, case, accents, quotes and traditional Chinese; drop what cannot be seen.

    Runs of blanks become one blank; there is none at either end.
    """
    plain: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(text):
        for part in _plain(character):
            if part == " " and (not plain or plain[-1] == " "):
                continue
            plain.append(part)
            origin.append(position)
    if plain and plain[-1] == " ":
        plain.pop()
        origin.pop()
    return Clean("".join(plain), text, tuple(origin))


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category == "Cc":
        return " "
    if category in DROPPED and character != "`":
        return ""
    folded = unicodedata.normalize("NFKC", character)
    if folded < "\u0250" or "\u1e00" <= folded < "\u1f00":
        folded = unicodedata.normalize("NFKD", folded)
    kept = "".join(c for c in folded if unicodedata.category(c) not in DROPPED or c == "`")
    return simplified(kept.lower().translate(SAME))


def simplified(text: str) -> str:
    """Traditional characters as simplified ones, one for one, so that positions stay."""
    return text.translate(_simplifications())


@cache
def _simplifications() -> dict[int, str]:
    """OpenCC's own character table. Its phrase conversion is left out: it changes lengths."""
    table: dict[int, str] = {}
    source = resources.files("opencc").joinpath("dictionary/TSCharacters.txt")
    for line in source.read_text(encoding="utf-8").splitlines():
        traditional, _, options = line.partition("\t")
        if len(traditional) == 1 and options:
            table[ord(traditional)] = options.split(" ")[0]
    return table

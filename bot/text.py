"""What a shopper typed, made safe to store and to hand on. No meaning is read here."""

from __future__ import annotations

import re
import unicodedata

HAN = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2}")
# Order numbers and the like are letters, but no language.
CODES = re.compile(r"\S*\d\S*")


FULL_WIDTH_SLASH = "\uff0f"


def clean(text: str) -> str:
    """`text` without NUL and other control characters, lone surrogates replaced, ends stripped."""
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")
    whole = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in kept)
    return whole.strip()


def is_blank(text: str) -> bool:
    """True if nothing in `text` can be seen: blanks, zero-width and control characters only."""
    return all(_unseen(c) for c in text)


def neutral(text: str) -> str:
    """`text` with a leading `/` made full width, so that Rasa never takes it for a command.

    What cannot be seen before the `/` does not protect it: Rasa strips blanks, and an NLU
    component may strip more.
    """
    for place, character in enumerate(text):
        if character == "/":
            return text[:place] + FULL_WIDTH_SLASH + text[place + 1 :]
        if not _unseen(character):
            break
    return text


def _unseen(character: str) -> bool:
    kind = unicodedata.category(character)
    return character.isspace() or kind in ("Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me")


def language_of(text: str, locale: str | None) -> str:
    """`zh` or `en`: what is written decides, then the page's language, then Chinese."""
    if HAN.search(text):
        return "zh"
    if LATIN.search(CODES.sub("", text)):
        return "en"
    return locale or "zh"

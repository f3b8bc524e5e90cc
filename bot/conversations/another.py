"""Whether what a shopper writes while waiting for a person is about something else than before.

Read from plain words only: it decides what the shopper is told, never what is done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import yaml

# Bare digits can be a phone number, which is often left while waiting.
NUMBER = re.compile(
    r"(?<![a-z0-9])(?:[a-z]{2}\d{8,16}|#?w\d{7}|#\d{1,6})(?![a-z0-9])", re.IGNORECASE
)


def names_another(text: str, before: Iterable[str], order: str | None) -> bool:
    """Whether `text` names an order, or a matter, that none of the words `before` named.

    `order` is the number of the one that people look at.
    """
    earlier = " ".join(before)
    known = {number.upper() for number in NUMBER.findall(f"{earlier} {order or ''}")}
    if {number.upper() for number in NUMBER.findall(text)} - known:
        return True
    return bool(_matters_in(text) - _matters_in(earlier))


def _matters_in(text: str) -> frozenset[str]:
    said = text.casefold()
    return frozenset(name for name, words in _words().items() if words.search(said))


@lru_cache(maxsize=1)
def _words() -> dict[str, re.Pattern[str]]:
    path = Path(__file__).with_name("matters.yml")
    told: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: re.compile("|".join(lines)) for name, lines in told.items()}

"""How a shopper seems to feel, read from their words: it only decides who is helped first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import yaml

from actions.shop.order import Word

# Five capital words in a row are shouted.
SHOUTED = re.compile(r"(?:\b[A-Z]{2,}\b\W+){4}\b[A-Z]{2,}\b")


class Mood(Word):
    CALM = "calm"
    ANNOYED = "annoyed"
    ANGRY = "angry"


# From worst to best.
_WORST_FIRST = (Mood.ANGRY, Mood.ANNOYED)


def mood_of(messages: Iterable[str]) -> Mood:
    """The worst mood of these messages."""
    said = list(messages)
    for mood in _WORST_FIRST:
        if any(_words(mood).search(text.casefold()) for text in said):
            return mood
    return Mood.ANNOYED if any(SHOUTED.search(text) for text in said) else Mood.CALM


def worse(one: Mood, other: Mood) -> Mood:
    return max(one, other, key=list(Mood).index)


@lru_cache(maxsize=len(Mood))
def _words(mood: Mood) -> re.Pattern[str]:
    path = Path(__file__).with_name("mood.yml")
    words: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return re.compile("|".join(f"(?:{line})" for line in words[str(mood)]))

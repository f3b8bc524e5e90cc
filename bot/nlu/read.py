"""A message as it was read without its context, and what most readings of it ask for."""

from __future__ import annotations

from dataclasses import dataclass

from bot.nlu.grams import masked
from bot.nlu.words import IS_HAN, words

INFORM, AFFIRM, DENY = "inform", "affirm", "deny"
FALLBACK = "nlu_fallback"
# What may be read anew, if the message fits the question. Every other intent is a wish of its own.
SOFT = frozenset({INFORM, AFFIRM, DENY, FALLBACK, "out_of_scope", "greet", "thank", "goodbye"})
# Nothing is waited for but what the shopper wants.
OPEN = frozenset({"nothing", "more", "reading", "wish"})
SHORT = 8


@dataclass(frozen=True)
class Read:
    """A message as it was read without its context.

    `text` is plain, `names` are its entities, `rest` is what the text says beside them.
    """

    text: str
    intent: str
    confidence: float
    names: frozenset[str] = frozenset()
    rest: str | None = None

    @property
    def words(self) -> int:
        """How many words it has beside its values."""
        return length(self.text if self.rest is None else self.rest)


def length(text: str) -> int:
    """Words, two Han characters counting as one; numbers, phones and e-mails as none."""
    rest = masked(text)
    han = len(IS_HAN.findall(rest))
    latin = sum(word[:1].isalpha() and not IS_HAN.match(word) for word, _, _ in words(rest))
    return latin + (han + 1) // 2

"""Whether to act on a reading, ask back, or say it was not understood. No Rasa."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

SAYS_SOMETHING = re.compile(r"[^\W_]")
SIGNS_THAT_SPEAK = frozenset("👍👌🙏✅✔☑❌✖❎👎🚫⭐🌟❤😊🙂😀😡🤬👋💯")
LONGEST_CRY, FEWEST_SIGNS = 20, 2


class Zone(str, Enum):
    ACT = "act"
    ASK = "ask"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Limits:
    """Confidences. `act` with a lead of `lead` before the second: act; from `ask` on: ask back."""

    act: float
    lead: float
    ask: float
    reading: float


def zone_of(text: str, confidences: Sequence[float], limits: Limits) -> Zone:
    """`text` is plain, `confidences` are the ranking's, highest first."""
    if not speaks(text) or not confidences:
        return Zone.UNCLEAR
    first, second = confidences[0], confidences[1] if len(confidences) > 1 else 0.0
    if first >= limits.act and first - second >= limits.lead:
        return Zone.ACT
    return Zone.ASK if first >= limits.ask else Zone.UNCLEAR


def speaks(text: str) -> bool:
    """Whether there is a letter, a number or a sign that means something by itself, and more
    than one or two of them held down."""
    if len(text) > LONGEST_CRY and len(set(text)) <= FEWEST_SIGNS:
        return False
    return bool(SAYS_SOMETHING.search(text)) or any(sign in SIGNS_THAT_SPEAK for sign in text)

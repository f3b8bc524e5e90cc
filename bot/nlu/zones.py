"""Whether to act on a reading, ask back, or say it was not understood. No Rasa."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

SAYS_SOMETHING = re.compile(r"[^\W_]")
SIGNS_THAT_SPEAK = frozenset("👍👌🙏✅✔☑❌✖❎👎🚫⭐🌟❤😊🙂😀😡🤬👋💯")
LONGEST_CRY, FEWEST_SIGNS = 20, 2
# "my parcel", "我那个快递": what it is about, and not yet what is the matter with it.
NAMES_ONLY = re.compile(
    r"(?:(?:so|um+|erm*|well|about|regarding|it's about)[ ,]+)*(?:my|the|this|that|our)"
    r"(?: (?:new|last|latest|other))? (?:parcel|package|packet|delivery|shipment|order|item|stuff)"
    r"|(?:我|俺|咱|那|这)(?:的|们|那|这|个|单|件|上次|昨天|前天|刚才|刚刚|买|下|订)*"
    r"(?:快递|包裹|订单|东西|货|单子)"
)
TRAILING = " ,.，。…~"


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
    sure = first >= limits.act and first - second >= limits.lead
    if sure and not NAMES_ONLY.fullmatch(text.rstrip(TRAILING)):
        return Zone.ACT
    return Zone.ASK if first >= limits.ask else Zone.UNCLEAR


def speaks(text: str) -> bool:
    """Whether there is a letter, a number or a sign that means something by itself, and more
    than one or two of them held down."""
    if len(text) > LONGEST_CRY and len(set(text)) <= FEWEST_SIGNS:
        return False
    return bool(SAYS_SOMETHING.search(text)) or any(sign in SIGNS_THAT_SPEAK for sign in text)

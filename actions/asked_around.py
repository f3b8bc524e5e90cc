"""Where a parcel may have been left: whether the shopper speaks of it, or has looked there."""

from __future__ import annotations

import re

from actions.values.fold import fold

PLACES = re.compile(
    r"邻居|家人|家里|室友|同事|门卫|保安|物业|前台|门口|驿站|快递柜|丰巢|自提柜|代收|信箱|楼下"
    r"|\b(?:neighbou?rs?|family|wife|husband|partner|room ?mates?|flat ?mates?|house ?mates?"
    r"|front desk|reception\w*|concierge|doorman|porter|lobby|mail ?room|lockers?|porch"
    r"|everyone|everybody|everywhere)\b"
)
LOOKED = re.compile(
    r"[问找查看翻]过|[问找查翻]了|都没|没人|没有人|没看到|没见"
    r"|\b(?:check(?:ed)?|ask(?:ed)?|look(?:ed)?|search(?:ed)?|tried|went to)\b"
    r"|\b(?:nobody|no one|none of)\b"
)


def speaks_of_places(text: str) -> bool:
    return bool(PLACES.search(fold(text)))


def has_looked(text: str) -> bool:
    """Whether the text says that the parcel was looked for where it may have been left."""
    said = fold(text)
    return bool(PLACES.search(said) and LOOKED.search(said))

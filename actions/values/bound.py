"""Up to or from a day: "before Friday", "不晚于周五"; which days that leaves."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import Enum

DAY = timedelta(days=1)


class Bound(Enum):
    """Where the days lie, seen from the one that was said."""

    ON = "on"
    BEFORE = "before"
    UNTIL = "until"
    FROM = "from"
    AFTER = "after"

    def days(self, first: date, last: date) -> tuple[date | None, date | None]:
        """The first and the last day that are meant where `first` to `last` was said."""
        return {
            Bound.ON: (first, last),
            Bound.BEFORE: (None, first - DAY),
            Bound.UNTIL: (None, last),
            Bound.FROM: (first, None),
            Bound.AFTER: (last + DAY, None),
        }[self]


# Beside the day, in front of it or behind it; the first that fits counts.
IN_FRONT = (
    (
        Bound.FROM,
        re.compile(r"\b(?:not before|not until|no earlier than|not earlier than)$|不早于$"),
    ),
    (
        Bound.UNTIL,
        re.compile(
            r"\b(?:by|(?:no|not) later than|on or before|up to|latest(?: by| on)?)$"
            r"|(?:不晚于|不迟于|最晚|最迟|至迟|不能晚于|不要晚于|别晚于)(?:在|是|到)?$"
        ),
    ),
    (Bound.BEFORE, re.compile(r"\b(?:before|prior to|ahead of)$|早于$")),
    (Bound.AFTER, re.compile(r"\b(?:after|later than)$|晚于$")),
)
BEHIND = (
    (
        Bound.FROM,
        re.compile(r"^(?:on(?:wards?)?(?=\s*$|[,.;!])|or later|and after|起|开始|以后都)"),
    ),
    (
        Bound.UNTIL,
        re.compile(
            r"^(?:at the (?:very )?latest|or (?:before|earlier|sooner)|(?:或|及)[之以]前|为止)"
        ),
    ),
    (Bound.BEFORE, re.compile(r"^(?:的)?(?:[之以]前|前(?![台面天]))")),
    (Bound.AFTER, re.compile(r"^(?:的)?(?:[之以]后|后(?![台面天]))")),
)
ARTICLE = re.compile(r"(?:\s*\b(?:on|the|this|coming)\b)*\s*$")
# "I'm leaving on Friday, so it has to be here before then": the day is said elsewhere.
BEFORE_THEN = re.compile(
    r"\b(?:before|by) (?:then|that|i (?:go|leave|fly|travel|move))\b|在?(?:那|这|此)(?:天|日)?之前"
    r"|(?:走|出发|离开|出门|动身|搬家?)之?前"
    r"|(?:^|[,，。;；\s])(?:得|要|必须|请|务必|最好)?(?:在|赶在)?之前(?:得|要|必须|能|就|[给帮]我)*[送到收拿寄]"
)
# "I'm away before Friday", 周五之前不在家: what is ruled out, not what is wanted.
AWAY_BEFORE = re.compile(
    r"\b(?:away|out of town|not (?:at )?home|nobody(?:'s| is)? (?:home|in|there)"
    r"|no one(?:'s| is)? (?:home|in)"
    r"|(?:won't|can't|will not|cannot) (?:be|take|receive|accept)\b[^,.;!]{0,16})"
    r"(?: any ?time)?$"
)
AWAY_BEHIND = re.compile(
    r"^[之以]?前(?:都|我|一直|家里|恐怕|全)*(?:不在|没人|没有人|出差|收不了|不方便|没空|在外)"
)


def bound_of(folded: str, start: int, end: int) -> Bound:
    """How the days meant lie to the one said from `start` to `end`."""
    before, behind = folded[:start], folded[end:].lstrip(" ")
    before = ARTICLE.sub("", before)
    found = _first(IN_FRONT, before, search=True) or _first(BEHIND, behind, search=False)
    if found is Bound.BEFORE and _is_ruled_out(before, behind):
        return Bound.FROM
    if found is None and BEFORE_THEN.search(folded):
        return Bound.BEFORE
    return found or Bound.ON


def _first(
    table: tuple[tuple[Bound, re.Pattern[str]], ...], text: str, *, search: bool
) -> Bound | None:
    return next((b for b, said in table if (said.search if search else said.match)(text)), None)


def _is_ruled_out(before: str, behind: str) -> bool:
    front = re.sub(r"\s*\b(?:before|prior to)$", "", before)
    return bool(AWAY_BEFORE.search(front) or AWAY_BEHIND.match(behind))

"""What stands in a sentence as wanted, and what only as what was had: "from 42 to 43", 不是黑的."""

from __future__ import annotations

import re
from enum import Enum


class Role(Enum):
    """How a value stands in its sentence."""

    WANTED = "wanted"
    HAD = "had"
    NEUTRAL = "neutral"


HAD = (
    r"instead of|rather than|(?:do|did|does|have|has)(?:n't| not) (?:want|need|order)|\bnot\b"
    r"|\b(?:from|ordered|bought|picked|chose|selected|entered|purchased|was|were|had|currently"
    r"|of the|isn't|no longer)\b"
    r"|不想要|不需要|不要|不是|而非|从|由|原来|原本|本来|之前|现在是|把|将|这[件双个条]|那[件双个条]"
    r"|(?:买|拍|订|下|选|点|填|写|勾)(?:单|单的|成|了|的|错)+"
)
WANTED = (
    r"\b(?:to|into|want|need|would like|'d like|like|prefer|make it|make that|make them|change it"
    r"|but|should be|should have been|only|just|be|get|in|for|please|actually|instead|become"
    r"|quantity|qty)\b(?! of)"
    r"|应该(?:是|要)?|而是|其实是?|要的是|想要|需要|只要|只买|只|就要|要|换|改|变|成|为|到|来|用|数量"
)
MARK = re.compile(rf"(?P<had>{HAD})|(?P<wanted>{WANTED})|(?P<end>[,，。.;；!！?？\n](?!\d))")
HAD_AFTER = re.compile(
    r"\s*(?:的|码|号|色|one|ones|is|are|was|'s|would be|the|a bit|way|有点|有些|偏|实在)*\s*"
    r"(?:太|too |小了|大了|runs |不合适|不对|错了|doesn't fit|don't fit|won't fit)"
)
REACH = 24


def role_of(folded: str, start: int, end: int) -> Role:
    """How the value at this place stands: by the last word before it that tells, or by what comes
    after it ("42 is too small")."""
    if HAD_AFTER.match(folded, end):
        return Role.HAD
    role = Role.NEUTRAL
    for mark in MARK.finditer(folded, max(0, start - REACH), start):
        role = _role(mark)
    return role


def _role(mark: re.Match[str]) -> Role:
    if mark["end"]:
        return Role.NEUTRAL
    return Role.HAD if mark["had"] else Role.WANTED

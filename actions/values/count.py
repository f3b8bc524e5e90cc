"""How many are wanted in place of how many there are: "make it 2", "one more", 少一双, 不要3要5."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.values.fold import fold
from actions.values.numeral import ENGLISH_NUMBER, HAN_NUMBER, whole_number
from actions.values.wanted import Role, role_of

UNIT = (
    r"(?: ?[件双只条副台套瓶箱份根顶筒盒个张对]"
    r"|(?: \w+)? (?:pairs?|pieces?|pcs|items?|boxes|box|units?|bottles?|sets?)\b"
    r"| of (?:them|those|these|it|the)\b)"
)
# Not the number of a size, a price, a day or a measure.
END = (
    r"(?![\d.:%码碼号元块折天月日年公毫厘升克米寸]"
    r"| ?(?:kg|g|ml|l|mm|cm|m|km|inch(?:es)?|days?|weeks?)\b)"
)
N = (
    rf"(?:(?<![a-z\d.#¥$-])\d{{1,6}}{END}|{HAN_NUMBER}(?![天月日年公毫厘升克米寸点号])"
    rf"|\b(?:{ENGLISH_NUMBER})\b{END})"
)
MADE = "(?:买|拍|订|下|点|选|要)"
TOO_MANY = re.compile(rf"(?:多{MADE}了|{MADE}多了)(?P<zh>{N})|(?P<en>{N}){UNIT}? too many\b")
TOO_FEW = re.compile(
    rf"(?:少{MADE}了|{MADE}少了)(?P<zh>{N})|(?P<en>{N}){UNIT}? (?:too few|short)\b"
)
MORE = re.compile(
    rf"(?:再|多|另外|加|添)(?:要|加|买|来|订|拍|添|下)?(?P<zh>{N}){UNIT}"
    rf"|(?P<en>{N})(?: \w+)? (?:more|extra|additional)\b|\badd (?P<add>{N})(?! ?\d)"
    r"|\b(?P<another>another|an extra|an additional)\b(?! (?:size|colou?r|seller|one in|day|time"
    r"|address|kind|model|version))"
)
LESS = re.compile(
    rf"(?:少|减|去掉|减掉|减少|退掉)(?:要|买|来|订|拍|下)?(?P<zh>{N}){UNIT}"
    rf"|(?P<en>{N})(?: \w+)? (?:fewer|less)\b"
    rf"|\b(?:remove|drop|take (?:off|out|away)|minus) (?:just )?(?P<drop>{N})(?:{UNIT}|(?= of\b))"
    rf"|\btake (?P<off>{N})(?:{UNIT})? (?:off|out|away)\b"
)
DOUBLED = re.compile(r"翻倍|加倍|\bdouble (?:it|that|the (?:order|quantity|amount|number))\b")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
TIMES = re.compile(r"(?<![a-z\d.])(?:x ?(?P<by>\d{1,5})|(?P<times>\d{1,5}) ?x)(?![a-z\d])")
NUMBER = re.compile(rf"(?P<n>{N})(?P<unit>{UNIT})?")
ALONE = re.compile(rf"\s*(?P<n>{N}|\d{{1,6}}){UNIT}?(?: (?:please|pls|instead))?[\s.!。！吧]*")
# "换一双大的", "I want a pair": one of a thing is how one speaks of it, not how many.
ONLY_ONE = re.compile(
    r"(?:[只就仅](?:要|买|订|拍|留|需要)?|改成|改为|改到|变成|减到|减成|数量.{0,3}"
    r"|\b(?:only|just|make it|make that|to|quantity|qty)(?: (?:want|need|be|of|is|to))?) ?$"
)
PLAIN_ONE = frozenset({"一", "one"})


def read_count(text: str, now: int, *, asked: bool = False) -> int | None:
    """How many are wanted where `now` is how many were ordered; None where no number says it.

    `asked`: it answers the question how many, so that a bare number is enough.
    """
    folded = THOUSANDS.sub("", fold(text))
    if DOUBLED.search(folded):
        return 2 * now
    for pattern, sign in ((TOO_MANY, -1), (TOO_FEW, 1), (LESS, -1), (MORE, 1)):
        match = pattern.search(folded)
        if match is not None:
            return now + sign * _number(match)
    if match := TIMES.search(folded):
        return int(match["by"] or match["times"])
    if asked and (match := ALONE.fullmatch(folded)):
        return whole_number(match["n"])
    return _named(folded, asked=asked)


def _number(match: re.Match[str]) -> int:
    said = next((word for word in match.groups() if word is not None), "one")
    number = whole_number(said)
    return 1 if number is None else number


def _named(folded: str, *, asked: bool) -> int | None:
    """The last number said to be wanted; else one that counts things and was not ordered.

    Asked how many, any number counts things.
    """
    wanted: list[int] = []
    counted: list[int] = []
    for match in NUMBER.finditer(folded):
        number = whole_number(match["n"])
        role = role_of(folded, *match.span("n"))
        if number is None or role is Role.HAD or _is_a_way_to_speak(folded, match):
            continue
        if role is Role.WANTED:
            wanted.append(number)
        elif match["unit"] or asked:
            counted.append(number)
    found = wanted or counted
    return found[-1] if found else None


def _is_a_way_to_speak(folded: str, match: re.Match[str]) -> bool:
    return match["n"] in PLAIN_ONE and not ONLY_ONE.search(folded, 0, match.start())


def blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with what was read as something else taken out; places stay."""
    for start, end in spans:
        text = text[:start] + "\n" * (end - start) + text[end:]
    return text

"""A building, floor or room put right: "房号填错了，是703", "its flat 12B not 12A"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.values.fold import fold
from actions.values.units import KINDS, with_units

ORDER_NUMBER = re.compile(r"#?[a-z]{0,2}\d{7,}")
HAN = re.compile(r"[\u3400-\u9fff]")
# What the unit is called, and how it is written where only its number is said.
LABEL_ZH = {
    "室": r"房间号?|房门号|房号|室号|寝室号?|宿舍号?|门房号",
    "栋": r"楼栋号?|楼号|栋号|幢号|座号",
    "单元": r"单元号",
    "楼": r"楼层号?",
}
LABELS_ZH = re.compile("|".join(rf"(?P<{kind}>{names})" for kind, names in LABEL_ZH.items()))
UNIT_ZH = re.compile(
    r"(?P<cue>(?<!不)(?<!而非)(?:是|为|成|到|[:：]|加[上个]?|补[上个]?)\s*)?"
    r"(?P<value>[a-z]?\d+(?:-\d+)*[a-z]?|[a-z](?=[栋幢座])"
    r"|[一二三四五六七八九十]+(?=号楼|单元|[栋幢座楼层室房户]))(?P<kind>号楼|单元|[栋幢座楼层室房户])?(?![\d号路])"
)
KIND_ZH = re.compile(r"号楼|单元|[栋幢座楼层室房户]")
NOT_ZH = re.compile(r"(?:不是|而非|写成了?|填成了?|选成了?|打成了?)\s*$")
PAIR_ZH = re.compile(r"不是|而非|写成|填成|写错|填错")
KINDS_EN = r"flat|apartment|apt|unit|suite|ste|room|rm|building|bldg|block|tower|floor"
VALUE_EN = r"(?:[a-z]?-?\d[a-z0-9-]*|[a-z])"
UNIT_EN = re.compile(rf"\b(?P<kind>{KINDS_EN})\.? ?(?:no\.? ?)?#?(?P<value>{VALUE_EN})\b")
# "Flat number should be 12B", "room 702 is wrong, it's 703", "not flat 12A but 12B".
NAMED_EN = re.compile(
    rf"\b(?P<kind>{KINDS_EN})(?: ?(?:number|no\.?|nr|#))?(?: {VALUE_EN})?\b[^\d\n]{{0,40}}?"
    rf"\b(?:is|be|to|it's|its|but|read|say)(?: actually| really| just)?"
    r" (?P<value>[a-z]?-?\d[a-z0-9-]*)\b"
)
NOT_EN = re.compile(r"\b(?:not|instead of|rather than|wrote|put|typed|entered)(?: in| down)? $")
IS_WRONG = re.compile(r"^ (?:is|was) (?:wrong|incorrect|not right)")
CUE_EN = re.compile(
    r"\b(?:not|instead|rather|should|wrong|actually|it's|its|forgot|missing|but|is|be|correct)\b"
)
PUT_RIGHT = re.compile(r"\b(?:not|should|wrong|instead|rather|correct|forgot|missing)\b")
# A street of its own: then it is an address, and no part of the known one.
STREET = re.compile(
    r"大道|[路街巷]|胡同|\d弄|小区|花园"
    r"|\b(?<!same )(?:street|st|road|rd|avenue|ave|lane|drive|way|boulevard|square)\b"
)


def read_unit_part(text: str, street: str) -> str:
    """The known street with the unit that `text` puts right in it; empty where it names none."""
    folded = _without_order(text)
    if not street or STREET.search(folded):
        return ""
    found = _chinese(folded) if HAN.search(folded) else _english(folded)
    whole = street
    for start, end, kind in found:
        unit = f"{text[start:end]}{kind}" if HAN.search(folded) else f"{kind}{text[start:end]}"
        whole = with_units(whole, unit)
    return "" if whole == street else whole


def corrects_unit(text: str) -> bool:
    """Whether `text` puts a building, floor or room right, whichever address it is in."""
    folded = _without_order(text)
    if STREET.search(folded):
        return False
    if HAN.search(folded):
        return any(True for _ in _chinese(folded))
    return bool(PUT_RIGHT.search(folded)) and any(True for _ in _english(folded))


def _without_order(text: str) -> str:
    """The folded text, blanks where an order number stands; positions stay."""
    return ORDER_NUMBER.sub(lambda number: " " * len(number.group()), fold(text))


def _chinese(folded: str) -> Iterator[tuple[int, int, str]]:
    """Start and end of each unit as typed, and what is to stand behind its number."""
    labels = list(LABELS_ZH.finditer(folded))
    if not labels:
        if PAIR_ZH.search(folded):
            yield from _wanted(folded, 0, len(folded), "")
        return
    for label, after in zip(labels, [*labels[1:], None], strict=True):
        end = after.start() if after else len(folded)
        yield from _wanted(folded, label.end(), end, label.lastgroup or "")


def _wanted(folded: str, start: int, end: int, kind: str) -> Iterator[tuple[int, int, str]]:
    """The unit meant among those said: not one that is ruled out, rather one that is called so."""
    units = [unit for unit in UNIT_ZH.finditer(folded, start, end) if kind or unit["kind"]]
    if any(not unit["kind"] and KIND_ZH.match(folded, unit.end()) for unit in units):
        return  # "6栋1302" is a piece of an address, and is read as one.
    units = [unit for unit in units if not NOT_ZH.search(folded, start, unit.start())]
    called = [unit for unit in units if unit["cue"]] or units
    if called:
        unit = called[-1]
        yield unit.start("value"), unit.end(), "" if unit["kind"] else kind


def _english(folded: str) -> Iterator[tuple[int, int, str]]:
    if not CUE_EN.search(folded):
        return
    units = [
        unit
        for unit in UNIT_EN.finditer(folded)
        if not NOT_EN.search(folded, 0, unit.start()) and not IS_WRONG.match(folded[unit.end() :])
    ]
    # "Building 3 room 1502" are two; of two rooms the last one is meant.
    meant = {KINDS[unit["kind"]]: unit for unit in units if re.search(r"\d", unit["value"])}
    if meant:
        yield from ((unit.start("kind"), unit.end("value"), "") for unit in meant.values())
    elif named := NAMED_EN.search(folded):
        yield named.start("value"), named.end("value"), f"{named['kind']} "

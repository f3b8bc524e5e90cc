"""One part of a place put right: "省份写错了，是浙江省", "it's Zhejiang, not Jiangsu"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from actions.values.fold import fold
from actions.values.regions import (
    ENGLISH_REGIONS,
    MUNICIPALITIES,
    PROVINCE_OF,
    PROVINCES,
)

HAN = re.compile(r"[\u3400-\u9fff]")
# What the part is called; a name that only ends like it ("浙江省") is no name of a part.
CALLED_ZH: dict[str, re.Pattern[str]] = {
    "province": re.compile(
        r"省份|哪个省|省名|(?:^|(?<=[的把]))省(?=[写填选错不搞弄])|自治区(?=[写填选错])"
    ),
    "city": re.compile(r"城市|哪个市|(?:^|(?<=[的把]))市(?=[写填选错不搞弄])"),
    "district": re.compile(r"区县|行政区|(?:^|(?<=[的把]))[区县](?=[写填选错不搞弄])"),
}
CALLED_EN: dict[str, re.Pattern[str]] = {
    "province": re.compile(r"\b(?:province|state)\b"),
    "city": re.compile(r"\b(?:city|town)\b"),
    "district": re.compile(r"\bdistrict\b"),
    "postcode": re.compile(r"\b(?:zip|post|postal) ?code\b|\bzip\b"),
}
POSTCODE_ZH = re.compile(r"邮(?:政)?编码?(?:[^\d]{0,10})(?P<code>\d{6})(?!\d)")
PLACE_ZH = re.compile(
    rf"(?P<province>(?:{'|'.join([*MUNICIPALITIES, *PROVINCES])})"
    r"(?:省|市|壮族自治区|回族自治区|维吾尔自治区|特别行政区|自治区)?)"
    rf"|(?P<city>(?:{'|'.join(sorted(PROVINCE_OF, key=len, reverse=True))})市?)"
    r"|(?<=[是成为到，, ])(?P<district>(?![是在应改成为到不])[\u3400-\u9fff]{1,4}(?:区|县))"
)
NOT_ZH = re.compile(r"(?:不是|而非|不应该是|写成了?|填成了?|选成了?|错写成|错填成|把)$")
# More than a part: what stands beside it is read as an address of its own.
WHOLE = re.compile(
    r"[路街道巷弄号栋幢座室镇乡村]|小区|\d"
    r"|\b\d+ \w+|\b(?:street|st|road|rd|avenue|ave|lane|drive)\b"
)
ORDER_NUMBER = re.compile(r"#?[a-z]{0,2}\d{7,}")
CUE_ZH = re.compile(r"错|不对|应该|应为|改|换|是|为|写|填")
NAME_EN = r"[a-z][a-z'-]+(?: [a-z][a-z'-]+){0,2}?"
LEAD = re.compile(r"^.*\b(?:is|be|it's|to|in|the|for|actually|really|want) ")
IS_NOT = re.compile(
    rf"(?:\b(?:it's|it is|is|be|to|in|actually) )?\b(?P<new>{NAME_EN}),? "
    rf"(?:and )?(?:not|instead of|rather than) (?:in )?(?P<old>{NAME_EN})(?=\s*[.,!?]|\s*$| please)"
)
NOT_BUT = re.compile(
    rf"\bnot (?:in )?(?P<old>{NAME_EN})(?:, ?| )(?:but|it's|it is|it should be|rather) "
    rf"(?:in )?(?P<new>{NAME_EN})(?=\s*[.,!?]|\s*$| please)"
)
SHOULD_BE = re.compile(
    rf"\b(?:should (?:be|say|read)|must be|supposed to be|is|it's|to)(?: actually| really)? "
    rf"(?P<new>{NAME_EN}|\d{{4,6}})(?=\s*[.,!?]|\s*$| please| not\b)"
)
NO_PLACE = frozenset({"wrong", "incorrect", "missing", "not right", "a mistake", "me", "my", "it"})


def read_place_part(text: str, known: Mapping[str, str]) -> dict[str, str]:
    """The parts of the known address that `text` puts right; empty where it names none, or more."""
    folded = ORDER_NUMBER.sub(" ", fold(text))
    if HAN.search(folded):
        return _read_chinese(folded)
    return {} if WHOLE.search(re.sub(r"\d{4,6}", "", folded)) else _read_english(folded, known)


def corrects_place(text: str) -> bool:
    """Whether `text` puts one part of some address right, whichever address that is."""
    folded = ORDER_NUMBER.sub(" ", fold(text))
    if HAN.search(folded):
        return bool(_read_chinese(folded))
    if _called(folded) and SHOULD_BE.search(folded):
        return bool(_read_english(folded, {}))
    pair = IS_NOT.search(folded) or NOT_BUT.search(folded)
    return pair is not None and {LEAD.sub("", pair["new"]), pair["old"]} <= REGIONS


def _read_chinese(folded: str) -> dict[str, str]:
    code = POSTCODE_ZH.search(folded)
    if code is not None:
        return {"postcode": code["code"]}
    if WHOLE.search(folded) or not CUE_ZH.search(folded):
        return {}
    called = [part for part, name in CALLED_ZH.items() if name.search(folded)]
    wanted: list[tuple[str, str]] = []
    unwanted: list[tuple[str, str]] = []
    for match in PLACE_ZH.finditer(folded):
        found = unwanted if NOT_ZH.search(folded, 0, match.start()) else wanted
        found.append((match.lastgroup or "", match.group()))
    if not wanted or not (called or unwanted):
        return {}
    parts: dict[str, str] = {}
    for part, name in wanted:
        parts.update(_full(part, name))
    return parts


def _full(part: str, name: str) -> Iterator[tuple[str, str]]:
    """The part with its full name; a city brings its province."""
    short = re.sub(r"(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)$", "", name)
    if short in MUNICIPALITIES:
        yield "province", f"{short}市"
        yield "city", f"{short}市"
    elif part == "province":
        yield "province", PROVINCES.get(short, name)
    elif part == "city":
        yield "province", PROVINCE_OF[short]
        yield "city", f"{short}市"
    else:
        yield part, name


def _read_english(folded: str, known: Mapping[str, str]) -> dict[str, str]:
    pair = IS_NOT.search(folded) or NOT_BUT.search(folded)
    if pair is not None:
        plain = {part: value.casefold() for part, value in known.items() if value}
        same = (part for part in ("province", "city", "district") if plain.get(part) == pair["old"])
        part = next(same, None) or _called(folded)
        return {part: _titled(pair["new"])} if part else {}
    part = _called(folded)
    named = [m["new"] for m in SHOULD_BE.finditer(folded) if m["new"] not in NO_PLACE]
    return {part: _titled(named[-1])} if part and named else {}


def _called(folded: str) -> str | None:
    return next((part for part, name in CALLED_EN.items() if name.search(folded)), None)


def _titled(name: str) -> str:
    """As places are written: "new york" is New York, "ca" is CA."""
    words = LEAD.sub("", name).split()
    return " ".join(w.upper() if len(w) == 2 else w[0].upper() + w[1:] for w in words)


REGIONS = frozenset(fold(name) for name in ENGLISH_REGIONS)

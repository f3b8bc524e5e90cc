"""Building, floor and room: the parts of a street that are often given alone, and put into it."""

from __future__ import annotations

import re

from actions.values.fold import fold

BUILDING, STAIRCASE, FLOOR, ROOM = range(4)
KINDS = {
    "building": BUILDING, "bldg": BUILDING, "block": BUILDING, "tower": BUILDING,
    "floor": FLOOR, "fl": FLOOR,
    "apt": ROOM, "apartment": ROOM, "flat": ROOM, "unit": ROOM, "suite": ROOM, "ste": ROOM,
    "room": ROOM, "rm": ROOM,
    "号楼": BUILDING, "栋": BUILDING, "幢": BUILDING, "座": BUILDING, "单元": STAIRCASE,
    "楼": FLOOR, "层": FLOOR, "室": ROOM, "房": ROOM, "户": ROOM, "": ROOM,
}  # fmt: skip
UNIT_EN = re.compile(
    # "FL 33139" is Florida, and no floor.
    rf"\b(?!fl\.? ?\d{{5}})(?P<kind>{'|'.join(k for k in KINDS if k.isascii() and k)})"
    r"\b\.? ?(?:no\.? ?)?#?(?:[a-z]?-?\d[a-z0-9-]*|[a-z])\b"
)
UNITS_EN = re.compile(
    rf"{re.sub('[?]P<kind>', '?:', UNIT_EN.pattern)}"
    rf"(?:(?:, ?| and | ){re.sub('[?]P<kind>', '?:', UNIT_EN.pattern)})*"
)
COUNT_ZH = r"(?:\d+|[一二三四五六七八九十]+|[a-z]\d*)(?:-\d+)*"
UNIT_ZH = re.compile(
    rf"(?P<what>{COUNT_ZH}(?P<kind>号楼|单元|[栋幢座楼层室房户])|\d+(?:-\d+)+$|\d{{2,5}}$)"
)
PLAIN_ZH = rf"(?:{COUNT_ZH}(?:号楼|单元|[栋幢座楼层室房户]))"
HOUSE = re.compile(r"\d+(?:-\d+)?号(?!楼)")
ONLY_ZH = re.compile(rf"(?P<house>{HOUSE.pattern})?(?P<units>(?:{PLAIN_ZH})*(?:(?<=\D)\d{{2,5}})?)")
LAST_ZH = re.compile(rf"{PLAIN_ZH}+(?:\d+(?:-\d+)+|\d{{2,5}})?$")
# "云梯街18号11-3": the room behind a house number, without a word for it.
ROOM_ZH = re.compile(r"(?<=号)\d+(?:-\d+)*$")
ROAD = re.compile(r"大道|[路街道巷弄]|胡同")


def is_units(street: str) -> bool:
    """Whether it names a house, building or room only, and no street they are in."""
    folded = fold(street).strip()
    return bool(folded and (ONLY_ZH.fullmatch(folded) or UNITS_EN.fullmatch(folded)))


def with_units(street: str, units: str) -> str:
    """The known street with these units: in place of its own of the same kind, else added."""
    chinese = ONLY_ZH.fullmatch(fold(units))
    if chinese is None:
        return _with_english(street, units)
    if house := chinese["house"]:
        street = _with_house(street, units[: len(house)])
    return _with_chinese(street, units[chinese.start("units") :])


def _with_house(street: str, house: str) -> str:
    if HOUSE.search(fold(street)):
        return HOUSE.sub(house, street, count=1)
    road = ROAD.search(fold(street))
    return street[: road.end()] + house + street[road.end() :] if road else street + house


def _with_chinese(street: str, units: str) -> str:
    """Kinds between the first and the last given go: "6幢303" for 5幢2单元702 has no staircase."""
    given = _by_kind(units)
    if not given:
        return street
    last = LAST_ZH.search(fold(street)) or ROOM_ZH.search(street)
    known = _by_kind(street[last.start() :]) if last else {}
    if last and last.re is ROOM_ZH:
        known = {ROOM: last.group()}
    kept = {k: v for k, v in known.items() if not min(given) <= k <= max(given)}
    merged = {**kept, **given}
    return (street[: last.start()] if last else street) + "".join(merged[k] for k in sorted(merged))


def _by_kind(units: str) -> dict[int, str]:
    matches = UNIT_ZH.finditer(fold(units))
    return {KINDS[match["kind"] or ""]: units[slice(*match.span())] for match in matches}


def _with_english(street: str, units: str) -> str:
    added: list[str] = []
    for match in UNIT_EN.finditer(fold(units)):
        unit, kind = units[slice(*match.span())], KINDS[match["kind"]]
        same = (m for m in UNIT_EN.finditer(fold(street)) if KINDS[m["kind"]] == kind)
        if old := next(same, None):
            street = street[: old.start()] + unit + street[old.end() :]
        else:
            added.append(unit)
    return ", ".join([street, " ".join(added)] if added else [street])

"""Hours of a day as they are said: "下午三点以后", "between 2 and 4", "after 6". No dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from actions.values.numeral import ENGLISH, ENGLISH_NUMBER, HAN_NUMBER, whole_number

PARTS_ZH = {
    "凌晨": (0, 6), "清早": (6, 9), "早上": (8, 12), "早晨": (8, 12), "上午": (9, 12),
    "上昼": (9, 12), "朝早": (8, 12),
    "中午": (12, 14), "晌午": (12, 14), "下午": (14, 18), "下昼": (14, 18), "午后": (14, 18),
    "傍晚": (17, 19),
    "晚上": (18, 21), "晚间": (18, 21), "夜里": (18, 21), "夜晚": (18, 21), "白天": (9, 18),
    "早": (8, 12), "晚": (18, 21),
}  # fmt: skip
PARTS_EN = {
    "morning": (9, 12), "noon": (12, 14), "midday": (12, 14), "lunchtime": (12, 14),
    "lunch": (12, 14),
    "afternoon": (14, 18), "arvo": (14, 18), "evening": (18, 21), "eve": (18, 21),
    "tonight": (18, 21),
    "night": (18, 21), "daytime": (9, 18),
}  # fmt: skip
PART_ZH = "|".join(sorted(PARTS_ZH, key=len, reverse=True))
C = rf"(?:\d{{1,2}}|{HAN_NUMBER})"
CLOCK_ZH = (
    rf"(?P<part@>{PART_ZH})?的?(?P<hour@>{C})(?:点钟?|时|[:：](?=\d))(?P<minute@>半|一刻"
    rf"|三刻|[0-5]?\d"
    rf"|{HAN_NUMBER})?分?"
)
ZH = re.compile(
    rf"{CLOCK_ZH.replace('@', '1')}(?:到|至|-|~|和){CLOCK_ZH.replace('@', '2')}(?:之间)?"
    rf"|(?P<part4>{PART_ZH})?(?P<hour4>{C})(?:到|至|-"
    rf"|~)(?P<part5>{PART_ZH})?(?P<hour5>{C})(?:点钟?|时)(?!间)"
    rf"|{CLOCK_ZH.replace('@', '3')}(?P<side>之?后|以后|过后|之?前|以前)?"
    rf"|(?<![不最])(?P<only>{PART_ZH})(?P<only_side>之?后|以后|之?前|以前)?(?!安|好|就|于)"
)
PART_EN = "|".join(sorted(PARTS_EN, key=len, reverse=True))
CLOCK_EN = (
    rf"(?P<hour@>\d{{1,2}}"
    rf"|{ENGLISH_NUMBER})(?:[:.](?P<minute@>[0-5]\d))? ?(?:o'?clock ?)?(?P<half@>[ap]\.?m\b\.?)?"
)
EN = re.compile(
    rf"\b(?:between |from )?{CLOCK_EN.replace('@', '1')} ?(?:to|and|till|until"
    rf"|-) ?{CLOCK_EN.replace('@', '2')}(?! ?(?:days?|items?|of|pairs?|orders?))\b"
    rf"(?: ?in the (?P<part1>{PART_EN}))?"
    rf"|\b(?P<side>after|past|before|by|from|at|till|until|around|about) (?P<noon>noon|midday)\b"
    rf"|\b(?P<side3>after|past|before|by|from|at|till|until|around"
    rf"|about) {CLOCK_EN.replace('@', '3')}(?![\d/.-]| ?(?:days?|weeks?|th|st|nd|rd"
    rf"|minutes?|hours?|months?|%|items?|times?))\b(?: ?in the (?P<part3>{PART_EN}))?"
    r"|\b(?P<hour4>\d{1,2})(?=:[0-5]\d|[.:\d]* ?[ap]\.?m\b)(?:[:.](?P<minute4>[0-5]\d))?"
    r"(?: ?(?P<half4>[ap]\.?m\b\.?))?(?: onwards?)?"
    rf"|\b(?P<only>{PART_EN})s?\b"
)


@dataclass(frozen=True)
class Hours:
    """Local times; None where that side is open. At one time only, `end` is open too."""

    start: time | None
    end: time | None


def find_hours_zh(folded: str) -> list[tuple[int, int, Hours]]:
    return [
        (match.start(), match.end(), hours)
        for match in ZH.finditer(folded)
        if (hours := _zh(match)) is not None
    ]


def find_hours_en(folded: str) -> list[tuple[int, int, Hours]]:
    return [
        (match.start(), match.end(), hours)
        for match in EN.finditer(folded)
        if (hours := _en(match)) is not None
    ]


def _zh(match: re.Match[str]) -> Hours | None:
    if match["only"]:
        return _side(match["only_side"] or "", *PARTS_ZH[match["only"]])
    first, second = ("1", "2") if match["hour1"] else ("4", "5")
    if match[f"hour{first}"]:
        start = _clock_zh(match, first, match[f"part{first}"])
        end = _clock_zh(match, second, match[f"part{second}"] or match[f"part{first}"])
        return _between(start, end)
    at = _clock_zh(match, "3", match["part3"])
    side = match["side"] or ""
    if at is None:
        return None
    return Hours(None, at) if side.endswith("前") else Hours(at, None)


def _clock_zh(match: re.Match[str], which: str, part: str | None) -> time | None:
    hour = whole_number(match[f"hour{which}"])
    minute = match.groupdict().get(f"minute{which}")
    quarters = {"半": 30, "一刻": 15, "三刻": 45, None: 0}
    minutes = quarters[minute] if minute in quarters else whole_number(minute or "0")
    late = None if part is None else PARTS_ZH[part][0] >= 12 or part in ("中午", "晌午")
    return _clock(hour, minutes, late)


def _en(match: re.Match[str]) -> Hours | None:
    if match["only"]:
        start, end = PARTS_EN[match["only"]]
        return Hours(time(start), time(end))
    if match["noon"]:
        return _side(match["side"], 12, 12)
    if match["hour1"]:
        late = _late(match["half1"] or match["half2"], match["part1"])
        return _between(
            _clock_en(match, "1", late),
            _clock_en(match, "2", _late(match["half2"], match["part1"])),
        )
    which = "3" if match["hour3"] else "4"
    at = _clock_en(match, which, _late(match[f"half{which}"], match["part3"]))
    if at is None:
        return None
    return (
        Hours(None, at) if match["side3"] in ("before", "by", "till", "until") else Hours(at, None)
    )


def _late(half: str | None, part: str | None) -> bool | None:
    if half:
        return half.startswith("p")
    return None if part is None else PARTS_EN[part][0] >= 12


def _clock_en(match: re.Match[str], which: str, late: bool | None) -> time | None:
    said = match[f"hour{which}"]
    hour = int(said) if said.isdecimal() else ENGLISH[said]
    return _clock(hour, int(match[f"minute{which}"] or 0), late)


def _clock(hour: int | None, minute: int | None, late: bool | None) -> time | None:
    """`late` says afternoon; where nobody said, 1 to 7 are: nothing is delivered at night."""
    if hour is None or minute is None or hour > 24 or minute > 59:
        return None
    if hour < 12 and (late or (late is None and 1 <= hour <= 7)):
        hour += 12
    if hour == 12 and late is False:
        hour = 0
    return time(hour % 24, minute)


def _between(start: time | None, end: time | None) -> Hours | None:
    if start is None or end is None:
        return None
    if end <= start and end.hour == 0:
        # "上午九点到十二点": what ends a morning is noon.
        end = end.replace(hour=12)
    if end <= start:
        # "10 to 2", "11-1pm": the end is after noon, the start before it.
        if start.hour >= 12 and start.hour - 12 < end.hour:
            return Hours(start.replace(hour=start.hour - 12), end)
        return None
    return Hours(start, end)


def _side(side: str, start: int, end: int) -> Hours:
    if side.endswith("前") or side in ("before", "by", "till", "until"):
        return Hours(None, time(start))
    if side.endswith("后") or side in ("after", "past", "from"):
        return Hours(time(end), None)
    return Hours(time(start), time(end) if end > start else None)

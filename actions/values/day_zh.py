"""Days as Chinese says them. Hours are read elsewhere."""

from __future__ import annotations

import re

from actions.values.day import CalendarDay, Day, DaysAway, PartOfMonth, Weekday
from actions.values.numeral import HAN_NUMBER, whole_number

AWAY = {
    "大后": 3, "后": 2, "后儿": 2, "明": 1, "明儿": 1, "今": 0, "今儿": 0, "昨": -1,
    "昨儿": -1, "前": -2, "听": 1,
}  # fmt: skip
WEEKDAYS = {sign: number for number, sign in enumerate("一二三四五六")} | {
    "日": 6,
    "天": 6,
    "末": 5,
}
WEEKS = {"下下": 2, "下": 1, "上": -1, "这": 0, "本": 0}
N = rf"(?:\d{{1,2}}|{HAN_NUMBER})"
DAY = re.compile(
    rf"(?:(?P<year>\d{{4}})年)?(?P<month>{N})月(?P<day>{N})(?:日|号)?"
    rf"|(?P<near>下个?月|这个月|本月)?(?P<only>{N})(?:号(?!码|楼|店|线|院|门|仓|球|铁)"
    rf"|日(?!常|用|本))"
    r"|(?P<away>大后|后|明|今|昨|前|听)(?:儿个?|天|日|晚|早|朝)"
    r"|(?P<week>下下|下|上|这|本)?个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天末])"
    r"|(?P<whole>下下|下|这|本)个?(?:周|星期|礼拜)"
    r"|(?P<monthend>下个?月|这个月|本月|月)(?P<part>初|底|末)"
    rf"|(?P<later>过)?(?P<count>{N})天(?P<after>后|之后|以后|过后)?"
    rf"|(?P<spans>{N})个?(?P<span>周|星期|礼拜|月)(?:后|之后|以后|过后)"
    r"|周末"
    r"|(?P<y>20\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"
    r"|(?<![\d.-])(?P<m2>\d{1,2})/(?P<d2>\d{1,2})(?![\d/])"
)


def find_days(folded: str) -> list[tuple[int, int, Day]]:
    """Start, end and meaning of each day said."""
    found = []
    for match in DAY.finditer(folded):
        day = _weekly(match) or _dated(match) or _counted(match)
        if day is not None:
            # The "晚" of "明晚" also says the hours: it stays outside of the day.
            late = match["away"] is not None and match.group()[-1] in "晚早朝"
            found.append((match.start(), match.end() - (1 if late else 0), day))
    return found


def _weekly(match: re.Match[str]) -> Day | None:
    if match["weekday"]:
        week = WEEKS[match["week"]] if match["week"] else None
        return Weekday(WEEKDAYS[match["weekday"]], week, 2 if match["weekday"] == "末" else 1)
    if match["whole"]:
        return Weekday(0, WEEKS[match["whole"]], 7)
    return Weekday(5, None, 2) if match.group() == "周末" else None


def _dated(match: re.Match[str]) -> Day | None:
    month, day = (
        match["month"] or match["m"] or match["m2"],
        match["day"] or match["d"] or match["d2"],
    )
    if month:
        year = match["year"] or match["y"]
        return _calendar(month, day, int(year) if year else None)
    if match["only"]:
        number = whole_number(match["only"])
        months = None if not match["near"] else int(match["near"].startswith("下"))
        return CalendarDay(number, months=months) if number and number <= 31 else None
    if match["monthend"]:
        return PartOfMonth(int(match["monthend"].startswith("下")), match["part"] == "初")
    return None


def _calendar(month: str, day: str, year: int | None) -> Day | None:
    numbers = whole_number(month), whole_number(day)
    if not numbers[0] or not numbers[1] or numbers[0] > 12 or numbers[1] > 31:
        return None
    return CalendarDay(numbers[1], numbers[0], year)


def _counted(match: re.Match[str]) -> Day | None:
    if match["away"]:
        return DaysAway(AWAY[match["away"]])
    if match["spans"]:
        spans = whole_number(match["spans"])
        return None if spans is None else DaysAway(spans * (30 if match["span"] == "月" else 7))
    if match["count"] and (match["after"] or match["later"]):
        number = whole_number(match["count"])
        return None if number is None else DaysAway(number)
    return None

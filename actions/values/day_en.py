"""Days as English says them. Hours are read elsewhere."""

from __future__ import annotations

import re

from actions.values.day import CalendarDay, Day, DaysAway, Weekday
from actions.values.numeral import ENGLISH, ENGLISH_NUMBER
from actions.values.ordinal import ENGLISH_ORDINALS

AWAY = {
    "day after tomorrow": 2, "day before yesterday": -2, "today": 0, "tonight": 0, "tonite": 0,
    "tomorrow": 1, "tomorow": 1, "tommorow": 1, "tommorrow": 1, "tmrw": 1, "tmr": 1, "tmrow": 1,
    "2moro": 1, "2morrow": 1, "yesterday": -1, "this morning": 0, "this afternoon": 0,
    "this evening": 0,
}  # fmt: skip
UNITS = {"day": 1, "week": 7, "month": 30}
WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday|nsday|s)?|thu(?:r(?:s(?:day)?)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)(?:'?s)?\b"
)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
D = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:/])"
COUNT = rf"\d{{1,2}}|an?|{ENGLISH_NUMBER}"
WORD_DAY = "|".join(ENGLISH_ORDINALS)
DAY = re.compile(
    rf"\b(?P<away>{'|'.join(sorted(AWAY, key=len, reverse=True))})\b"
    rf"|\b{MONTH.format('mon1')} (?:the )?{D.format('day1')}(?:,? (?P<year1>20\d\d)\b)?"
    rf"|\b(?:the )?{D.format('day2')} (?:of )?{MONTH.format('mon2')}(?:,? (?P<year2>20\d\d)\b)?"
    rf"|\b(?:the )?(?P<word>{WORD_DAY}) of {MONTH.format('mon3')}"
    rf"|\b(?:(?P<week>next|this|coming|last|following) )?{WEEKDAY}(?: (?P<late>next week))?"
    r"|\b(?:(?P<wweek>next|this|coming) )?week[- ]?end\b"
    r"|\b(?P<whole>next|this) week\b"
    rf"|\bin (?:the next )?(?P<count>{COUNT}) (?P<unit>days?|weeks?|months?)\b"
    rf"|\b(?P<count2>{COUNT}) (?P<unit2>days?|weeks?|months?)"
    r" (?:from (?:now|today)|later)\b"
    r"|\b(?:the|on|until|till|after|before) (?:the )?(?P<only>\d{1,2})(?:st|nd|rd"
    r"|th)\b(?! (?:one|order|item|floor|street|avenue))"
    r"|\b(?P<y>20\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b"
    r"|(?<![\d.-])(?!24/7|\d+/10|\d/5\b)(?P<m2>\d{1,2})/(?P<d2>\d{1,2})(?:/(?P<y2>20\d\d))?(?![\d/])"
)


def find_days(folded: str) -> list[tuple[int, int, Day]]:
    """Start, end and meaning of each day said."""
    found = []
    for match in DAY.finditer(folded):
        day = _weekly(match) or _dated(match) or _counted(match)
        if day is not None:
            start = match.start("only") if match["only"] else match.start()
            found.append((start, match.end(), day))
    return found


def _weekly(match: re.Match[str]) -> Day | None:
    if match["weekday"]:
        weekday = WEEKDAYS.index(match["weekday"][:3])
        if match["late"] or match["week"] in ("next", "following"):
            return Weekday(weekday, 1)
        return Weekday(weekday, -1 if match["week"] == "last" else None)
    if match["whole"]:
        return Weekday(0, int(match["whole"] == "next"), 7)
    if match.group().endswith("end"):
        return Weekday(5, 1 if match["wweek"] == "next" else None, 2)
    return None


def _dated(match: re.Match[str]) -> Day | None:
    for month, day, year in (
        ("mon1", "day1", "year1"),
        ("mon2", "day2", "year2"),
        ("mon3", "word", ""),
    ):
        if match[month]:
            number = ENGLISH_ORDINALS.get(match[day]) or int(match[day])
            said = int(match[year]) if year and match[year] else None
            return _calendar(MONTHS.index(match[month][:3]) + 1, number, said)
    if match["y"]:
        return _calendar(int(match["m"]), int(match["d"]), int(match["y"]))
    if match["m2"]:
        month_first, second = int(match["m2"]), int(match["d2"])
        if month_first > 12:
            month_first, second = second, month_first
        return _calendar(month_first, second, int(match["y2"]) if match["y2"] else None)
    return (
        CalendarDay(int(match["only"])) if match["only"] and 0 < int(match["only"]) < 32 else None
    )


def _calendar(month: int, day: int, year: int | None) -> Day | None:
    return CalendarDay(day, month, year) if 0 < month < 13 and 0 < day < 32 else None


def _counted(match: re.Match[str]) -> Day | None:
    if match["away"]:
        return DaysAway(AWAY[match["away"]])
    count, unit = match["count"] or match["count2"], match["unit"] or match["unit2"]
    if count:
        number = int(count) if count.isdecimal() else ENGLISH[count]
        return DaysAway(number * UNITS[unit.rstrip("s")])
    return None

"""When something shall be, in words: found in a text without a clock, read as dates with one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from actions.values import day_en, day_zh
from actions.values.bound import Bound, bound_of
from actions.values.day import Day
from actions.values.fold import fold
from actions.values.hours import Hours, find_hours_en, find_hours_zh

HAN = re.compile(r"[\u3400-\u9fff]")
JOINT = re.compile(r"^(?:[ ,，、的]|at|in the|on|the|anytime|any time|sometime)*$")
NOT_THIS = re.compile(
    r"(?:\bnot|\bcan't|\binstead of|\brather than|\bfrom|别|不要|不是|不在|从|除了) ?(?:on )?$"
)
FROM_THEN = re.compile(r"\b(?:after|past|from)\b|后|onward")


@dataclass(frozen=True)
class Said:
    """One phrase about a time; `day` or `hours` may be missing, never both."""

    start: int
    end: int
    day: Day | None
    hours: Hours | None


@dataclass(frozen=True)
class When:
    """From `day` to `last_day` (the same for one day), local `start` to `end`; None is open.

    "Before Friday" has no first day, "from Friday on" no last one. `until` is the hour up to which
    the last day counts: "by Friday 6 pm".
    """

    day: date | None
    last_day: date | None
    start: time | None
    end: time | None
    until: time | None = None

    @property
    def is_one_day(self) -> bool:
        return self.day is not None and self.day == self.last_day

    def has_days(self) -> bool:
        return self.day is not None or self.last_day is not None

    def holds(self, day: date) -> bool:
        """Whether this day is meant, among others."""
        return (self.day is None or self.day <= day) and (
            self.last_day is None or day <= self.last_day
        )


def find_when(text: str) -> tuple[Said, ...]:
    """Every phrase about a day or an hour, in order, neighbours joined: "next Tuesday after 6"."""
    folded = fold(text)
    days, hours = day_en.find_days(folded), find_hours_en(folded)
    if HAN.search(folded):
        days, hours = days + day_zh.find_days(folded), hours + find_hours_zh(folded)
    days = _apart(days)
    kept = [spoken for spoken in _apart(hours) if not _inside(spoken, days)]
    kept = [(start, len(folded[:end].rstrip()), each) for start, end, each in kept]
    said = [Said(start, end, day, None) for start, end, day in days]
    said += [Said(start, end, None, each) for start, end, each in kept]
    return _joined(folded, sorted(said, key=lambda each: each.start))


def read_when(text: str, now: datetime, zone: tzinfo) -> When | None:
    """What `text` says about a time, counted from `now` (aware) in `zone`. None if it says nothing.

    A day that is turned down ("not tomorrow, Friday") gives way to another one.
    """
    folded = fold(text)
    found = find_when(text)
    wanted = [said for said in found if not NOT_THIS.search(folded[: said.start])] or list(found)
    dated = next((said for said in wanted if said.day is not None), None)
    hours = next((said.hours for said in wanted if said.hours is not None), None)
    dates = dated.day.dates(now.astimezone(zone).date()) if dated and dated.day else None
    if dated is None or dates is None:
        return When(None, None, hours.start, hours.end) if hours else None
    bound, said = bound_of(folded, dated.start, dated.end), folded[dated.start : dated.end]
    if bound in (Bound.BEFORE, Bound.UNTIL) and (until := _clock(dated.hours, said)):
        return When(None, dates[1], None, None, until)
    first, last = bound.days(*dates)
    return When(first, last, hours.start if hours else None, hours.end if hours else None)


def _clock(hours: Hours | None, said: str) -> time | None:
    """The one time of day that was said of a day: "Friday 6 pm"."""
    if hours is None or hours.end is not None or FROM_THEN.search(said):
        return None
    return hours.start


def _apart(found: list[tuple[int, int, Day]] | list[tuple[int, int, Hours]]) -> list:  # type: ignore[type-arg]
    kept: list[tuple[int, int, Day | Hours]] = []
    for spoken in sorted(found, key=lambda each: (each[0], -each[1])):
        if not kept or spoken[0] >= kept[-1][1]:
            kept.append(spoken)
    return kept


def _inside(spoken: tuple[int, int, Hours], days: list[tuple[int, int, Day]]) -> bool:
    start, end, _ = spoken
    return any(start < last and first < end for first, last, _ in days)


def _joined(folded: str, said: list[Said]) -> tuple[Said, ...]:
    joined: list[Said] = []
    for each in said:
        if joined and JOINT.match(folded[joined[-1].end : each.start]):
            before = joined[-1]
            if before.day is None and each.day is not None and before.hours is not None:
                joined[-1] = Said(before.start, each.end, each.day, before.hours)
                continue
            if before.day is not None and before.hours is None and each.day is None:
                joined[-1] = Said(before.start, each.end, before.day, each.hours)
                continue
        joined.append(each)
    return tuple(joined)

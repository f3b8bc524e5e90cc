"""A day as it was said, "下周三", "the 26th"; and which date that is, seen from a given day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class DaysAway:
    days: int

    def dates(self, today: date) -> tuple[date, date] | None:
        day = today + timedelta(days=self.days)
        return day, day


@dataclass(frozen=True)
class Weekday:
    """`weekday` from 0 for Monday; `week` 0 this one, 1 the next, None the one to come."""

    weekday: int
    week: int | None = None
    length: int = 1

    def dates(self, today: date) -> tuple[date, date] | None:
        monday = today - timedelta(days=today.weekday())
        first = monday + timedelta(days=self.weekday, weeks=self.week or 0)
        last = first + timedelta(days=self.length - 1)
        if self.week is None and last < today:
            return first + timedelta(weeks=1), last + timedelta(weeks=1)
        return first, last


@dataclass(frozen=True)
class CalendarDay:
    """Parts that were not said are None; `months` is 1 for "of next month"."""

    day: int
    month: int | None = None
    year: int | None = None
    months: int | None = None

    def dates(self, today: date) -> tuple[date, date] | None:
        found = self._date(today)
        return None if found is None else (found, found)

    def _date(self, today: date) -> date | None:
        if self.month is None:
            return self._in_a_month(today)
        if self.year is not None:
            return _date(self.year, self.month, self.day)
        years = (today.year + 1, today.year, today.year - 1)
        near = (_date(year, self.month, self.day) for year in years)
        known = [day for day in near if day is not None]
        return min(known, key=lambda day: abs(day - today - timedelta(days=60)), default=None)

    def _in_a_month(self, today: date) -> date | None:
        ahead = range(13) if self.months is None else (self.months,)
        for months in ahead:
            year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
            day = _date(year, month + 1, self.day)
            if day is not None and (day >= today or self.months is not None):
                return day
        return None


@dataclass(frozen=True)
class PartOfMonth:
    """The first or last days of this month or one `months` later."""

    months: int
    first: bool

    def dates(self, today: date) -> tuple[date, date] | None:
        year, month = divmod(today.year * 12 + today.month - 1 + self.months, 12)
        start = date(year, month + 1, 1)
        after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
        end = after - timedelta(days=1)
        return (start, start + timedelta(days=4)) if self.first else (end - timedelta(days=4), end)


Day = DaysAway | Weekday | CalendarDay | PartOfMonth


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

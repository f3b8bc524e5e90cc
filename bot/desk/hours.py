"""When people answer, by the shop's hours and holidays. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from itertools import islice
from zoneinfo import ZoneInfo

from actions.shop.policy.rules import Policy, SupportRules

# So far ahead is looked; a shop that is closed longer names no time.
DAYS_AHEAD = 60


@dataclass(frozen=True)
class Hours:
    """The hours of one shop, in its time zone."""

    rules: SupportRules
    zone: ZoneInfo

    def is_open(self, at: datetime) -> bool:
        return any(start <= at < end for start, end in self._spans(at, days=1))

    def next_opening(self, at: datetime) -> datetime | None:
        """`at` itself while open; None where no day ahead has hours."""
        return next((max(start, at) for start, end in self._spans(at) if end > at), None)

    def due(self, since: datetime, minutes: int) -> datetime:
        """When so many minutes of opening hours have passed; without any hours, plain minutes."""
        left = timedelta(minutes=minutes)
        for start, end in self._spans(since):
            begun = max(start, since)
            if end - begun >= left:
                return begun + left
            left -= max(end - begun, timedelta(0))
        return since + timedelta(minutes=minutes)

    def open_between(self, start: datetime, end: datetime) -> timedelta:
        """How much of the time between was within the hours."""
        spans = ((max(a, start), min(b, end)) for a, b in self._spans(start) if a < end)
        return sum((max(b - a, timedelta(0)) for a, b in spans), timedelta(0))

    def _spans(self, at: datetime, days: int = DAYS_AHEAD) -> Iterator[tuple[datetime, datetime]]:
        """First and last moment of each open day, in UTC, from the day of `at` on."""
        first = at.astimezone(self.zone).date()
        for day in islice(_days(first), days):
            window = self.rules.hours.get(day.weekday())
            if window is not None and day not in self.rules.holidays:
                start, end = (datetime.combine(day, moment, self.zone) for moment in window)
                yield start.astimezone(timezone.utc), end.astimezone(timezone.utc)


def hours_of(policy: Policy) -> Hours:
    return Hours(policy.support, policy.time_zone)


def _days(first: date) -> Iterator[date]:
    while True:
        yield first
        first += timedelta(days=1)

"""Counting days: business days, and how many days late something is."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

SATURDAY = 5


def add_business_days(at: datetime, count: int, zone: tzinfo) -> datetime:
    """The same local time `count` days later, Saturdays and Sundays not counted."""
    local = at.astimezone(zone)
    while count > 0:
        local += timedelta(days=1)
        count -= local.weekday() < SATURDAY
    return local.astimezone(at.tzinfo)


def days_between(start: datetime, end: datetime, zone: tzinfo) -> int:
    """How many times midnight passed in this zone."""
    return (end.astimezone(zone).date() - start.astimezone(zone).date()).days

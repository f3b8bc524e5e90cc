"""Business days, Monday to Friday, as arithmetic on dates. Public holidays are not known here."""

from __future__ import annotations

from datetime import date, timedelta

SATURDAY = 5


def is_business_day(day: date) -> bool:
    return day.weekday() < SATURDAY


def add_business_days(day: date, count: int) -> date:
    """`count` business days after `day`; 0 is `day` itself, or the next Monday on a weekend."""
    while count > 0 or not is_business_day(day):
        day += timedelta(days=1)
        count -= is_business_day(day)
    return day

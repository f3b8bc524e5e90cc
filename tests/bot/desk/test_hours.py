"""When people answer: hours of the week, holidays, and the minutes that count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.desk.hours import Hours, hours_of
from tests.actions.shop.samples import POLICY

ZONE = ZoneInfo("Asia/Shanghai")
HOURS = hours_of(POLICY)
CLOSED = Hours(replace(POLICY.support, hours={}), ZONE)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Of November 2026, whose first is a Sunday, at the shop."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def with_holiday(*days: int) -> Hours:
    off = frozenset(date(2026, 11, day) for day in days)
    return Hours(replace(POLICY.support, holidays=off), ZONE)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (at(18, 8, 59), False),
        (at(18, 9), True),
        (at(18, 20, 59), True),
        (at(18, 21), False),
        (at(21, 9, 30), False),
        (at(21, 10), True),
        (at(21, 18), False),
    ],
)
def test_it_is_open_from_the_first_minute_to_before_the_last(
    moment: datetime, is_open: bool
) -> None:
    assert HOURS.is_open(moment) is is_open


def test_a_holiday_is_closed() -> None:
    assert not with_holiday(18).is_open(at(18, 12))
    assert with_holiday(18).is_open(at(19, 12))


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (at(18, 12), at(18, 12)),
        (at(18, 3), at(18, 9)),
        (at(18, 22), at(19, 9)),
        (at(20, 22), at(21, 10)),
    ],
)
def test_the_next_opening_is_now_or_the_first_minute_of_a_day(
    moment: datetime, opens: datetime
) -> None:
    assert HOURS.next_opening(moment) == opens


def test_holidays_are_skipped_to_the_next_opening() -> None:
    assert with_holiday(19, 20).next_opening(at(18, 22)) == at(21, 10)


def test_a_shop_without_hours_names_no_opening_and_counts_plain_minutes() -> None:
    assert CLOSED.next_opening(at(18, 12)) is None
    assert CLOSED.due(at(18, 12), 10) == at(18, 12, 10)
    assert CLOSED.open_between(at(18, 9), at(18, 12)) == timedelta(0)


@pytest.mark.parametrize(
    ("since", "due"),
    [
        (at(18, 12), at(18, 12, 10)),
        (at(18, 20, 55), at(19, 9, 5)),
        (at(18, 23), at(19, 9, 10)),
        (at(18, 20, 50), at(18, 21)),
    ],
)
def test_minutes_count_while_it_is_open(since: datetime, due: datetime) -> None:
    assert HOURS.due(since, 10) == due


def test_time_is_measured_within_the_hours() -> None:
    assert HOURS.open_between(at(18, 20, 30), at(19, 9, 15)) == timedelta(minutes=45)
    assert HOURS.open_between(at(18, 22), at(19, 3)) == timedelta(0)
    assert HOURS.open_between(at(18, 12), at(18, 12)) == timedelta(0)


def test_hours_follow_the_clocks_of_the_zone_when_they_are_put_back() -> None:
    berlin = Hours(
        replace(POLICY.support, hours={6: (time(1), time(5))}), ZoneInfo("Europe/Berlin")
    )
    start = datetime(2026, 10, 25, 1, tzinfo=ZoneInfo("Europe/Berlin"))
    end = datetime(2026, 10, 25, 5, tzinfo=ZoneInfo("Europe/Berlin"))
    assert berlin.open_between(start, end) == timedelta(hours=5)

"""Dates and hours in words."""

from __future__ import annotations

from datetime import date, datetime, time, timezone
from zoneinfo import ZoneInfo

import pytest

from actions.values.when import When, find_when, read_when

SHANGHAI = ZoneInfo("Asia/Shanghai")
SUNDAY_NOON = datetime(2026, 11, 22, 4, tzinfo=timezone.utc)


def november(day: int) -> date:
    return date(2026, 11, day)


DAYS = [
    ("明天下午", november(23), (14, 18)),
    ("下周三", november(25), None),
    ("下週三下午3點後", november(25), (15, None)),
    ("26号上午", november(26), (9, 12)),
    ("11月26日晚上七点以后", november(26), (19, None)),
    ("周六", november(28), None),
    ("明晚8点", november(23), (20, None)),
    ("大后天上午", november(25), (9, 12)),
    ("三天后", november(25), None),
    ("两个星期以后", date(2026, 12, 6), None),
    ("一个月之后的上午", date(2026, 12, 22), (9, 12)),
    ("three weeks from now in the evening", date(2026, 12, 13), (18, 21)),
    ("a month later", date(2026, 12, 22), None),
    ("１２月１日", date(2026, 12, 1), None),
    ("2026-11-26 10:00", november(26), (10, None)),
    ("next Tuesday after 6", november(24), (18, None)),
    ("Nov 26", november(26), None),
    ("26th of November", november(26), None),
    ("the 26th", november(26), None),
    ("tmrw arvo", november(23), (14, 18)),
    ("后天上午9点到12点", november(24), (9, 12)),
    ("tomorrow 9 to 12 in the morning", november(23), (9, 12)),
    ("from 10 to 12 on Saturday", november(28), (10, 12)),
    ("Friday between 8 and 10 o'clock", november(27), (8, 10)),
    ("day after tomorrow before noon", november(24), (None, 12)),
    ("11-1pm sat", november(28), (11, 13)),
    ("in 3 days", november(25), None),
    ("yesterday", november(21), None),
]


@pytest.mark.parametrize(("text", "day", "hours"), DAYS)
def test_a_day_and_its_hours_are_read(
    text: str, day: date, hours: tuple[int | None, int | None] | None
) -> None:
    start, end = (None if hour is None else time(hour) for hour in hours or (None, None))
    assert read_when(text, SUNDAY_NOON, SHANGHAI) == When(day, day, start, end)
    assert all(text[said.start : said.end].strip() for said in find_when(text))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("这周末", november(21), november(22)),
        ("next week", november(23), november(29)),
        ("月底", november(26), november(30)),
        ("下月初", date(2026, 12, 1), date(2026, 12, 5)),
    ],
)
def test_a_span_of_days_is_read_whole(text: str, first: date, last: date) -> None:
    assert read_when(text, SUNDAY_NOON, SHANGHAI) == When(first, last, None, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("别明天送，改周五吧", november(27)),
        ("not today, deliver it tomorrow", november(23)),
        ("move it from Wednesday to Friday", november(27)),
    ],
)
def test_a_day_that_is_turned_down_is_not_taken(text: str, day: date) -> None:
    found = read_when(text, SUNDAY_NOON, SHANGHAI)
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "二月三十号",
        "30号楼",
        "the second one",
        "order 20261120",
        "3 pairs",
        "99/99",
        "😀",
    ],
)
def test_what_is_no_day_is_not_taken_for_one(text: str) -> None:
    assert read_when(text, SUNDAY_NOON, SHANGHAI) is None


def test_today_is_the_day_of_the_shops_zone() -> None:
    late = datetime(2026, 11, 22, 17, tzinfo=timezone.utc)
    found = read_when("今天", late, SHANGHAI)
    assert found is not None
    assert found.day == november(23)


def test_a_day_of_the_month_that_has_passed_is_the_next_one() -> None:
    found = read_when("18号", SUNDAY_NOON, SHANGHAI)
    assert found is not None
    assert found.day == date(2026, 12, 18)


@pytest.mark.parametrize("piece", ["1点", "下周", "9", "12/"])
def test_long_nonsense_is_read_without_an_error(piece: str) -> None:
    found = read_when(piece * 2000, SUNDAY_NOON, SHANGHAI)
    assert found is None or isinstance(found, When)

"""Up to or from a day."""

from __future__ import annotations

from datetime import date, datetime, time, timezone
from zoneinfo import ZoneInfo

import pytest

from actions.values.when import When, read_when

SHANGHAI = ZoneInfo("Asia/Shanghai")
SUNDAY_NOON = datetime(2026, 11, 22, 4, tzinfo=timezone.utc)
THURSDAY, FRIDAY, SATURDAY = date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 28)


def read(text: str) -> When | None:
    return read_when(text, SUNDAY_NOON, SHANGHAI)


@pytest.mark.parametrize(
    "text",
    [
        "before Friday",
        "周五之前",
        "周五前送到就行",
        "I'm leaving on Friday so it has to be here before then",
        "我周五出差，要在那之前送到",
        "by Thursday",
        "Thursday at the latest",
        "周四或之前",
    ],
)
def test_before_a_day_that_day_is_not_meant(text: str) -> None:
    assert read(text) == When(None, THURSDAY, None, None)


@pytest.mark.parametrize("text", ["by the 27th", "不晚于周五", "最晚周五", "no later than Friday"])
def test_no_later_than_a_day_that_day_is_meant_too(text: str) -> None:
    assert read(text) == When(None, FRIDAY, None, None)


@pytest.mark.parametrize(
    "text", ["not before Friday", "from Friday on", "27号起", "周五之前不在家"]
)
def test_from_a_day_on_the_days_before_are_not_meant(text: str) -> None:
    assert read(text) == When(FRIDAY, None, None, None)


@pytest.mark.parametrize("text", ["after Friday", "周五以后"])
def test_after_a_day_that_day_is_not_meant(text: str) -> None:
    assert read(text) == When(SATURDAY, None, None, None)


def test_by_an_hour_of_a_day_the_hour_ends_only_the_last_day() -> None:
    assert read("by Friday 6pm") == When(None, FRIDAY, None, None, time(18))
    assert read("before Friday after 6pm") == When(None, THURSDAY, time(18), None)


@pytest.mark.parametrize("text", ["not Friday", "Friday", "周五吧", "on Friday"])
def test_a_day_without_such_words_is_that_day(text: str) -> None:
    assert read(text) == When(FRIDAY, FRIDAY, None, None)


@pytest.mark.parametrize("text", ["before then", "之前", "by" * 3000, "before Blursday"])
def test_without_a_day_there_is_nothing_to_be_before(text: str) -> None:
    found = read(text)
    assert found is None or not found.has_days()

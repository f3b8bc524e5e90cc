"""Which one, and how many."""

from __future__ import annotations

import pytest

from actions.values.ordinal import ALL, LAST, find_ordinals, find_quantities


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("第二个", 2),
        ("第２单", 2),
        ("第十二条", 12),
        ("最后一个", LAST),
        ("the second one", 2),
        ("2nd", 2),
        ("the last one", LAST),
        ("选2", 2),
        ("option 3", 3),
        ("the first order", 1),
    ],
)
def test_which_one_is_read(text: str, rank: int) -> None:
    assert [found.value for found in find_ordinals(text)] == [rank]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nov 2nd",
        "on the 26th",
        "第二天",
        "last week",
        "一个",
        "2nd of May",
        "a second opinion",
        "first time",
    ],
)
def test_days_and_weeks_are_no_ordinals(text: str) -> None:
    assert find_ordinals(text) == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("两件", 2),
        ("2双鞋", 2),
        ("3 pairs", 3),
        ("two of them", 2),
        ("x2", 2),
        ("全部", ALL),
        ("all of them", ALL),
    ],
)
def test_how_many_is_read(text: str, number: int) -> None:
    assert [found.value for found in find_quantities(text)] == [number]


@pytest.mark.parametrize("text", ["", "三个月", "第二个", "一个问题", "这个", "两个小时"])
def test_times_and_pronouns_count_nothing(text: str) -> None:
    assert find_quantities(text) == ()

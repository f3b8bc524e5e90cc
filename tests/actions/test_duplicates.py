"""Which of two orders that are the same words mean: by their place in time."""

from __future__ import annotations

import pytest

from actions.duplicates import lets_one_go, place_meant


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the second one", 1),
        ("cancel the later one", -1),
        ("the earlier order", 0),
        ("第一个", 0),
        ("后下的那个", -1),
        ("先买的那单", 0),
        ("第三个", 2),
    ],
)
def test_a_place_in_time_is_read(text: str, place: int) -> None:
    assert place_meant(text) == place


@pytest.mark.parametrize("text", ["", "cancel it", "first or second?", "好的", "足球那单"])
def test_no_place_or_two_of_them_name_none(text: str) -> None:
    assert place_meant(text) is None


def test_letting_one_go_is_said() -> None:
    assert lets_one_go("cancel the later one")
    assert lets_one_go("第二个不要了")
    assert not lets_one_go("did I order twice?")

"""How many are wanted in place of how many there are."""

from __future__ import annotations

import pytest

from actions.values.count import blanked, read_count


@pytest.mark.parametrize(
    ("now", "text", "wanted"),
    [
        (3, "I ordered 3, need 5", 5),
        (1, "make it 2 instead of 1", 2),
        (3, "不是3双，是5双", 5),
        (3, "下了3件，改成5件", 5),
        (3, "三双改成五双", 5),
        (3, "i need five of them not three", 5),
        (2, "I accidentally ordered two, I only want one", 1),
        (2, "买了两个，只要一个", 1),
        (2, "只要一双", 1),
        (4, "reduce to two", 2),
        (2, "change my order from 2 to 3", 3),
        (1, "订单 LK202611200001 数量改成2", 2),
        (3, "少一双", 2),
        (3, "多要两双", 5),
        (1, "再加一双", 2),
        (3, "拍多了一双", 2),
        (1, "少拍了一件", 2),
        (2, "one less please", 1),
        (1, "can you add 2 more", 3),
        (1, "one extra pair", 2),
        (2, "take one off", 1),
        (1, "add another one", 2),
        (1, "double it", 2),
        (5, "x3", 3),
        (2, "make it 10,000", 10_000),
        (2, "改成10000双", 10_000),
        (2, "make it 0", 0),
        (2, "改成0双", 0),
        (2, "换一双大的", None),
        (1, "I want a pair of socks", None),
        (2, "order 2 days ago", None),
        (2, "3天前下的单", None),
        (1, "换成10公斤的", None),
        (1, "花了199元", None),
        (2, "-1", None),
        (2, "2", None),
        (2, "", None),
    ],
)
def test_a_sentence_says_how_many(now: int, text: str, wanted: int | None) -> None:
    assert read_count(text, now) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"), [("2", 2), ("两双", 2), ("5 pairs please", 5), ("0", 0), ("one more", 4)]
)
def test_asked_how_many_a_bare_number_is_enough(text: str, wanted: int) -> None:
    assert read_count(text, 3, asked=True) == wanted


def test_what_was_read_as_a_size_is_no_number() -> None:
    assert read_count(blanked("need 44", [(5, 7)]), 1) is None

"""An order number that is not at hand, said in words."""

from __future__ import annotations

import pytest

from actions.lost_number import number_is_lost, says_only_that


@pytest.mark.parametrize(
    ("text", "lost", "only"),
    [
        ("订单号忘了 手机13800001001", True, True),
        ("忘了订单号怎么办", True, True),
        ("没有订单号 能用手机号查吗", True, True),
        ("訂單號找不到了", True, True),
        ("订单号在哪里看", True, True),
        ("快递没到，单号不记得了", True, False),
        ("I lost the order number, my phone is 13900002002", True, True),
        ("where can I find my order number?", True, True),
        ("My order number's gone", True, True),
        ("my order number is gone", True, True),
        ("i want to cancel but forgot the order number", True, False),
        ("快递单号找不到", False, False),
        ("订单号是LK202611200001", False, False),
        ("我的订单忘记付款了", False, False),
        ("12号下的单没有收到", False, False),
        ("no order came", False, False),
        ("my number is 13900002002", False, False),
        ("", False, False),
    ],
)
def test_a_lost_number_is_told_from_other_losses(text: str, lost: bool, only: bool) -> None:
    assert number_is_lost(text) is lost
    assert says_only_that(text) is only


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("真的找不到了", True),
        ("忘了", True),
        ("don't have it", True),
        ("I forgot it", True),
        ("LK202611200001", False),
        ("forget about the refund", False),
    ],
)
def test_few_words_say_so_once_the_number_was_asked_for(text: str, lost: bool) -> None:
    assert number_is_lost(text, asked=True) is lost
    assert not number_is_lost(text)

"""Choices named in words."""

from __future__ import annotations

import pytest

from actions.named import named_wish, other_order_meant

UNPAID = ("wish:pay_link", "wish:cancel")
UNCONFIRMED = ("wish:confirm_payment", "wish:refund")


@pytest.mark.parametrize(
    ("text", "choices", "kind"),
    [
        ("ok let me pay again then", UNPAID, "pay_link"),
        ("那我再付一遍行不行", UNPAID, "pay_link"),
        ("pay again", (), "pay_link"),
        ("confirm it now", UNCONFIRMED, "confirm_payment"),
        ("退款吧", UNCONFIRMED, "refund"),
    ],
)
def test_a_few_words_choose_what_is_offered(text: str, choices: tuple[str, ...], kind: str) -> None:
    assert str(named_wish(text, choices)) == kind


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("don't cancel it", UNPAID),
        ("确认还是退款呢", UNCONFIRMED),
        ("退款", UNPAID),
        ("I tried to pay again three times yesterday and it kept on failing", UNPAID),
        ("", UNPAID),
        ("退款", ()),
    ],
)
def test_what_names_no_single_offer_chooses_none(text: str, choices: tuple[str, ...]) -> None:
    assert named_wish(text, choices) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("我说的不是这个订单，是另外一个", True),
        ("no, I mean my other order", True),
        ("这个订单什么时候到", False),
        ("my order", False),
    ],
)
def test_another_order_is_meant_when_it_is_said(text: str, meant: bool) -> None:
    assert other_order_meant(text) is meant

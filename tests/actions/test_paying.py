"""What is said about paying."""

from __future__ import annotations

import pytest

from actions.named import named_wish
from actions.paying import (
    asks_for_link,
    asks_to_pay,
    means_new_order,
    method_asked,
    to_another_card,
)

TO_PAY = (
    "好吧 用银行卡",
    "用信用卡再试一次怎么弄",
    "换张卡付可以吗",
    "那用别的卡行不行",
    "ok use gift card then",
    "pay with credit card then",
    "give me the link to pay",
    "ok send me the pay link for the shoes",
    "ok pay link",
    "链接发我",
    "新订单怎么付钱",
    "How do I pay?",
)
NOT_TO_PAY = (
    "",
    "用银行卡付不了",
    "怎么付款失败了",
    "物流链接发我",
    "which cards do you accept",
    "the payment link doesn't work",
    "send me the tracking link",
    "my gift card was charged",
    "cancel it, no pay link",
    "how do i pay " * 10,
)


@pytest.mark.parametrize("text", TO_PAY)
def test_a_few_words_ask_to_pay(text: str) -> None:
    assert asks_to_pay(text)


@pytest.mark.parametrize("text", TO_PAY)
def test_they_choose_the_link_where_it_is_offered(text: str) -> None:
    assert str(named_wish(text, ("wish:pay_link", "wish:cancel"))) == "pay_link"


@pytest.mark.parametrize("text", NOT_TO_PAY)
def test_a_complaint_or_another_link_asks_for_nothing_of_the_kind(text: str) -> None:
    assert not asks_to_pay(text)


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("微信能付吗", "wechat_pay"),
        ("支付宝可以吗", "alipay"),
        ("可不可以货到付款", "cash_on_delivery"),
        ("can I use paypal", "paypal"),
        ("do you take Apple Pay?", "apple_pay"),
        ("which cards do you accept", ""),
        ("my paypal payment failed", ""),
        ("微信付不了", ""),
        ("", ""),
    ],
)
def test_a_way_to_pay_is_known_by_its_name(text: str, method: str) -> None:
    assert method_asked(text) == method


def test_a_link_and_a_new_order_are_told_from_other_words() -> None:
    assert asks_for_link("链接发我")
    assert not asks_for_link("how do i pay")
    assert means_new_order("新订单怎么付钱")
    assert not means_new_order("怎么付钱")


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("卡已经注销了", True),
        ("那张卡我上个月销户了", True),
        ("能退到另一张卡吗", True),
        ("that card is cancelled", True),
        ("can it go to another account", True),
        ("i no longer have that card", True),
        ("换张卡付", False),
        ("pay with another card", False),
        ("我的卡被拒了", False),
        ("my card was declined", False),
        ("礼品卡过期了", False),
        ("cancel my order", False),
        ("", False),
    ],
)
def test_money_that_cannot_go_back_where_it_came_from(text: str, other: bool) -> None:
    assert to_another_card(text) is other

"""Choices named in words."""

from __future__ import annotations

import pytest

from actions.named import (
    after_no,
    asks_if_charged,
    asks_what_now,
    instead_meant,
    named_wish,
    other_order_meant,
)

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


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("那我要怎么办", True),
        ("怎么办", True),
        ("那现在怎么处理？", True),
        ("所以我该怎么弄呢", True),
        ("so what now?", True),
        ("ok and what can I do about it", True),
        ("what should I do then", True),
        ("how do I fix this", True),
        ("怎么办理会员", False),
        ("退款怎么处理", False),
        ("what size should I do", False),
        ("what now is my balance", False),
        ("", False),
    ],
)
def test_what_can_be_done_is_asked_with_nothing_else(text: str, asked: bool) -> None:
    assert asks_what_now(text) is asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("was I charged?", True),
        ("那我到底被扣钱了没", True),
        ("所以钱扣了没有", True),
        ("did you take my money or not", True),
        ("so was any money taken?", True),
        ("扣款了吗", True),
        ("为什么扣了我两次钱", False),
        ("was I charged twice", False),
        ("我要退款", False),
        ("take my money", False),
        ("", False),
    ],
)
def test_whether_money_was_taken_is_asked(text: str, asked: bool) -> None:
    assert asks_if_charged(text) is asked


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("不要，补发", "补发"),
        ("不用退款了，补发吧", "补发吧"),
        ("不 还是补发吧", "还是补发吧"),
        ("算了，换货", "换货"),
        ("No, send it again", "send it again"),
        ("no thanks - cancel it", "cancel it"),
        ("不要", ""),
        ("不用了", ""),
        ("no", ""),
        ("not now, later", ""),
        ("不过，补发也行", ""),
        ("不错，就这么办", ""),
        ("不好意思，我没看懂", ""),
        ("别急，我看看", ""),
        ("now, send it again", ""),
        ("", ""),
    ],
)
def test_what_follows_a_no_is_told_from_it(text: str, rest: str) -> None:
    assert after_no(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "no, change the address instead",
        "I meant the tees",
        "I'd rather have it sent again",
        "forget that, cancel the socks",
        "算了，还是改地址吧",
        "说错了，是袜子那单",
        "不是这个，是另外那单",
    ],
)
def test_what_is_said_instead_takes_the_place_of_the_wish(text: str) -> None:
    assert instead_meant(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sorry, one more thing: an invoice please",
        "the address on my tees is wrong",
        "my racket is not here yet",
        "I forgot to ask for an invoice",
        "球拍能不能改成后天送",
        "另一单的地址写错了",
        "我另一单是不是也晚了",
    ],
)
def test_another_matter_says_nothing_of_instead(text: str) -> None:
    assert not instead_meant(text)

"""What is said about sending goods back."""

from __future__ import annotations

import pytest

from actions.sending_back import (
    asks_about_arrival,
    asks_who_pays,
    is_question,
    wants_exchange,
    wants_return,
)


@pytest.mark.parametrize(
    "text",
    ["七天无理由退", "不喜欢 想退", "退货退款", "don't like it, want to return", "send it back"],
)
def test_goods_that_shall_go_back(text: str) -> None:
    assert wants_return(text)


@pytest.mark.parametrize(
    "text", ["", "我要退款", "想退钱", "仅退款不退货", "return my money", "I want a refund"]
)
def test_money_alone_is_no_return(text: str) -> None:
    assert not wants_return(text)


@pytest.mark.parametrize("text", ["能换吗", "可以换货吗", "can i exchange?", "swap it"])
def test_an_exchange_is_named(text: str) -> None:
    assert wants_exchange(text)


@pytest.mark.parametrize("text", ["", "换个地址", "能换个时间送吗", "what's the exchange rate"])
def test_what_else_is_changed_is_no_exchange(text: str) -> None:
    assert not wants_exchange(text)


@pytest.mark.parametrize(
    "text",
    ["运费谁出", "退货包邮吗", "who pays the return postage", "do I have to pay to send it back"],
)
def test_who_pays_the_way_back_is_asked(text: str) -> None:
    assert asks_who_pays(text)


@pytest.mark.parametrize("text", ["", "包邮吗", "how much is shipping", "运费多少"])
def test_the_fee_for_shipping_is_another_question(text: str) -> None:
    assert not asks_who_pays(text)


@pytest.mark.parametrize(
    "text",
    [
        "货还在路上 到了怎么弄",
        "到了要拒收吗",
        "do I have to send it back when it comes?",
        "if it turns up do I keep it",
    ],
)
def test_what_to_do_with_a_parcel_that_comes_is_asked(text: str) -> None:
    assert asks_about_arrival(text)


@pytest.mark.parametrize("text", ["", "when will it arrive", "什么时候到", "到了吗"])
def test_when_it_comes_is_another_question(text: str) -> None:
    assert not asks_about_arrival(text)


def test_a_demand_is_told_from_a_question() -> None:
    assert is_question("支持七天无理由吗")
    assert is_question("can I return it?")
    assert not is_question("七天无理由退")

"""What asks to take back what was done, and what asks for compensation; what only sounds so."""

from __future__ import annotations

import pytest

from actions.second_thoughts import asks_for_compensation, asks_to_undo, regrets


@pytest.mark.parametrize(
    "text",
    [
        "wait no undo that",
        "can you revert it please",
        "put it back the way it was",
        "UN-CANCEL please",
        "撤销刚才的",
        "还是改回去吧",
        "刚才那个不算",
        "能撤回吗",
    ],
)
def test_taking_back_is_asked_for(text: str) -> None:
    assert asks_to_undo(text)
    assert regrets(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "我要撤销刚下的那单",
        "when do I get my money back",
        "what happens when I send it back?",
        "什么时候恢复发货",
        "undo " + "x" * 100,
        "😀",
    ],
)
def test_other_words_take_nothing_back(text: str) -> None:
    assert not asks_to_undo(text)
    assert not regrets(text)


@pytest.mark.parametrize("text", ["I changed my mind", "having second thoughts", "我后悔了"])
def test_regret_alone_names_nothing_to_undo(text: str) -> None:
    assert regrets(text)
    assert not asks_to_undo(text)


@pytest.mark.parametrize(
    "text",
    [
        "half the money back for the wait",
        "do I get some compensation",
        "a voucher would be nice for all this trouble",
        "10% off would be fair",
        "给点补偿吧",
        "退一半给我好了",
        "那退款一半行不行",
        "等这么久不表示一下？",
        "能不能便宜点",
    ],
)
def test_compensation_is_asked_for(text: str) -> None:
    assert asks_for_compensation(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I want my money back",
        "refund the second item",
        "I used a voucher and the price is wrong",
        "优惠券用不了",
        "退款",
        "wait for the parcel",
    ],
)
def test_money_back_as_such_is_no_compensation(text: str) -> None:
    assert not asks_for_compensation(text)

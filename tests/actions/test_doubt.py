"""Doubt of what was told, and the question why."""

from __future__ import annotations

import pytest

from actions.doubt import asks_to_be_sure, asks_why, is_doubted
from actions.named import asks_if_charged, named_choice


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("你确定吗", True),
        ("确定？", True),
        ("真的假的", True),
        ("不会弄错了吧", True),
        ("你们怎么知道的？", True),
        ("你确定明天能到吗", True),
        ("are you sure?", True),
        ("but are you sure it was delivered", True),
        ("hmm, is that right?", True),
        ("how do you know", True),
        ("确定", False),
        ("没错", False),
        ("我确定收到了", False),
        ("能确定一下什么时候到吗", False),
        ("你是真人吗", False),
        ("你确定你不是机器人？", False),
        ("are you sure you're not a bot", False),
        ("I'm sure", False),
        ("sure", False),
        ("can you make sure it arrives", False),
        ("", False),
    ],
)
def test_doubt_is_told_from_a_yes_and_from_doubting_the_bot(text: str, doubted: bool) -> None:
    assert is_doubted(text) is doubted


@pytest.mark.parametrize(
    "text",
    [
        "你确定没扣？",
        "钱没扣吧",
        "are you sure nothing was taken?",
        "so nothing was charged, right?",
    ],
)
def test_a_doubt_about_money_is_a_question_about_money(text: str) -> None:
    assert asks_if_charged(text)


@pytest.mark.parametrize(
    ("text", "sure"), [("你确定没扣？", True), ("sure nothing was taken?", True), ("扣了吗", False)]
)
def test_more_than_before_is_asked_for(text: str, sure: bool) -> None:
    assert asks_to_be_sure(text) is sure


def test_a_doubt_chooses_no_button() -> None:
    assert named_choice("你确认吗", ("wish:confirm_payment",)) == "wish:confirm_payment"
    assert named_choice("你确定确认了吗", ("wish:confirm_payment",)) == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("为什么还没到", True),
        ("why is it late", True),
        ("怎么还没到", False),
        ("where is it", False),
    ],
)
def test_the_cause_is_asked_for(text: str, why: bool) -> None:
    assert asks_why(text) is why

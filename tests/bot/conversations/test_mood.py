"""How a shopper seems to feel: enough to help the unhappy first, never more than that."""

from __future__ import annotations

import pytest

from bot.conversations.mood import Mood, mood_of


@pytest.mark.parametrize(
    "text",
    [
        "你们就是骗子，我要投诉",
        "再不处理我打12315",
        "气死我了",
        "This is ridiculous, I want a lawyer",
        "what a scam",
        "WTF is wrong with you",
        "f*ck this",
    ],
)
def test_anger_is_noticed(text: str) -> None:
    assert mood_of([text]) is Mood.ANGRY


@pytest.mark.parametrize(
    "text",
    [
        "到底什么时候发货",
        "我都说了第三遍了",
        "急死了",
        "I am still waiting",
        "how much longer??",
        "where is it!!",
        "I WANT MY MONEY BACK NOW",
        "this is so frustrating",
    ],
)
def test_annoyance_is_noticed(text: str) -> None:
    assert mood_of([text]) is Mood.ANNOYED


@pytest.mark.parametrize(
    "text",
    [
        "",
        "我的包裹在哪里",
        "请问可以改地址吗？",
        "Hello, where is my order LK202611200001?",
        "Thanks a lot!",
        "I issued a return, can you check it?",
        "My SKU is ABC DEF",
        "羽毛球拍的拍线断了",
    ],
)
def test_plain_words_are_calm(text: str) -> None:
    assert mood_of([text]) is Mood.CALM


def test_the_worst_of_several_messages_counts() -> None:
    assert mood_of(["hello", "you thieves", "still waiting"]) is Mood.ANGRY
    assert mood_of([]) is Mood.CALM

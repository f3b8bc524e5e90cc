"""Words of mixed text."""

from __future__ import annotations

import pytest

from bot.nlu.grams import after_greeting
from bot.nlu.words import words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("我的订单 lk2026 还没到", ["我", "的", "订单", "lk", "2026", "还", "没到"]),
        ("don't cancel it!", ["don't", "cancel", "it", "!"]),
        ("delivery改到weekend行不", ["delivery", "改到", "weekend", "行不"]),
        ("", []),
        ("😀 ", ["😀"]),
    ],
)
def test_blanks_are_no_words_and_languages_stay_apart(text: str, said: list[str]) -> None:
    found = [word for word, _, _ in words(text)]
    assert "".join(found) == text.replace(" ", "")
    assert not any(word.isspace() for word in found)
    assert [word for word in found if word.isascii()] == [w for w in said if w.isascii()]


def test_words_stand_where_they_say() -> None:
    text = "请帮我 cancel 订单 8842"
    assert all(text[start:end] == word for word, start, end in words(text))


def test_han_is_cut_into_words() -> None:
    assert [word for word, _, _ in words("我的订单还没付款")] == [
        "我",
        "的",
        "订单",
        "还",
        "没",
        "付款",
    ]


@pytest.mark.parametrize("sign", ["啊", "\u9fa5", "\U00020000"])
def test_a_long_run_of_one_sign_is_cut_whole(sign: str) -> None:
    assert "".join(word for word, _, _ in words(sign * 4000)) == sign * 4000


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("hi, my shoes fell apart", "my shoes fell apart"),
        ("hello there. where is my order", "where is my order"),
        ("你好，包裹还没到", "包裹还没到"),
        ("hi", "hi"),
        ("hi, thanks", "hi, thanks"),
        ("你好", "你好"),
        ("high time it came home", "high time it came home"),
    ],
)
def test_a_greeting_before_a_message_says_nothing_about_it(text: str, left: str) -> None:
    assert after_greeting(text) == left

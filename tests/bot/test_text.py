"""Text is made safe without losing what the shopper said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import clean, is_blank, neutral


@pytest.mark.parametrize(
    ("text", "neutralised"),
    [
        ("/restart", "\uff0frestart"),
        ("  /restart", "  \uff0frestart"),
        ("\n\t/inform{}", "\n\t\uff0finform{}"),
        ("\ufeff/restart", "\ufeff\uff0frestart"),
        ("\u200b\u2060/restart", "\u200b\u2060\uff0frestart"),
        ("\x00\x1f/restart", "\x00\x1f\uff0frestart"),
        ("\u3000\xa0/restart", "\u3000\xa0\uff0frestart"),
        ("\u202e/restart", "\u202e\uff0frestart"),
        ("1/2 refunded", "1/2 refunded"),
        ("hello", "hello"),
        ("", ""),
        ("\uff0frestart", "\uff0frestart"),
        ("//restart", "\uff0f/restart"),
    ],
)
def test_a_leading_slash_is_never_a_command(text: str, neutralised: str) -> None:
    assert neutral(text) == neutralised


@given(st.text())
def test_no_text_is_a_command_after_rasa_strips_it(text: str) -> None:
    assert not neutral(text).strip().startswith("/")


@given(st.text(alphabet=st.characters(codec=None)))
def test_clean_text_can_be_stored_anywhere(text: str) -> None:
    cleaned = clean(text)
    assert "\x00" not in cleaned
    cleaned.encode("utf-8")
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize("text", ["", " ", "\n", "\u200b", "\ufeff\u3000", "\u202e\u2066"])
def test_what_cannot_be_seen_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "😀", "退", "?", " .", "-"])
def test_what_can_be_seen_is_not_blank(text: str) -> None:
    assert not is_blank(text)

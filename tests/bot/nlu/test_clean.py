"""Text in its plain form."""

from __future__ import annotations

import pytest

from bot.nlu.clean import clean
from tests.bot.nlu.messages import NASTY


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ＬＫ２０２６　退款", "lk2026 退款"),
        ("我的訂單還沒到", "我的订单还没到"),
        ("退\u200b款\ufeff", "退款"),
        ("a\x00b", "a b"),
        ("  Where   IS\tit \n", "where is it"),
        ("Don’t “ask”", 'don\'t "ask"'),
        ("café cafe\u0301", "cafe cafe"),
        ("⚽️ \ud83d", "⚽"),
        ("①号", "1号"),
        ("", ""),
    ],
)
def test_what_looks_alike_becomes_alike(text: str, plain: str) -> None:
    assert clean(text).text == plain


def test_a_plain_span_points_at_what_was_typed() -> None:
    text = "  我的訂單\u200b ＬＫ\u200d２０ 呢"
    plain = clean(text)
    at = plain.text.index("lk20")
    assert plain.raw(at, at + 4) == "ＬＫ\u200d２０"


@pytest.mark.parametrize("text", NASTY.values(), ids=list(NASTY))
def test_every_plain_character_knows_its_place(text: str) -> None:
    plain = clean(text)
    assert len(plain.origin) == len(plain.text)
    assert list(plain.origin) == sorted(plain.origin)
    assert all(0 <= place < len(text) for place in plain.origin)
    assert clean(plain.text).text == plain.text

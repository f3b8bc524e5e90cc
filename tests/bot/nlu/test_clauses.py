"""Where messages may fall into two."""

from __future__ import annotations

import time

import pytest

from bot.nlu.clauses import MOST_CUTS, adds, find_clauses
from bot.nlu.clean import clean
from tests.bot.nlu.messages import NASTY


def parts(text: str) -> list[str]:
    """The pieces of a message between its cuts, as they are read."""
    clauses = find_clauses(clean(text))
    return [clauses.text[slice(*clauses.span((at, at + 1)))] for at in range(len(clauses.cuts) + 1)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("快递没到，还有扣了两次钱", ["快递没到", "扣了两次钱"]),
        ("快递没到还有我那单扣了两次钱", ["快递没到", "我那单扣了两次钱"]),
        ("谢谢！另外我的快递还没到", ["谢谢", "我的快递还没到"]),
        ("1、快递太慢了 2、下一单地址要改", ["快递太慢了", "下一单地址要改"]),
        ("两个问题：一是没发货，二是少了一个", ["没发货", "少了一个"]),
        ("it is late and by the way you charged me twice", ["it is late", "you charged me twice"]),
        ("It is late. Also, I was charged twice", ["it is late", "i was charged twice"]),
        ("thanks! another thing: it is late", ["thanks", "it is late"]),
        ("Two things: it is late, the socks are torn", ["it is late", "the socks are torn"]),
        ("it is late\nthe socks are torn", ["it is late", "the socks are torn"]),
    ],
)
def test_a_message_falls_apart_where_something_else_begins(text: str, found: list[str]) -> None:
    assert parts(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "我的快递还没到",
        "1.5 kg for 1,299.00 at 10:30",
        "write to jo@example.com please",
        "LK202611200001",
        "还有货吗",
        "",
    ],
)
def test_what_is_one_piece_has_no_cut(text: str) -> None:
    assert find_clauses(clean(text)).cuts == ()


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("快递没到，另外扣了两次钱", True),
        ("快递没到，扣了两次钱", False),
        ("it is late, besides I was charged twice", True),
        ("it is late and I was also charged twice", True),
        ("it is late and I was charged twice", False),
        ("没货了，还有货的时候告诉我", False),
    ],
)
def test_words_that_add_mark_a_cut(text: str, marked: bool) -> None:
    (cut,) = find_clauses(clean(text)).cuts
    assert cut.marked is marked


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("it is late and my other order was cancelled", True),
        ("快递没到，上一单的鞋子坏了", True),
        ("快递没到，另外那双鞋坏了", True),
        ("快递没到，那双鞋坏了", False),
        ("it is late and the shoes are torn", False),
    ],
)
def test_another_order_is_noticed(text: str, elsewhere: bool) -> None:
    (cut,) = find_clauses(clean(text)).cuts
    assert cut.elsewhere is elsewhere


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("另外，我的快递没到", True),
        ("Also my parcel is late", True),
        ("还有货吗", False),
    ],
)
def test_a_message_may_begin_by_adding(text: str, said: bool) -> None:
    assert adds(clean(text).text) is said


@pytest.mark.parametrize("text", [*NASTY.values(), "it is late, " * 400, "快递没到，" * 800])
def test_no_message_has_many_parts_or_takes_long(text: str) -> None:
    plain = clean(text)
    began = time.perf_counter()
    clauses = find_clauses(plain)
    assert time.perf_counter() - began < 0.5
    assert len(clauses.cuts) <= MOST_CUTS
    assert len(list(clauses.segments())) <= 2 * MOST_CUTS + MOST_CUTS * (MOST_CUTS - 1) // 2
    for segment in clauses.segments():
        start, end = clauses.span(segment)
        assert 0 <= start <= end <= len(plain.text)

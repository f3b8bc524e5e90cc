"""Ratings: one a conversation, in a form or in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from actions.shop import tables
from actions.shop.ratings import is_bad, read_score, record_rating
from tests.actions.shop.counter import Counter
from tests.actions.shop.samples import priced, shipped


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("5 stars", 5),
        ("我给4分", 4),
        ("3", 3),
        ("1 out of 5, awful", 1),
        ("给五星好评", None),
        ("10 out of 10", None),
        ("很好", None),
        ("2.5", None),
        ("", None),
    ],
)
def test_a_score_is_read_from_words(text: str, score: int | None) -> None:
    assert read_score(text) == score


@pytest.mark.parametrize(
    ("score", "text", "bad"),
    [
        (2, "好评", True),
        (3, "差评", False),
        (None, "差评", True),
        (None, "我要给差评！！", True),
        (None, "差评 聊半天没用", True),
        (None, "零分!什么也没解决", True),
        (None, "ONE STAR. THIS CHAT SOLVED NOTHING", True),
        (None, "im going to leave you a bad review", True),
        (None, "不会给你差评的", False),
        (None, "本来想给差评，后来解决了", False),
        (None, "给五星好评", False),
        (None, "I won't leave a bad review, it works now", False),
        (None, "not bad", False),
        (None, "一级棒", False),
        (None, "", False),
    ],
)
def test_a_bad_rating_is_told_by_its_score_else_by_its_words(
    score: int | None, text: str, bad: bool
) -> None:
    assert is_bad(score, text) is bad


def test_the_last_rating_of_a_conversation_counts(tmp_path: Path) -> None:
    counter = Counter(tmp_path, priced("10.00", shipped()))
    with counter.open() as shop:
        record_rating(shop, "k1", 2, "slow")
        record_rating(shop, "k1", 5, "solved after all" * 100)
        rows = shop.session.execute(select(tables.ratings)).all()
    assert [(row.score, len(row.comment)) for row in rows] == [(5, 1000)]


@pytest.mark.parametrize("score", [0, 6, -1])
def test_a_score_outside_one_to_five_is_refused(tmp_path: Path, score: int) -> None:
    counter = Counter(tmp_path, priced("10.00", shipped()))
    with counter.open() as shop, pytest.raises(ValueError, match="1 to 5"):
        record_rating(shop, "k1", score, "")

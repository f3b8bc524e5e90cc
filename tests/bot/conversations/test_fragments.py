"""Which messages are read as one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from bot.conversations.facts import Waiting
from bot.conversations.fragments import LONGEST, MOST, fits, may_wait, read_as_one, readings

NOON = datetime(2026, 11, 22, 12, tzinfo=timezone.utc)


def said(text: str, seq: int = 1, after: float = 0.0, **more: Any) -> Waiting:
    """A message that came so many seconds after noon."""
    known: dict[str, Any] = {"payload": None, "metadata": {}, "locale": None, "tries": 0}
    at = NOON + timedelta(seconds=after)
    return Waiting(seq=seq, version=0, text=text, at=at, **{**known, **more})


def late(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_an_unclear_message_waits_a_second_and_a_half() -> None:
    assert may_wait([said("my parcel")], late(1.4))
    assert not may_wait([said("my parcel")], late(1.6))


def test_an_old_message_waits_for_the_one_that_is_there_already() -> None:
    assert may_wait([said("my parcel", followed=True)], late(600))


@pytest.mark.parametrize("more", [{"payload": "/affirm"}, {"metadata": {"form": {"type": "slot"}}}])
def test_a_button_or_a_form_never_waits_and_is_joined_to_nothing(more: dict[str, Any]) -> None:
    assert not may_wait([said("Yes", **more)], NOON)
    assert not fits([said("my parcel")], said("Yes", 2, **more))


def test_what_comes_soon_fits_and_what_comes_later_does_not() -> None:
    assert fits([said("my parcel")], said("is late", 2, after=1.5))
    assert not fits([said("my parcel")], said("is late", 2, after=1.6))


def test_each_fragment_waits_for_the_next_again() -> None:
    parts = [said("my"), said("parcel", 2, after=1.4)]
    assert fits(parts, said("is late", 3, after=2.8))


def test_together_they_are_no_longer_than_one_message_may_be() -> None:
    assert fits([said("a" * (LONGEST - 3))], said("bb", 2))
    assert not fits([said("a" * (LONGEST - 2))], said("bb", 2))


def test_so_many_fragments_and_no_more() -> None:
    parts = [said("ha", n) for n in range(MOST)]
    assert fits(parts[:-1], said("ha", MOST))
    assert not fits(parts, said("ha", MOST + 1))


def test_one_message_has_one_reading() -> None:
    assert readings([said("my parcel")]) == [said("my parcel")]


def test_where_all_together_say_nothing_the_last_may_be_clear_alone() -> None:
    last = said("where is my order", 5, metadata={"locale": "en"}, tries=1)
    together, alone = readings([said("asdf", 3), said("jkl", 4), last])
    assert together == replace(last, text="asdf\njkl\nwhere is my order", earlier=(3, 4))
    assert alone == replace(last, earlier=(3, 4))
    assert read_as_one([last]) == last

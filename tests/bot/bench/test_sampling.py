"""The sample is fixed: so many of each intent and language, whatever order the files are in."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.bench.sampling import (
    drawn,
    fingerprint_of,
    is_chinese,
    kept_sample,
    messages_of,
)
from bot.nlu.data_check import Example
from bot.settings import ROOT


def example(intent: str, text: str, line: int = 1) -> Example:
    return Example(Path("nlu.yml"), line, intent, text)


MANY = [example("refund", f"refund me {n}") for n in range(9)]
MANY += [example("refund", f"退款{n}") for n in range(3)]
MANY += [example("greet", f"hello {n}") for n in range(9)]


def test_each_intent_and_language_has_at_most_so_many() -> None:
    counts = Counter((each.intent, is_chinese(each.text)) for each in drawn(MANY, 5))
    assert counts == {("refund", False): 5, ("refund", True): 3, ("greet", False): 5}


def test_the_order_of_the_files_does_not_matter() -> None:
    assert drawn(MANY[::-1], 5) == drawn(MANY, 5)


def test_a_fingerprint_tells_another_label_and_not_another_place() -> None:
    moved = [example(each.intent, each.text, line=7) for each in MANY[::-1]]
    assert fingerprint_of(moved) == fingerprint_of(MANY)
    assert fingerprint_of([example("greet", "hi")]) != fingerprint_of([example("thank", "hi")])


def test_a_sample_is_kept_while_its_messages_stand(tmp_path: Path) -> None:
    file = tmp_path / "sample.json"
    sample = kept_sample(MANY, file)
    more = [*MANY, *(example("greet", f"good day {n}") for n in range(60))]
    assert kept_sample(more, file) == sample
    assert kept_sample(more, tmp_path / "other.json") != sample


@pytest.mark.parametrize(
    "changed", [MANY[1:], [*MANY, example("thank", "ty")]], ids=["one gone", "another intent"]
)
def test_a_sample_that_is_out_of_date_is_drawn_anew(changed: list[Example], tmp_path: Path) -> None:
    file = tmp_path / "sample.json"
    kept_sample(MANY, file)
    assert kept_sample(changed, file) == drawn(changed)
    assert kept_sample(changed, file) == drawn(changed)


def test_the_tree_has_messages_for_a_whole_sample() -> None:
    every = messages_of(ROOT)
    counts = Counter((each.intent, is_chinese(each.text)) for each in drawn(every))
    assert set(counts.values()) == {24}
    assert len(counts) == 2 * len({each.intent for each in every})

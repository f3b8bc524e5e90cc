"""What the released model understands of messages by people who wrote none it learned from.

The limits stand one point below what was measured (docs/understanding.md).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.bench.understanding import Read, Scores, as_read, read_examples, score, span_f1
from bot.instance import released_model
from bot.settings import ROOT

FOLDER = ROOT / "tests" / "nlu"
Parse = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="module")
def parse() -> Parse:
    from rasa.core.agent import Agent

    agent = Agent.load(str(released_model()))
    return lambda text: dict(asyncio.run(agent.parse_message(text)))


@pytest.fixture(scope="module", params=["zh", "en"])
def scores(request: pytest.FixtureRequest, parse: Parse) -> Scores:
    examples = read_examples(FOLDER / f"test_{request.param}.yml")
    return score([as_read(label, parse(text)) for text, label in examples])


def test_nearly_every_message_is_read_right(scores: Scores) -> None:
    assert scores.messages >= 15 * 34
    assert scores.accuracy >= 0.95
    assert scores.in_first_three >= 0.98


def test_few_messages_are_acted_on_wrongly_and_few_are_asked_back(scores: Scores) -> None:
    assert scores.acted_on_wrongly <= 0.03
    assert scores.asked_back <= 0.15


def test_what_is_out_of_scope_is_told_from_what_is_not(scores: Scores) -> None:
    assert scores.out_of_scope_recall >= 0.90
    assert scores.refused <= 0.03


@pytest.fixture(scope="module")
def f1(parse: Parse) -> dict[str, float]:
    lines = (FOLDER / "entities.jsonl").read_text(encoding="utf-8").splitlines()
    labelled = [json.loads(line) for line in lines]
    expected = [(each["text"], e) for each in labelled for e in each["entities"]]
    found = [(each["text"], e) for each in labelled for e in parse(each["text"])["entities"]]
    return span_f1(expected, [(text, e) for text, e in found if "start" in e])


@pytest.mark.parametrize(
    ("entity", "least"),
    [
        ("order_number", 0.97),
        ("phone", 0.97),
        ("email", 0.97),
        ("when", 0.90),
        ("amount", 0.90),
        ("address", 0.89),
    ],
)
def test_values_are_found_whole(f1: dict[str, float], entity: str, least: float) -> None:
    assert f1[entity] >= least


def test_a_score_counts_what_it_says() -> None:
    reads = [
        Read("greet", "greet", ("greet", "thank"), 0.95, "act"),
        Read("thank", "greet", ("greet", "thank"), 0.85, "act"),
        Read("stop", "nlu_fallback", ("deny", "stop"), 0.4, "ask"),
        Read("out_of_scope", "nlu_fallback", ("deny", "greet", "thank"), 0.1, "unclear"),
    ]
    told = score(reads)
    assert (told.accuracy, told.in_first_three, told.acted_on_wrongly) == (0.25, 0.75, 0.25)
    assert (told.asked_back, told.not_understood, told.out_of_scope_recall) == (0.25, 0.25, 1.0)
    assert told.refused == 0
    assert sum(count for _, _, count in told.reliability) == 4


def test_a_span_counts_only_where_it_is_whole() -> None:
    one = [("a", {"entity": "phone", "start": 0, "end": 4})]
    other = [("a", {"entity": "phone", "start": 0, "end": 3})]
    assert span_f1(one, one) == {"phone": 1.0}
    assert span_f1(one, other) == {"phone": 0.0}


def test_examples_are_read_from_rasas_format(tmp_path: Path) -> None:
    file = tmp_path / "nlu.yml"
    file.write_text("nlu:\n- intent: greet\n  examples: |\n    - hi\n    - hello you\n", "utf-8")
    assert read_examples(file) == [("hi", "greet"), ("hello you", "greet")]

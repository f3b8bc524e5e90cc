"""What is measured about understanding: the released model's figures and other ways beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from bot.bench import comparison
from bot.bench.comparison import Compared, Measured, asked_of, compare, scores_of, values_of
from bot.bench.diet import Network
from bot.bench.understanding_table import comparison_table, tables
from bot.bench.variants import VARIANTS
from bot.nlu.data_check import Example
from bot.processes import Say
from bot.settings import ROOT
from bot.training import TrainingFailed

BLOCK = "nlu:\n- intent: {}\n  examples: |\n{}"
LEARNED = {
    "greet": ["hello there", "good morning", "hello friend", "你好", "早上好", "你好呀"],
    "thank": ["thank you", "many thanks", "thank you all", "谢谢", "多谢", "谢谢你"],
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A tree with a little to learn and a little to ask."""
    for intent, said in LEARNED.items():
        told = "".join(f"    - {text}\n" for text in (*said, *(f"{t} x" for t in said)))
        _write(tmp_path / "data" / intent / "nlu.yml", BLOCK.format(intent, told))
    for name, text in [("zh", "你好你好"), ("en", "hello hello")]:
        for file in ("test", "fresh"):
            block = BLOCK.format("greet", f"    - {text} {file}\n")
            _write(tmp_path / "tests" / f"{file}_{name}.yml", block)
    return tmp_path


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def parsed(text: str) -> dict[str, Any]:
    right = "hello" in text
    named = "greet" if right else "thank"
    span = {"entity": "phone", "start": 0, "end": 2}
    ranking = [{"name": named, "confidence": 0.9}]
    return {"intent": ranking[0], "intent_ranking": ranking, "entities": [span, {"entity": "x"}]}


def test_scores_are_told_by_file_and_by_language(home: Path) -> None:
    scores = scores_of(parsed, asked_of(home / "tests"))
    assert {name: each.accuracy for name, each in scores.items()} == {
        **dict.fromkeys(("test_en", "fresh_en", "en"), 1.0),
        **dict.fromkeys(("test_zh", "fresh_zh", "zh"), 0.0),
    }
    assert (scores["en"].messages, scores["test_en"].messages) == (2, 1)


def test_values_are_told_by_entity(tmp_path: Path) -> None:
    spans = [
        [{"entity": "phone", "start": 0, "end": 2}],
        [{"entity": "phone", "start": 0, "end": 3}],
    ]
    lines = [json.dumps({"text": f"t{n}", "entities": e}) for n, e in enumerate(spans)]
    _write(tmp_path / "e.jsonl", "\n".join(lines))
    assert values_of(parsed, tmp_path / "e.jsonl") == {"phone": 0.5}


def test_every_way_is_tried_on_the_sample_and_the_quick_ones_on_all(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def network(
        name: str, learned: Sequence[Example], asked: Sequence[Example], kept: Path, say: Say
    ) -> Network:
        rankings = {each.text: ["thank", "greet"] for each in asked}
        return Network(name, "", "", rankings, cpu_seconds=9.0, seconds=9.0)

    monkeypatch.setattr(comparison, "kept_network", network)
    monkeypatch.setattr(comparison, "VARIANTS", VARIANTS[:2])
    monkeypatch.setattr(comparison, "QUICK", VARIANTS[:2])
    asked = [each for said in asked_of(home / "tests").values() for each in said]
    rows = list(compare(home, asked, home, lambda line: None))
    assert [row.name for row in rows][2:4] == ["DIET, default", "DIET, small"]
    assert len(rows) == 6
    shipped, diet = rows[0], rows[2]
    assert (shipped.chinese, shipped.english, shipped.in_first_three) == (1.0, 1.0, 1.0)
    assert shipped.crossed is not None
    assert (diet.chinese, diet.english, diet.in_first_three, diet.crossed) == (0, 0, 1.0, None)
    assert rows[-1].crossed is None


def test_a_network_that_takes_too_long_is_left_out_and_said(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def network(*given: object) -> Network:
        raise TrainingFailed("ended after 2400 s")

    monkeypatch.setattr(comparison, "kept_network", network)
    monkeypatch.setattr(comparison, "VARIANTS", VARIANTS[:1])
    monkeypatch.setattr(comparison, "QUICK", VARIANTS[:1])
    asked = [each for said in asked_of(home / "tests").values() for each in said]
    said: list[str] = []
    assert len(list(compare(home, asked, home, said.append))) == 2
    assert "DIET, default is left out: ended after 2400 s" in said


ROW = Compared("words alone", 1680, 0.5, 0.25, 0.75, 12.3)


def test_a_comparison_reads_as_a_table() -> None:
    head, ruler, row = comparison_table(1680, [ROW]).splitlines()
    assert [cell.strip() for cell in head.split("|")][1] == "learned from 1,680 messages"
    assert [cell.strip() for cell in row.split("|")][1:-1] == [
        *("words alone", "0.500", "0.250", "0.750", "", "12.3"),
    ]
    assert len(head) == len(ruler) == len(row)


def test_the_whole_report_names_every_figure(home: Path) -> None:
    scores = scores_of(parsed, asked_of(home / "tests"))
    at = datetime(2026, 11, 22, tzinfo=timezone.utc)
    report = Measured(at, 2, 24, {}, scores, {"phone": 0.5}, {"ours": 0.0012}, [ROW])
    told = tables(report)
    for figure in ("read right", "calibration error", "phone 0.50", "ours 1.2 ms", "words alone"):
        assert figure in told


def test_the_tree_has_all_four_sets() -> None:
    assert all(len(examples) > 300 for examples in asked_of(ROOT / "tests" / "nlu").values())

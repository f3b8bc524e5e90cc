"""Rasa's network learns from the sample alone, and is trained again only for other messages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from bot.bench import diet
from bot.bench.diet import PIPELINES, Network, kept_network, rankings_of, write_project
from bot.bench.sampling import fingerprint_of
from bot.nlu.data_check import Example
from bot.processes import Say

LEARNED = [
    Example(Path("nlu.yml"), 1, "greet", "hi: [you]"),
    Example(Path("nlu.yml"), 2, "thank", "谢谢 #1 \\ 'x'"),
]
ASKED = [Example(Path("t.yml"), 1, "greet", "hey")]


@pytest.mark.parametrize("name", list(PIPELINES))
def test_the_project_is_the_messages_and_one_rule(name: str, tmp_path: Path) -> None:
    write_project(tmp_path, PIPELINES[name], LEARNED)
    config = yaml.safe_load((tmp_path / "config.yml").read_text(encoding="utf-8"))
    assert [part["name"] for part in config["pipeline"]][-1] == "DIETClassifier"
    data = yaml.safe_load((tmp_path / "data" / "nlu.yml").read_text(encoding="utf-8"))
    assert {block["intent"]: block["examples"] for block in data["nlu"]} == {
        "greet": "- hi: [you]\n",
        "thank": "- 谢谢 #1 \\ 'x'\n",
    }
    assert len(data["rules"]) == 1


def test_what_was_trained_on_the_same_messages_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained = []

    def train(name: str, learned: Sequence[Example], asked: Sequence[Example], say: Say) -> Network:
        trained.append(len(learned))
        prints = fingerprint_of(learned), fingerprint_of(asked)
        return Network(name, *prints, {"hey": ["greet", "thank"]}, cpu_seconds=3.0, seconds=2.0)

    monkeypatch.setattr(diet, "train_network", train)
    said: list[str] = []
    for learned in (LEARNED, LEARNED[::-1], LEARNED[:1]):
        found = kept_network("DIET, small", learned, ASKED, tmp_path, said.append)
        assert found.rankings == {"hey": ["greet", "thank"]}
    assert trained == [2, 1]
    assert len(said) == 2


def test_a_ranking_is_what_was_read_by_likelihood() -> None:
    parsed = {"intent_ranking": [{"name": "greet", "confidence": 0.9}, {"name": "thank"}]}
    assert rankings_of(lambda text: parsed, ASKED) == {"hey": ["greet", "thank"]}

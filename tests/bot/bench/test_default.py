"""The assistant to compare with learns from a fixed sample, configured as `rasa init` does."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.bench.default import (
    PER_INTENT_AND_LANGUAGE,
    find_default,
    sample,
    train_default,
    write_project,
)
from bot.bench.talks import TALKS, said_in
from bot.bench.trained import sizes
from bot.nlu.data_check import Example, read
from bot.nlu.words import IS_HAN
from bot.settings import ROOT
from bot.training import TrainingFailed


def example(intent: str, text: str) -> Example:
    return Example(Path("nlu.yml"), 1, intent, text)


MANY = [example("refund", f"refund me {n}") for n in range(50)]
MANY += [example("refund", f"退款{n}") for n in range(7)]


def test_each_intent_has_at_most_ten_messages_of_each_language() -> None:
    texts = sample(MANY)["refund"]
    assert Counter(bool(IS_HAN.search(text)) for text in texts) == {
        False: PER_INTENT_AND_LANGUAGE,
        True: 7,
    }


def test_the_sample_is_the_same_every_time() -> None:
    assert sample(MANY) == sample(list(MANY))


def test_what_shoppers_say_in_the_measured_talks_is_in_the_sample() -> None:
    texts = sample([])
    assert all(said.text in texts[said.intent] for said in said_in(TALKS))


def test_the_project_has_our_dialogue_and_the_configuration_of_rasa_init(tmp_path: Path) -> None:
    write_project(ROOT, tmp_path)
    config = (tmp_path / "config.yml").read_text(encoding="utf-8")
    assert "bot.nlu" not in config
    assert "recipe: default.v1" in config
    messages, dialogues = sizes(tmp_path)
    assert dialogues == sizes(ROOT)[1]
    intents = Counter(each.intent for each in read(tmp_path / "data" / "nlu.yml"))
    assert sum(intents.values()) == messages
    assert max(intents.values()) == 2 * PER_INTENT_AND_LANGUAGE
    assert (tmp_path / "domain.yml").read_bytes() == (ROOT / "domain.yml").read_bytes()


def test_a_model_without_its_facts_was_not_trained_to_the_end(tmp_path: Path) -> None:
    (tmp_path / "rasa-init.tar.gz").touch()
    assert find_default(tmp_path) is None


def test_a_training_that_fails_leaves_nothing_to_be_found(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "rules.yml").write_text("rules: []\n")
    (tmp_path / "domain.yml").write_text("intents: [")
    with pytest.raises(TrainingFailed):
        train_default(tmp_path, tmp_path / "kept", lambda line: None)
    assert find_default(tmp_path / "kept") is None
    assert list((tmp_path / "kept").iterdir()) == []

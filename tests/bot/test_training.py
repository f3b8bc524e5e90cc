"""When a model is needed, and which one is released."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.training import LEAN, STOCK, TrainingFailed, is_released, needed_model, release, train


def tree(home: Path) -> Path:
    (home / "data" / "topic").mkdir(parents=True)
    (home / "config.yml").write_text("recipe: default.v1\n")
    (home / "domain.yml").write_text("intents: []\n")
    (home / "data" / "topic" / "nlu.yml").write_text("nlu: []\n")
    return home


@pytest.mark.parametrize("name", ["config.yml", "domain.yml", "data/topic/nlu.yml"])
def test_a_changed_file_needs_another_model(tmp_path: Path, name: str) -> None:
    home = tree(tmp_path)
    before = needed_model(home)
    assert needed_model(home) == before
    (home / name).write_text("# changed\n")
    assert needed_model(home) != before


def test_only_a_model_that_is_there_is_released(tmp_path: Path) -> None:
    release(tmp_path, "one.tar.gz")
    assert not is_released(tmp_path, "one.tar.gz")
    (tmp_path / "one.tar.gz").write_bytes(b"")
    assert is_released(tmp_path, "one.tar.gz")
    release(tmp_path, "two.tar.gz")
    assert not is_released(tmp_path, "one.tar.gz")


@pytest.mark.parametrize("trainer", [LEAN, STOCK])
def test_a_training_that_fails_leaves_no_model_and_says_why(
    tmp_path: Path, trainer: Sequence[str]
) -> None:
    home = tree(tmp_path)
    (home / "config.yml").write_text("pipeline: [\n")
    with pytest.raises(TrainingFailed, match="Failed to read YAML"):
        train(home, tmp_path / "models", lambda line: None, trainer=trainer)
    assert list((tmp_path / "models").iterdir()) == []


def test_a_training_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    home = tree(tmp_path)
    with pytest.raises(TrainingFailed, match=r"ended after 0\.2 s"):
        train(home, tmp_path / "models", lambda line: None, longest=0.2)
    assert list((tmp_path / "models").iterdir()) == []


def test_a_rule_with_an_action_that_nobody_declared_is_refused(tmp_path: Path) -> None:
    """Rasa's validation before the training is left out; the training itself has to see it."""
    home = tree(tmp_path)
    (home / "config.yml").write_text(
        "recipe: default.v1\nassistant_id: test\nlanguage: en\n"
        "pipeline: []\npolicies:\n- name: RulePolicy\n"
    )
    (home / "domain.yml").write_text("intents: [greet]\nactions: [action_wave]\n")
    rule = "rules:\n- rule: Hello\n  steps:\n  - intent: greet\n  - action: action_nowhere\n"
    (home / "data" / "topic" / "rules.yml").write_text(rule)
    with pytest.raises(TrainingFailed, match="action_wave"):
        train(home, tmp_path / "models", lambda line: None)

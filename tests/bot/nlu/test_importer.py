"""The messages are read once a training, whichever way Rasa asks for them."""

from __future__ import annotations

from pathlib import Path

from rasa.shared.importers.importer import TrainingDataImporter

from bot.nlu.importer import ReadOnce
from bot.settings import ROOT

MESSAGES = """version: "3.1"
nlu:
- intent: greet
  examples: |
    - hello
    - 你好
"""


def test_every_way_of_asking_gives_the_same_messages_read_once(tmp_path: Path) -> None:
    file = tmp_path / "nlu.yml"
    file.write_text(MESSAGES, encoding="utf-8")
    importer = ReadOnce(training_data_paths=[str(tmp_path)])
    first = importer.get_nlu_data()
    file.unlink()
    assert importer.get_nlu_data("en") is importer.get_nlu_data(language="zh") is first
    assert [example.get("text") for example in first.intent_examples] == ["hello", "你好"]


def test_rasa_reads_the_messages_of_the_tree_with_it(tmp_path: Path) -> None:
    (tmp_path / "nlu.yml").write_text(MESSAGES, encoding="utf-8")
    importer = TrainingDataImporter.load_from_config(
        str(ROOT / "config.yml"), training_data_paths=[str(tmp_path)]
    )
    before = importer.get_nlu_data("en").intent_examples
    (tmp_path / "nlu.yml").unlink()
    assert importer.get_nlu_data("zh").intent_examples == before != []

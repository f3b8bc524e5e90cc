"""What staff read about a remedy is there for every kind, in both languages."""

from __future__ import annotations

from pathlib import Path

import yaml

from actions.shop.policy import RemedyKind
from bot.desk import words
from bot.text import HAN

WRITTEN = yaml.safe_load(Path(words.__file__).with_name("words.yml").read_text(encoding="utf-8"))


def test_every_text_is_there_in_both_languages() -> None:
    for text in WRITTEN.values():
        assert set(text) == {"zh", "en"}
        assert HAN.search(text["zh"])
        assert not HAN.search(text["en"])


def test_every_remedy_has_its_effect_in_words() -> None:
    assert {f"effect_{kind}" for kind in RemedyKind} <= set(WRITTEN)

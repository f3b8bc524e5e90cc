"""What the door says is there in both languages, and comes in the shopper's."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.text import HAN, language_of
from bot.web import texts
from bot.web.chat_socket import SAID
from bot.web.texts import say

FILE = Path(texts.__file__).with_name("texts.yml")


def test_every_text_is_there_in_both_languages() -> None:
    written = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    assert all(set(text) == {"zh", "en"} for text in written.values())
    assert set(SAID) <= set(written)
    for text in written.values():
        assert language_of(text["zh"].format_map(_Blank()), None) == "zh"
        assert not HAN.search(text["en"])


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


@pytest.mark.parametrize(
    ("text", "locale", "language"),
    [
        ("退款", "en", "zh"),
        ("refund", "zh", "en"),
        ("LK202611200001", "zh", "zh"),
        ("LK202611200001", "en", "en"),
        ("", None, "zh"),
        ("?", "en", "en"),
        ("iPhone 退款", "en", "zh"),
    ],
)
def test_what_is_written_decides_the_language(text: str, locale: str, language: str) -> None:
    assert language_of(text, locale) == language


def test_values_are_put_into_the_text() -> None:
    assert say("phone", "zh", value="138") == "电话：138"

"""What the door says is there in both languages, and comes in the shopper's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.text import HAN, language_of
from bot.web import texts
from bot.web.chat_socket import SAID
from bot.web.forms import Address, Items, Slot
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


@pytest.mark.parametrize(
    ("values", "zh", "en"),
    [
        (
            Slot(date(2026, 11, 23), "15:00", "18:00"),
            "送货时间：11月23日（周一）15:00–18:00",
            "Delivery time: Mon 23 Nov, 15:00–18:00",
        ),
        (
            Items([0, 2], "wrong_item", " 少了 一只 "),
            "有问题的商品：第 1、3 种（发错货，少了 一只）",
            "Item 1, 3: wrong item, 少了 一只",
        ),
        (Items([1]), "有问题的商品：第 2 种", "Item 2"),
        (Items([1], "掉色"), "有问题的商品：第 2 种（掉色）", "Item 2: 掉色"),
        (
            Address(recipient="林悦", phone=" ", city="杭州市"),
            "收件人：林悦，城市：杭州市",
            "Recipient: 林悦, City: 杭州市",
        ),
    ],
)
def test_a_form_reads_as_words_of_the_language(
    values: Slot | Items | Address, zh: str, en: str
) -> None:
    assert (values.words("zh"), values.words("en")) == (zh, en)

"""Which language a shopper writes in."""

from __future__ import annotations

import pytest

from bot.nlu.clean import clean
from bot.nlu.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("我的订单到哪了", "zh"),
        ("Where is my order", "en"),
        ("refund", "en"),
        ("退款", "zh"),
        ("我的 payment failed 了怎么办", "zh"),
        ("付款 payment failed", "zh"),
        ("delivery改到weekend行不", "zh"),
        ("My name is 王小明 please change the recipient", "en"),
        ("Please ship to 王小明 浙江省杭州市西湖区文三路123号", "en"),
        ("請問我的包裹到哪裡了", "zh"),
        ("LK202611200001 到哪了", "zh"),
        ("ok 好", "zh"),
        ("ok", None),
        ("no", None),
        ("😀", None),
        ("", None),
        ("LK202611200001", None),
        ("13800138000", None),
        ("someone@example.com", None),
        ("上海市徐汇区漕溪北路88号", None),
        ("221 Baker Street, London NW1 6XE", None),
        ("Jonas Keller", None),
        ("注文はどこですか", None),
        ("où est mon colis", None),
    ],
)
def test_only_a_text_that_decides_decides(text: str, language: str | None) -> None:
    assert language_of(clean(text).text) == language

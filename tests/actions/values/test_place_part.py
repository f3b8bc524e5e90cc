"""One part of a place put right, the others left as they are."""

from __future__ import annotations

import pytest

from actions.values.place_part import corrects_place, read_place_part

ZH = {"province": "江苏省", "city": "杭州市", "district": "西湖区", "street": "文三路90号"}
EN = {"province": "Jiangsu", "city": "Hangzhou", "district": "Xihu", "street": "90 Wensan Road"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("省份写错了，是浙江省", {"province": "浙江省"}),
        ("不是江苏是浙江", {"province": "浙江省"}),
        ("省填错了，把江苏改成浙江", {"province": "浙江省"}),
        ("城市填错了，应该是宁波", {"province": "浙江省", "city": "宁波市"}),
        ("我搬家了，省份改成上海", {"province": "上海市", "city": "上海市"}),
        ("是滨江区不是西湖区", {"district": "滨江区"}),
        ("区写错了，是滨江区", {"district": "滨江区"}),
        ("邮编应该是310051", {"postcode": "310051"}),
        ("浙江省杭州市西湖区文三路90号", {}),
        ("地址错了，我在杭州", {}),
        ("昨天到杭州了不是说今天到吗", {}),
        ("我的省份错了", {}),
        ("", {}),
    ],
)
def test_a_chinese_correction_names_its_part(text: str, parts: dict[str, str]) -> None:
    assert read_place_part(text, ZH) == parts
    assert corrects_place(text) is bool(parts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("it's Zhejiang not Jiangsu", {"province": "Zhejiang"}),
        ("It's Zhejiang, not Jiangsu.", {"province": "Zhejiang"}),
        ("not Jiangsu but Zhejiang", {"province": "Zhejiang"}),
        ("The province is wrong: it's Zhejiang not Jiangsu", {"province": "Zhejiang"}),
        ("the city is wrong, it should be ningbo", {"city": "Ningbo"}),
        ("the state is California, not Nevada", {"province": "California"}),
        ("state should be ca", {"province": "CA"}),
        ("the zip code should be 310051", {"postcode": "310051"}),
        ("it's tomorrow not today", {}),
        ("I want the red one not the blue one", {}),
        ("the province is wrong", {}),
    ],
)
def test_an_english_correction_names_its_part(text: str, parts: dict[str, str]) -> None:
    assert read_place_part(text, EN) == parts
    assert corrects_place(text) is bool(parts)


def test_a_part_is_known_by_what_stood_there() -> None:
    assert read_place_part("Binjiang not Xihu", EN) == {"district": "Binjiang"}
    assert read_place_part("Binjiang not Xihu", {}) == {}

"""Which size, colour or the like is asked for, and which is only spoken of."""

from __future__ import annotations

import pytest

from actions.values.options import read_options

SHOES = [
    {"size": "42", "colour": "黑 / black"},
    {"size": "40", "colour": "黑 / black"},
    {"size": "44", "colour": "黑 / black"},
    {"size": "43", "colour": "白 / white"},
]
TEES = [
    {"size": "M", "colour": "湖蓝 / lake blue"},
    {"size": "L", "colour": "湖蓝 / lake blue"},
    {"size": "S", "colour": "深灰 / dark grey"},
]
SHIRTS = [
    {"color": "blue", "size": "S", "material": "polyester", "style": "v-neck"},
    {"color": "blue", "size": "M", "material": "cotton", "style": "crew neck"},
]
KETTLES = [{"capacity": "1 liter"}, {"capacity": "2 liters"}]
DUMBBELLS = [{"weight": "5 kg"}, {"weight": "10 kg"}]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("change the size to 44", {"size": "44"}),
        ("把42换成44", {"size": "44"}),
        ("从42换到44吧", {"size": "44"}),
        ("I ordered 42 but need a 44", {"size": "44"}),
        ("not 42 but 44", {"size": "44"}),
        ("42 is too small, I want 44", {"size": "44"}),
        ("尺码拍成42了，实际穿44", {"size": "44"}),
        ("LK202611200001 换44码", {"size": "44"}),
        ("改成黑色的", {"colour": "黑 / black"}),
        ("黑色的不要了，换白的", {"colour": "白 / white"}),
        ("I picked black by mistake, should be white", {"colour": "白 / white"}),
        ("我要40码的两双", {"size": "40"}),
        ("大一码", {"size": "43"}),
        ("one size up please", {"size": "43"}),
        ("smaller size", {"size": "40"}),
        ("换成粉色", {"colour": "粉"}),
        ("can I have it in pink?", {"colour": "pink"}),
        ("size 47 please", {"size": "47"}),
        ("换成47", {"size": "47"}),
        ("XL please", {"size": "xl"}),
        ("I ordered size 42, too small", {}),
        ("the black ones I bought", {}),
        ("make it 2 instead of 1", {}),
        ("换个颜色", {}),
        ("", {}),
    ],
)
def test_shoes(text: str, wanted: dict[str, str]) -> None:
    assert read_options(text, SHOES, SHOES[0]) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("换成L码", {"size": "L"}),
        ("大号", {"size": "L"}),
        ("a large one please", {"size": "L"}),
        ("灰色的", {"colour": "深灰 / dark grey"}),
        ("grey", {"colour": "深灰 / dark grey"}),
        ("I'm sure it's fine", {}),
        ("XL有吗", {"size": "xl"}),
    ],
)
def test_tees(text: str, wanted: dict[str, str]) -> None:
    assert read_options(text, TEES, TEES[0]) == wanted


def test_several_options_at_once() -> None:
    said = "I'd like the t-shirt in cotton, crew neck, size M instead"
    wanted = {"material": "cotton", "style": "crew neck", "size": "M"}
    assert read_options(said, SHIRTS, SHIRTS[0]) == wanted


@pytest.mark.parametrize("text", ["换成10公斤的", "10kg please", "10 kg instead of 5 kg"])
def test_a_measure_is_said_in_either_language(text: str) -> None:
    assert read_options(text, DUMBBELLS, DUMBBELLS[0]) == {"weight": "10 kg"}


@pytest.mark.parametrize("text", ["换成2升的", "the 2 liters one", "2l", "2 litre"])
def test_liters_are_liters(text: str) -> None:
    assert read_options(text, KETTLES, KETTLES[0]) == {"capacity": "2 liters"}


def test_what_has_no_options_has_none_to_ask_for() -> None:
    assert read_options("换成44码", [{}], {}) == {"size": "44"}
    assert read_options("make it two", [{}], {}) == {}
    assert read_options("把" * 3000, SHOES, SHOES[0]) == {}

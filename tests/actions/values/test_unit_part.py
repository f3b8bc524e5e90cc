"""A building, floor or room put right in a known street."""

from __future__ import annotations

import pytest

from actions.values.unit_part import corrects_unit, read_unit_part

BANK = "文三路柳岸公寓5幢702室"
STEPS = "中山三路云梯街18号11-3"
WILLOW = "Room 702, Building 5, Willow Bank, 90 Wensan Road"
QUEEN = "Flat 12A, 22 Queen's Road"


@pytest.mark.parametrize(
    ("text", "street", "whole"),
    [
        ("房号填错了，是703", BANK, "文三路柳岸公寓5幢703室"),
        ("房号703写错了，是705", BANK, "文三路柳岸公寓5幢705室"),
        ("房间号改成1201", STEPS, "中山三路云梯街18号1201室"),
        ("楼号应该是6栋", BANK, "文三路柳岸公寓6栋702室"),
        ("楼号应该是6栋", STEPS, "中山三路云梯街18号6栋11-3"),
        ("楼栋号应该是3栋不是8栋", BANK, "文三路柳岸公寓3栋702室"),
        ("是6幢不是5幢", BANK, "文三路柳岸公寓6幢702室"),
        ("楼号应该是6，房号是303", BANK, "文三路柳岸公寓6栋303室"),
        ("its flat 12B not 12A", QUEEN, "flat 12B, 22 Queen's Road"),
        ("it's room 703, not 702", WILLOW, "room 703, Building 5, Willow Bank, 90 Wensan Road"),
        ("not room 702 but 703", WILLOW, "room 703, Building 5, Willow Bank, 90 Wensan Road"),
        (
            "room 702 is wrong, it's 703",
            WILLOW,
            "room 703, Building 5, Willow Bank, 90 Wensan Road",
        ),
        ("LK202611200116 flat is wrong, it's 9", QUEEN, "flat 9, 22 Queen's Road"),
        ("the building should be 6", WILLOW, "Room 702, building 6, Willow Bank, 90 Wensan Road"),
        (
            "it should be building 6 room 305",
            WILLOW,
            "room 305, building 6, Willow Bank, 90 Wensan Road",
        ),
        (
            "the flat should be building 3 room 9, not room 8",
            "12 Hill Street",
            "12 Hill Street, building 3, room 9",
        ),
        ("the flat number should be 14", QUEEN, "flat 14, 22 Queen's Road"),
    ],
)
def test_a_unit_put_right_changes_just_that_part(text: str, street: str, whole: str) -> None:
    assert read_unit_part(text, street) == whole
    assert corrects_unit(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "收件人不是我",
        "房号填错了",
        "地址填错了，是文三路90号，房号是703",
        "send it to 12 Hill Street, flat 3",
        "we need two more rooms",
        "where is my parcel",
        "房号" * 4000,
        "flat not " * 2000,
    ],
)
def test_what_names_no_unit_or_a_whole_address_changes_nothing(text: str) -> None:
    assert read_unit_part(text, BANK) == ""


def test_without_a_street_there_is_nothing_to_put_a_room_in() -> None:
    assert read_unit_part("房号是703", "") == ""

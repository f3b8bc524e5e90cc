"""Building, floor and room put into a known street."""

from __future__ import annotations

import pytest

from actions.values.units import is_units, with_units


@pytest.mark.parametrize(
    ("street", "units", "whole"),
    [
        ("小寨东路长宁府", "6栋1302", "小寨东路长宁府6栋1302"),
        ("文三路柳岸公寓5幢702室", "703室", "文三路柳岸公寓5幢703室"),
        ("文三路柳岸公寓5幢702室", "6幢", "文三路柳岸公寓6幢702室"),
        ("文三路柳岸公寓5幢2单元702", "6幢303", "文三路柳岸公寓6幢303"),
        ("文三路柳岸公寓", "90号", "文三路90号柳岸公寓"),
        ("文三路90号柳岸公寓", "92号5幢702", "文三路92号柳岸公寓5幢702"),
        ("88 Dongda Street", "building 3 room 1502", "88 Dongda Street, building 3 room 1502"),
        ("Room 702, Building 5, 90 Wensan Road", "Apt 7", "Apt 7, Building 5, 90 Wensan Road"),
    ],
)
def test_units_alone_are_put_into_the_known_street(street: str, units: str, whole: str) -> None:
    assert is_units(units)
    assert with_units(street, units) == whole


@pytest.mark.parametrize(
    "street",
    ["", "文三路90号", "45 Heping Road apt 2", "no 2", "the floor", "1302", "room 5, " * 900],
)
def test_what_names_a_street_or_no_unit_is_more_or_less_than_units(street: str) -> None:
    assert not is_units(street)


def test_florida_is_no_floor() -> None:
    assert not is_units("FL 33139")
    assert is_units("fl 3")

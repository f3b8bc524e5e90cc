"""The country a shopper asks about."""

from __future__ import annotations

import pytest

from actions.values.country import country_asked


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("do you ship to brazil", "BR"),
        ("Do you deliver to the Netherlands?", "NL"),
        ("can it be sent to the UK", "GB"),
        ("shipping to south korea please", "KR"),
        ("do you ship to Turkey", "TR"),
        ("do you ship to the US?", "US"),
        ("how long to Guinea-Bissau", "GW"),
        ("能寄到巴西吗", "BR"),
        ("巴西能寄吗", "BR"),
        ("你们发印度尼西亚吗", "ID"),
        ("可以寄香港吗", "HK"),
        ("送到美国要几天", "US"),
    ],
)
def test_a_country_is_known_by_its_name_in_both_languages(text: str, code: str) -> None:
    assert country_asked(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "寄到新疆要几天",
        "寄到内蒙古要几天",
        "送到上海地区多久",
        "do you ship to new jersey",
        "do you ship to georgia",
        "do you ship to indiana",
        "can you ship to us in time",
        "where are my Jordan shoes",
        "how long do you take to ship overseas?",
        "to " * 500,
    ],
)
def test_a_province_a_city_or_no_place_at_all_is_no_country(text: str) -> None:
    assert country_asked(text) == ""

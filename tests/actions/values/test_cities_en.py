"""Cities of China by other names, and with slips."""

from __future__ import annotations

import pytest

from actions.values.cities_en import PROVINCE_OF_CITY, city_named


@pytest.mark.parametrize(
    ("said", "city"),
    [
        ("Canton", "Guangzhou"),
        ("PEKING", "Beijing"),
        ("Shenzen", "Shenzhen"),
        ("Guangzou", "Guangzhou"),
        ("Hangzhuo", "Hangzhou"),
        ("xian", "Xi'an"),
        ("Shanghai City", "Shanghai"),
    ],
)
def test_a_city_is_known_by_other_names_and_with_one_slip(said: str, city: str) -> None:
    assert city_named(said) == city


@pytest.mark.parametrize("said", ["", "Zhejiang", "Springfield", "杭州", "a" * 4000])
def test_what_is_no_city_of_the_table_stays_unknown(said: str) -> None:
    assert city_named(said) == ""


def test_a_real_city_is_never_taken_for_one_that_is_spelt_like_it() -> None:
    assert [city_named(city) for city in PROVINCE_OF_CITY] == list(PROVINCE_OF_CITY)


def test_a_slip_that_could_be_two_cities_is_none() -> None:
    assert city_named("Vuzhou") == ""


def test_the_city_of_the_order_is_known_though_no_table_holds_it() -> None:
    assert city_named("Sprinfield", "Springfield") == "Springfield"


def test_a_name_that_two_provinces_have_tells_no_province() -> None:
    assert PROVINCE_OF_CITY["Taizhou"] == ""
    assert PROVINCE_OF_CITY["Shenzhen"] == "Guangdong"

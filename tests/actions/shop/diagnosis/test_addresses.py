"""Addresses: missing parts, phones that cannot be, a choice still to be made."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.shop.diagnosis.addresses import is_phone, region_of
from actions.shop.order import OrderStatus, ShipmentException, ShipmentStatus
from tests.actions.shop.orders import (
    HOME,
    a_delivered_order,
    a_parcel,
    a_shipped_order,
    an_order,
    found,
    the,
)

OFFICE = replace(HOME, street="滨江区江南大道1号")


@pytest.mark.parametrize(
    ("changes", "missing", "malformed"),
    [
        ({"street": ""}, ["street"], []),
        ({"street": " - "}, ["street"], []),
        ({"recipient": "   "}, ["recipient"], []),
        ({"recipient": "???"}, ["recipient"], []),
        ({"phone": ""}, ["phone"], []),
        ({"phone": "12345"}, [], ["phone"]),
        ({"phone": "1380000100"}, [], ["phone"]),
        ({"recipient": "", "phone": "", "street": ""}, ["recipient", "phone", "street"], []),
    ],
)
def test_what_an_address_lacks_is_named(
    changes: dict[str, Any], missing: list[str], malformed: list[str]
) -> None:
    finding = the("address_invalid", an_order(addresses=(replace(HOME, **changes),)))
    assert finding.detail == {"missing": missing, "malformed": malformed, "carrier": False}
    assert finding.cause == "customer"


def test_parts_that_not_every_address_has_may_be_missing() -> None:
    short = replace(HOME, province="", district="", postcode="")
    assert found(an_order(addresses=(short,))) == ["nothing_wrong"]


def test_an_order_without_any_address_lacks_all_of_it() -> None:
    detail = the("address_invalid", an_order(addresses=())).detail
    assert detail["missing"] == ["recipient", "phone", "street"]


def test_no_phone_is_missing_where_the_shop_never_asks_for_one() -> None:
    order = an_order(addresses=(replace(HOME, phone=""),), phone_asked=False)
    assert found(order) == ["nothing_wrong"]


def test_a_phone_that_was_given_unasked_is_still_judged() -> None:
    order = an_order(addresses=(replace(HOME, phone="12345"),), phone_asked=False)
    assert found(order) == ["address_invalid"]


def test_an_address_the_carrier_cannot_find_is_invalid_although_it_is_whole() -> None:
    parcel = a_parcel(status=ShipmentStatus.EXCEPTION, exception=ShipmentException.ADDRESS)
    finding = the("address_invalid", a_shipped_order(parcel))
    assert finding.detail == {"missing": [], "malformed": [], "carrier": True}
    assert finding.since == parcel.events[-1].at


@pytest.mark.parametrize("status", [OrderStatus.CANCELLED, OrderStatus.DELIVERED])
def test_the_address_of_an_order_that_ended_is_nobodys_trouble(status: OrderStatus) -> None:
    order = replace(a_delivered_order(), status=status, addresses=(replace(HOME, street=""),))
    assert "address_invalid" not in found(order)


def test_several_addresses_are_to_be_chosen_from() -> None:
    assert found(an_order(addresses=(HOME, OFFICE))) == ["address_ambiguous"]


def test_the_same_address_twice_is_no_choice() -> None:
    assert found(an_order(addresses=(HOME, HOME))) == ["nothing_wrong"]


def test_of_several_addresses_one_good_one_is_enough() -> None:
    broken = replace(HOME, street="")
    assert found(an_order(addresses=(broken, OFFICE))) == ["address_ambiguous"]
    both = an_order(addresses=(broken, replace(broken, city="广州市")))
    assert set(found(both)) == {"address_invalid", "address_ambiguous"}


def test_once_it_is_shipped_there_is_nothing_to_choose() -> None:
    assert found(a_shipped_order(addresses=(HOME, OFFICE))) == ["nothing_wrong"]


@pytest.mark.parametrize(
    ("phone", "country"),
    [
        ("13800001001", "CN"),
        ("+86 138 0000 1001", "CN"),
        ("138-0000-1001", "中国"),
        ("010-62345678", "China"),
        ("138****1001", "CN"),
        ("+1 202 555 0143", "CN"),
        ("202-555-0143", "USA"),
        ("(202) 555-0143", "United States"),
        ("020 7946 0958", "GB"),
        ("90 1234 5678", "Atlantis"),
    ],
)
def test_phones_that_can_be(phone: str, country: str) -> None:
    assert is_phone(phone, country)


@pytest.mark.parametrize(
    ("phone", "country"),
    [
        ("12345", "CN"),
        ("1380000100", "CN"),
        ("138000010011", "CN"),
        ("12800001001", "CN"),
        ("62345678", "CN"),
        ("55501", "US"),
        ("12345", "Atlantis"),
        ("call me", "CN"),
        ("1" * 500, "CN"),
        ("☎" * 11, ""),
    ],
)
def test_phones_that_cannot_be(phone: str, country: str) -> None:
    assert not is_phone(phone, country)


@pytest.mark.parametrize(
    ("name", "code"),
    [("CN", "CN"), ("中国", "CN"), ("usa", "US"), ("United Kingdom", "GB"), ("日本", "JP")],
)
def test_countries_are_known_by_code_and_by_name(name: str, code: str) -> None:
    assert region_of(name) == code


@pytest.mark.parametrize("name", ["", "Atlantis", "12"])
def test_no_country_is_guessed(name: str) -> None:
    assert region_of(name) is None

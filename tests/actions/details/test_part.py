"""The part of a refund that a shopper names."""

from __future__ import annotations

from decimal import Decimal

import pytest

from actions.case import Case
from actions.details.part import is_part, named_amount, part_of, read_part
from actions.shop.diagnosis import Finding, FindingKind
from actions.shop.order import Line, Name, Order, OrderStatus, Payment, PaymentStatus

SHOES = Line("S1", Name("疾风跑鞋", "Gale Running Shoes"), 1, Decimal("499"), "a")
SOCKS = Line("S2", Name("厚底运动袜（三双）", "Cushioned Sports Socks"), 1, Decimal("49"), "a")
PAID = Payment("p1", "bank_card", Decimal("548"), PaymentStatus.CAPTURED)


def order(status: OrderStatus = OrderStatus.DELIVERED, *lines: Line) -> Order:
    return Order(
        "LK1", "c1", status, "CNY", Decimal("548"), lines or (SHOES, SOCKS), payments=(PAID,)
    )


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("退我50块就行", "50"),
        ("只退 100 元可以吗", "100"),
        ("退款一百块", "100"),
        ("50元的退款", "50"),
        ("refund me $20.50 please", "20.50"),
        ("can I get 30 dollars back", "30"),
        ("just refund 0 dollars", "0"),
        ("I paid 499 dollars for these", None),
        ("花了549块，退给我", None),
        ("it cost only 50 dollars elsewhere, refund please", None),
        ("退款 LK202611200401", None),
        ("", None),
    ],
)
def test_an_amount_to_give_back_stands_beside_the_word_for_it(
    text: str, amount: str | None
) -> None:
    assert named_amount(text) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("袜子退了吧", [1]),
        ("refund the running shoes", [0]),
        ("refund the shoes and the socks", None),
        ("退款", None),
        ("包裹里的东西我都不要了", None),
    ],
)
def test_goods_that_are_named_are_the_part_unless_they_are_all(
    text: str, lines: list[int] | None
) -> None:
    assert read_part(order(), [text]).get("lines") == lines


def test_what_was_said_before_the_order_was_known_counts() -> None:
    assert read_part(order(), ["2002", "refund the socks"]) == {"lines": [1]}


@pytest.mark.parametrize("status", [OrderStatus.PACKED, OrderStatus.SHIPPED])
def test_a_parcel_under_way_has_no_parts(status: OrderStatus) -> None:
    assert read_part(order(status), ["refund the socks"]) == {}


@pytest.mark.parametrize("kind", [FindingKind.OUT_OF_STOCK, FindingKind.ITEM_PROBLEM])
def test_an_offer_about_some_goods_is_about_those(kind: FindingKind) -> None:
    assert part_of(Finding(kind, None, detail={"lines": [1]})) == {"lines": [1]}
    assert part_of(Finding(FindingKind.PARCEL_DELAYED, None)) == {}


@pytest.mark.parametrize(
    ("draft", "part"),
    [
        ({}, False),
        ({"lines": [0, 1]}, False),
        ({"lines": [0]}, True),
        ({"amount": "548.00"}, False),
        ({"amount": "100"}, True),
        ({"amount": "9999"}, True),
    ],
)
def test_a_part_is_anything_but_the_whole(draft: dict[str, object], part: bool) -> None:
    assert is_part(Case(draft=draft), order()) is part

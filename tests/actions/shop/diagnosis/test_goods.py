"""Goods that have not left: shipped late, out of stock."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from actions.shop.order import OrderStatus, Refund, RefundStatus, ShipmentStatus
from tests.actions.shop.orders import (
    NOW,
    SECOND,
    SHOES,
    a_context,
    a_parcel,
    a_payment,
    a_shipped_order,
    ago,
    an_order,
    found,
    later,
    the,
)

SHELF = (SHOES.sku, SHOES.seller)


@pytest.mark.parametrize(
    ("ship_by", "kind"),
    [
        (NOW + SECOND, "nothing_wrong"),
        (NOW, "nothing_wrong"),
        (NOW - SECOND, "not_shipped_late"),
        (None, "nothing_wrong"),
    ],
)
@pytest.mark.parametrize("status", [OrderStatus.CONFIRMED, OrderStatus.PACKED])
def test_it_is_late_once_the_ship_by_date_passed(
    status: OrderStatus, ship_by: datetime | None, kind: str
) -> None:
    assert found(an_order(status=status, ship_by=ship_by)) == [kind]


def test_what_is_not_confirmed_or_has_left_is_not_late_to_ship() -> None:
    unpaid = an_order(status=OrderStatus.PLACED, payments=(), ship_by=ago(days=3))
    assert found(unpaid) == ["nothing_wrong"]
    assert found(a_shipped_order(ship_by=ago(days=3))) == ["nothing_wrong"]


def test_late_goods_tell_how_late_and_whose() -> None:
    finding = the("not_shipped_late", an_order(ship_by=ago(days=3)))
    assert (finding.cause, finding.since) == ("seller", ago(days=3))
    assert (finding.detail["days_late"], finding.detail["sellers"]) == (3, ["lark"])


def test_goods_late_to_ship_are_not_also_a_late_parcel() -> None:
    parcel = a_parcel(status=ShipmentStatus.PENDING, promised_at=ago(days=1), events=())
    order = an_order(ship_by=ago(days=3), shipments=(parcel,))
    assert found(order) == ["not_shipped_late"]


@pytest.mark.parametrize(("left", "kind"), [(1, "out_of_stock"), (2, "nothing_wrong")])
def test_less_than_ordered_is_out_of_stock(left: int, kind: str) -> None:
    order = an_order(
        lines=(replace(SHOES, quantity=2),),
        total=Decimal("398.00"),
        payments=(a_payment(amount=Decimal("398.00")),),
    )
    assert found(order, a_context({SHELF: left})) == [kind]


def test_lines_of_the_same_goods_count_together() -> None:
    order = an_order(
        lines=(SHOES, SHOES),
        total=Decimal("398.00"),
        payments=(a_payment(amount=Decimal("398.00")),),
    )
    finding = the("out_of_stock", order, a_context({SHELF: 1}))
    assert finding.detail["lines"] == [0, 1]
    assert finding.detail["skus"] == ["SHOES-42"]


def test_what_was_put_aside_for_a_line_is_there_for_it() -> None:
    order = an_order(lines=(replace(SHOES, reserved=1),))
    assert found(order, a_context({SHELF: 0})) == ["nothing_wrong"]


def test_a_stock_nobody_knows_is_not_guessed() -> None:
    assert found(an_order(), a_context({})) == ["nothing_wrong"]


@pytest.mark.parametrize("status", [OrderStatus.PACKED, OrderStatus.CANCELLED])
def test_packed_or_cancelled_goods_need_no_stock(status: OrderStatus) -> None:
    assert "out_of_stock" not in found(an_order(status=status), a_context({SHELF: 0}))


@pytest.mark.parametrize(
    ("back", "kind"), [("198.99", "out_of_stock"), ("199.00", "nothing_wrong")]
)
def test_lines_that_were_given_back_are_settled(back: str, kind: str) -> None:
    refund = Refund("r1", "p1", Decimal(back), RefundStatus.SENT, ago(hours=1))
    assert found(an_order(refunds=(refund,)), a_context({SHELF: 0})) == [kind]


def test_a_surplus_that_went_back_settles_no_line() -> None:
    refund = Refund("r1", "p2", Decimal("199.00"), RefundStatus.SENT, ago(hours=1))
    order = an_order(payments=(a_payment(), a_payment(id="p2")), refunds=(refund,))
    assert found(order, a_context({SHELF: 0})) == ["out_of_stock"]


@pytest.mark.parametrize(
    ("restock", "told"),
    [
        ({}, {}),
        ({SHELF: later(days=4)}, {"restock_at": later(days=4).isoformat()}),
        ({SHELF: ago(days=4)}, {}),
    ],
)
def test_when_it_comes_back_is_told_only_while_it_is_to_come(
    restock: dict[tuple[str, str], datetime], told: dict[str, Any]
) -> None:
    detail = the("out_of_stock", an_order(), a_context({SHELF: 0}, restock=restock)).detail
    assert {key: value for key, value in detail.items() if key == "restock_at"} == told

"""One order changed as its shop would, through the same checks as a file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from actions.shop.backends.base import NotThere
from actions.shop.backends.sql import SqlOrders
from actions.shop.imports import BadValue, patch_order
from actions.shop.imports.writing import order_as_json
from actions.shop.order import Order
from tests.actions.shop.order_files import NUMBER
from tests.actions.shop.orders import NOW, later


def patched(session: Session, patch: Any) -> Order:
    """The order as it stands in the database after this patch."""
    told = patch_order(session, NUMBER, patch, NOW)
    kept = SqlOrders(session).find_order(NUMBER)
    assert kept == told
    return told


def test_only_what_is_named_changes(stocked: Session) -> None:
    before = SqlOrders(stocked).find_order(NUMBER)
    assert before is not None
    assert patched(stocked, {}) == before
    after = patched(stocked, {"status": "packed", "packed_at": "-1h"})
    assert replace(after, status=before.status, packed_at=None) == before
    assert (after.status, after.packed_at) == ("packed", later(hours=-1))


def test_an_object_of_a_list_keeps_what_the_patch_leaves_out(stocked: Session) -> None:
    order = patched(
        stocked, {"shipments": [{"id": "s1", "status": "exception", "exception": "address"}]}
    )
    parcel = order.shipments[0]
    assert (parcel.status, parcel.exception) == ("exception", "address")
    assert (parcel.tracking_number, len(parcel.events)) == ("HE123456", 1)


def test_a_list_stands_for_the_whole_list(stocked: Session) -> None:
    second = {"id": "p2", "method": "alipay", "amount": "399.00", "status": "captured"}
    order = patched(stocked, {"payments": [{"id": "p1"}, second]})
    assert [payment.id for payment in order.payments] == ["p1", "p2"]
    assert patched(stocked, {"refunds": [], "claims": []}).refunds == ()


def test_objects_without_ids_are_matched_by_place_and_events_are_new(stocked: Session) -> None:
    order = patched(
        stocked,
        {
            "addresses": [{"street": ""}],
            "shipments": [{"events": [{"at": "-1m", "code": "delivered"}]}],
        },
    )
    assert (order.addresses[0].street, order.addresses[0].city) == ("", "深圳市")
    assert [(event.code, event.place) for event in order.shipments[0].events] == [("delivered", "")]


def test_null_takes_a_value_away(stocked: Session) -> None:
    patched(stocked, {"shipments": [{"id": "s1", "exception": "weather"}]})
    order = patched(stocked, {"ship_by": None, "shipments": [{"id": "s1", "exception": None}]})
    assert (order.ship_by, order.shipments[0].exception) == (None, None)


@pytest.mark.parametrize(
    ("patch", "path"),
    [
        ([], NUMBER),
        ({"number": "LK2"}, f"{NUMBER}.number"),
        ({"total": "1.00"}, f"{NUMBER}.total"),
        ({"colour": "red"}, f"{NUMBER}.colour"),
        ({"findings": []}, f"{NUMBER}.findings"),
        ({"payments": [{"id": "p1", "status": "paid"}]}, f"{NUMBER}.payments[0].status"),
        ({"payments": "none"}, f"{NUMBER}.payments"),
    ],
)
def test_a_bad_patch_is_named_and_changes_nothing(stocked: Session, patch: Any, path: str) -> None:
    before = SqlOrders(stocked).find_order(NUMBER)
    with pytest.raises(BadValue) as complaint:
        patch_order(stocked, NUMBER, patch, NOW)
    assert complaint.value.path == path
    assert SqlOrders(stocked).find_order(NUMBER) == before


def test_there_must_be_an_order_to_change(stocked: Session) -> None:
    with pytest.raises(NotThere):
        patch_order(stocked, "LK2", {}, NOW)


def test_stock_put_aside_stays_put_aside(stocked: Session) -> None:
    orders = SqlOrders(stocked)
    known = orders.find_order(NUMBER)
    assert known is not None
    told = order_as_json(known)
    assert "reserved" not in told["lines"][0]
    assert patched(stocked, {"status": "packed"}).lines == known.lines

"""Order files come in whole or not at all, and the first bad value is named by its path."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from actions.shop import tables
from actions.shop.backends.sql import SqlOrders
from actions.shop.engine import READING
from actions.shop.imports import BadValue, FileFormat, import_data, import_orders
from actions.shop.imports.writing import order_as_json
from actions.shop.order import RefundStatus
from tests.actions.shop.order_files import NUMBER, a_file
from tests.actions.shop.orders import NOW, a_shipped_order, later

ORDER = "orders__0__"


def refused(session: Session, content: Any, **more: Any) -> BadValue:
    """Why this file is refused; nothing of it may be left."""
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    with pytest.raises(BadValue) as complaint:
        import_orders(session, raw, NOW, **more)
    counts = [select(func.count()).select_from(table) for table in (tables.sellers, tables.orders)]
    assert [session.execute(count).scalar() for count in counts] == [0, 0]
    return complaint.value


def test_a_file_comes_in_whole(session: Session) -> None:
    done = import_orders(session, json.dumps(a_file()).encode(), NOW)
    assert (done.format, done.sellers, done.products) == (FileFormat.ORDER_SUPPORT, 1, 1)
    assert (done.customers, done.orders) == (1, 1)
    orders = SqlOrders(session)
    order = orders.find_order(NUMBER)
    assert order is not None
    assert [order.total, order.captured, order.refunded] == [399, 399, 9]
    assert order.lines[0].name.zh == "疾风跑鞋"
    assert order.ship_by == datetime(2026, 11, 20, 10, tzinfo=timezone.utc)
    product = orders.find_products(["SHOES-42"])["SHOES-42"]
    assert (product.options, product.similar) == ({"size": "42"}, ("BOOTS-42",))
    customer = orders.find_customer("c1")
    assert customer is not None
    assert (customer.locale, customer.notices) == ("zh", True)


def test_relative_instants_count_from_the_import(stocked: Session) -> None:
    order = SqlOrders(stocked).find_order(NUMBER)
    assert order is not None
    assert order.placed_at == NOW - timedelta(days=1)
    assert order.shipments[0].promised_at == NOW + timedelta(days=3)
    assert order.shipments[0].events[0].at == NOW - timedelta(minutes=30)


def test_every_date_and_list_may_be_absent(session: Session) -> None:
    order = {
        "number": NUMBER,
        "customer": "c1",
        "status": "delivered",
        "total": "199.00",
        "lines": [{"sku": "SHOES-42", "quantity": 1, "unit_price": "199", "seller": "lark"}],
        "shipments": [{"id": "s1", "status": "delivered", "events": [{"code": "delivered"}]}],
    }
    import_data(session, a_file(orders=[order]), NOW)
    found = SqlOrders(session).find_order(NUMBER)
    assert found is not None
    assert (found.placed_at, found.payments, found.shipments[0].events[0].at) == (None, (), None)


def test_what_is_shown_can_be_imported_again(stocked: Session) -> None:
    order = SqlOrders(stocked).find_order(NUMBER)
    assert order is not None
    import_data(stocked, a_file(orders=[order_as_json(order)]), later(days=9), replace=True)
    assert SqlOrders(stocked).find_order(NUMBER) == order


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"[]", "neither"),
        (b"null", "neither"),
        (b"\xff\xfe{}", "not UTF-8 at byte 0"),
        (b'{"format": NaN}', "NaN is no number"),
        (b'{"format": 1, "format": 1}', "'format' twice"),
        (b'{"x": ' + b"9" * 5000 + b"}", "too long"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"orders": {}}', "neither"),
        (b"\0", "not JSON"),
    ],
)
def test_what_is_no_order_file_is_refused(session: Session, content: bytes, problem: str) -> None:
    complaint = refused(session, content)
    assert complaint.path == "file"
    assert problem in complaint.problem


def test_a_byte_order_mark_is_no_trouble(session: Session) -> None:
    content = b"\xef\xbb\xbf" + json.dumps(a_file()).encode()
    assert import_orders(session, content, NOW).orders == 1


BAD_VALUES: list[tuple[str, Any, str]] = [
    ("format", "order-support/2", "format"),
    ("currency", None, "currency"),
    ("currency", "yuan", "currency"),
    ("timezone", "Mars/Olympus", "timezone"),
    ("timezone", "../../etc/passwd", "timezone"),
    ("colour", "red", "colour"),
    ("orders", {}, "orders"),
    ("orders__0", "no", "orders[0]"),
    ("sellers__0__id", None, "sellers[0].id"),
    ("sellers__0__name", 7, "sellers[0].name"),
    ("products__0__name", {"zh": "鞋"}, "products[0].name.en"),
    ("products__0__options__size", 42, "products[0].options.size"),
    ("products__0__offers__0__seller", "finch", "products[0].offers[0].seller"),
    ("products__0__offers__0__stock", -1, "products[0].offers[0].stock"),
    ("products__0__offers__0__restock_at", "soon", "products[0].offers[0].restock_at"),
    ("customers__0__locale", "fr", "customers[0].locale"),
    ("customers__0__email", "nobody", "customers[0].email"),
    ("customers__0__notices", "yes", "customers[0].notices"),
    (ORDER + "number", None, "orders[0].number"),
    (ORDER + "number", " LK1", "orders[0].number"),
    (ORDER + "number", "LK\u202e1", "orders[0].number"),
    (ORDER + "number", "L" * 65, "orders[0].number"),
    (ORDER + "customer", "c9", "orders[0].customer"),
    (ORDER + "status", "lost", "orders[0].status"),
    (ORDER + "status", ["placed"], "orders[0].status"),
    (ORDER + "placed_at", "2026-11-20T10:00:00", "orders[0].placed_at"),
    (ORDER + "placed_at", "2026-02-30T10:00:00Z", "orders[0].placed_at"),
    (ORDER + "placed_at", "0001-01-01T00:00:00+14:00", "orders[0].placed_at"),
    (ORDER + "placed_at", "-9999999d", "orders[0].placed_at"),
    (ORDER + "placed_at", "-3 days", "orders[0].placed_at"),
    (ORDER + "placed_at", 1795433144, "orders[0].placed_at"),
    (ORDER + "lines", [], "orders[0].lines"),
    (ORDER + "lines__0__sku", None, "orders[0].lines[0].sku"),
    (ORDER + "lines__0__sku", "HATS", "orders[0].lines[0].name"),
    (ORDER + "lines__0__quantity", 0, "orders[0].lines[0].quantity"),
    (ORDER + "lines__0__quantity", 1.5, "orders[0].lines[0].quantity"),
    (ORDER + "lines__0__quantity", True, "orders[0].lines[0].quantity"),
    (ORDER + "lines__0__quantity", "2", "orders[0].lines[0].quantity"),
    (ORDER + "lines__0__unit_price", "-1.00", "orders[0].lines[0].unit_price"),
    (ORDER + "lines__0__unit_price", "1.999", "orders[0].lines[0].unit_price"),
    (ORDER + "lines__0__unit_price", "NaN", "orders[0].lines[0].unit_price"),
    (ORDER + "lines__0__unit_price", "1e3", "orders[0].lines[0].unit_price"),
    (ORDER + "lines__0__unit_price", "１９９", "orders[0].lines[0].unit_price"),
    (ORDER + "lines__0__unit_price", 199, "orders[0].lines[0].unit_price"),
    (ORDER + "lines__0__unit_price", "9" * 19, "orders[0].lines[0].unit_price"),
    (ORDER + "lines__0__seller", "finch", "orders[0].lines[0].seller"),
    (ORDER + "total", "399.01", "orders[0].total"),
    (ORDER + "total", None, "orders[0].total"),
    (ORDER + "discount", "0", "orders[0].total"),
    (ORDER + "addresses__0__street", 7, "orders[0].addresses[0].street"),
    (ORDER + "addresses__0__street", "a\0b", "orders[0].addresses[0].street"),
    (ORDER + "addresses__0__street", "\ud800", "orders[0].addresses[0].street"),
    (ORDER + "addresses__0__street", "x" * 501, "orders[0].addresses[0].street"),
    (ORDER + "addresses__0__planet", "Mars", "orders[0].addresses[0].planet"),
    (ORDER + "payments__0__status", "paid", "orders[0].payments[0].status"),
    (ORDER + "payments__0__method", "", "orders[0].payments[0].method"),
    (ORDER + "refunds__0__amount", "399.01", "orders[0].refunds[0].amount"),
    (ORDER + "refunds__0__payment", "p9", "orders[0].refunds[0].payment"),
    (ORDER + "payments__0__status", "failed", "orders[0].refunds[0].amount"),
    (ORDER + "shipments__0__exception", "aliens", "orders[0].shipments[0].exception"),
    (ORDER + "shipments__0__slot__date", "2026-13-01", "orders[0].shipments[0].slot.date"),
    (ORDER + "shipments__0__slot__to", "08:00", "orders[0].shipments[0].slot.to"),
    (ORDER + "shipments__0__slot__from", "9:00", "orders[0].shipments[0].slot.from"),
    (ORDER + "shipments__0__events__0__code", "vanished", "orders[0].shipments[0].events[0].code"),
    (ORDER + "claims__0__lines", [1], "orders[0].claims[0].lines[0]"),
    (ORDER + "claims__0__kind", "boredom", "orders[0].claims[0].kind"),
    (ORDER + "cancelled", {"by": "customer"}, "orders[0].cancelled.reason"),
]


@pytest.mark.parametrize(("where", "value", "path"), BAD_VALUES)
def test_the_first_bad_value_is_named_by_its_path(
    session: Session, where: str, value: Any, path: str
) -> None:
    complaint = refused(session, a_file(**{where: value}))
    assert complaint.path == path
    assert complaint.problem


@pytest.mark.parametrize(
    ("twice", "path"),
    [
        ("orders", "orders[1].number"),
        ("sellers", "sellers[1].id"),
        ("products", "products[1].sku"),
        ("customers", "customers[1].id"),
    ],
)
def test_what_stands_in_a_file_twice_is_refused(session: Session, twice: str, path: str) -> None:
    file = a_file()
    file[twice] = file[twice] * 2
    assert refused(session, file).path == path


@pytest.mark.parametrize("part", ["payments", "refunds", "shipments", "claims"])
def test_ids_in_an_order_are_its_own(session: Session, part: str) -> None:
    file = a_file(orders__0__refunds=[], orders__0__claims=[])
    whole = a_file()["orders"][0][part]
    file["orders"][0][part] = [
        dict(item, amount="1.00") if part == "refunds" else item for item in whole * 2
    ]
    assert refused(session, file).path == f"orders[0].{part}[1].id"


def test_a_complaint_never_shows_a_value_at_length(session: Session) -> None:
    complaint = refused(session, a_file(orders__0__status="x" * 5000))
    assert len(str(complaint)) < 250


def test_an_order_that_is_there_is_refused_and_stays(stocked: Session) -> None:
    with pytest.raises(BadValue) as complaint:
        import_data(stocked, a_file(orders__0__status="packed"), NOW)
    assert complaint.value.path == "orders[0].number"
    order = SqlOrders(stocked).find_order(NUMBER)
    assert order is not None
    assert order.status == "confirmed"


def test_replacing_takes_the_new_facts_whole_and_keeps_what_was_done(stocked: Session) -> None:
    SqlOrders(stocked).refund(NUMBER, "p1", Decimal(1), RefundStatus.SENT, NOW, "", "R-1")
    import_data(stocked, a_file(orders__0__refunds=None), NOW, replace=True)
    order = SqlOrders(stocked).find_order(NUMBER)
    assert order is not None
    assert order.refunds == ()
    keys = stocked.execute(select(tables.write_keys.c.key)).scalars().all()
    assert keys == ["refund:p1:R-1"]


def test_what_the_shop_holds_already_may_be_referred_to_and_is_updated(stocked: Session) -> None:
    second = a_file(orders__0__number="LK2", sellers=[], products=[], customers=[])
    import_data(stocked, second, NOW)
    third = a_file(orders=[], customers__0__name="林大满", products__0__offers__0__stock=1)
    import_data(stocked, third, NOW)
    orders = SqlOrders(stocked)
    customer = orders.find_customer("c1")
    assert customer is not None
    assert customer.name == "林大满"
    assert orders.find_products(["SHOES-42"])["SHOES-42"].offers[0].stock == 1
    assert {order.number for order in orders.orders_of("c1")} == {NUMBER, "LK2"}


def test_a_format_that_is_named_is_not_guessed(session: Session) -> None:
    assert refused(session, a_file(), file_format=FileFormat.TAU_RETAIL).path == "products"


def test_who_reads_while_a_file_comes_in_sees_none_of_it(engine: Engine) -> None:
    with Session(engine, future=True) as first, first.begin():
        import_data(first, a_file(), NOW)
    with Session(engine, future=True) as second, second.begin():
        import_data(second, a_file(orders__0__number="LK2"), NOW)
        reading = engine.execution_options(begins=READING)
        with Session(reading, future=True) as reader:
            assert SqlOrders(reader).find_order("LK2") is None


def test_a_shipped_order_is_written_with_all_its_parts() -> None:
    written = order_as_json(a_shipped_order())
    assert written["shipments"][0]["events"][1] == {
        "at": "2026-11-18T04:00:00+00:00",
        "code": "in_transit",
        "place": "深圳",
    }
    assert written["total"] == "199.00"
    assert "cancelled" not in written

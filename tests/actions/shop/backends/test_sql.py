"""The embedded shop keeps whole orders, writes once for a key, sells only what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from actions.shop.backends.base import NewOrder, NotEnoughStock, NotThere, Orders, RefundTooLarge
from actions.shop.backends.sql import SqlOrders
from actions.shop.backends.writing import insert_orders
from actions.shop.imports import import_data
from actions.shop.order import (
    Cancellation,
    CancelledBy,
    CancelReason,
    Claim,
    ClaimKind,
    DeliverySlot,
    Line,
    Order,
    OrderStatus,
    RefundStatus,
    ShipmentException,
    ShipmentStatus,
)
from tests.actions.shop.databases import BACKENDS, a_database
from tests.actions.shop.order_files import NUMBER, a_file
from tests.actions.shop.orders import HOME, NOW, SHOES, a_parcel, a_shipped_order, an_order, later

BY_CUSTOMER = Cancellation(CancelledBy.CUSTOMER, CancelReason.SHOPPER_REQUEST, NOW)
SENT = RefundStatus.SENT


def new(quantity: int = 1, paid: bool = False, **changes: Any) -> NewOrder:
    line = replace(SHOES, quantity=quantity)
    plain = NewOrder("c1", "CNY", (line,), HOME, Decimal("10.00"), paid, NOW)
    return replace(plain, **changes)


def stock(orders: Orders) -> int:
    return orders.find_products(["SHOES-42"])["SHOES-42"].offers[0].stock


@pytest.fixture
def orders(stocked: Session) -> SqlOrders:
    return SqlOrders(stocked)


def test_the_port_is_fulfilled(orders: SqlOrders) -> None:
    port: Orders = orders
    assert port.find_order(NUMBER) is not None


def test_an_order_comes_back_as_it_was_put_in(stocked: Session) -> None:
    claim = Claim("k1", ClaimKind.ITEM_PROBLEM, "鞋底掉了", NOW, "open", (0,))
    parcel = a_parcel(slot=DeliverySlot(date(2026, 11, 20), time(9), time(12)), pickup_point="A1")
    order = a_shipped_order(parcel, number="X1", claims=(claim,), cancelled=BY_CUSTOMER)
    insert_orders(stocked, [order])
    assert SqlOrders(stocked).find_order("X1") == order


@pytest.mark.parametrize("number", ["", "nope", NUMBER.lower(), f"{NUMBER} ", "' OR 1=1 --"])
def test_only_the_exact_number_finds_an_order(orders: SqlOrders, number: str) -> None:
    assert orders.find_order(number) is None


def test_a_tracking_number_leads_to_its_order(orders: SqlOrders) -> None:
    order = orders.find_order_by_tracking("HE123456")
    assert order is not None
    assert order.number == NUMBER
    assert orders.find_order_by_tracking("HE000000") is None


def test_parcels_without_a_tracking_number_yet_are_not_found_by_it(stocked: Session) -> None:
    insert_orders(stocked, [a_shipped_order(a_parcel(tracking_number=""), number="X1")])
    assert SqlOrders(stocked).find_order_by_tracking("") is None


def test_orders_come_newest_first_and_undated_ones_last_by_number(stocked: Session) -> None:
    undated = [an_order(number=number, placed_at=None) for number in ("B", "A")]
    newest = an_order(number="N", placed_at=NOW)
    insert_orders(stocked, [*undated, newest])
    numbers = [order.number for order in SqlOrders(stocked).orders_of("c1")]
    assert numbers == ["N", NUMBER, "A", "B"]
    assert SqlOrders(stocked).orders_of("c2") == ()


def test_many_orders_cost_no_more_queries_than_one(stocked: Session, engine: Engine) -> None:
    def queries() -> int:
        asked: list[str] = []

        def note(*arguments: Any) -> None:
            asked.append(arguments[2])

        event.listen(engine, "before_cursor_execute", note)
        SqlOrders(stocked).orders_of("c1")
        event.remove(engine, "before_cursor_execute", note)
        return len(asked)

    one = queries()
    insert_orders(stocked, [an_order(number=f"X{n}") for n in range(50)])
    assert queries() == one


def test_a_refund_is_written_once_however_often_it_is_asked_for(orders: SqlOrders) -> None:
    first = orders.refund(NUMBER, "p1", Decimal("50.00"), SENT, NOW, "late", "R-1")
    again = orders.refund(NUMBER, "p1", Decimal("70.00"), SENT, later(days=1), "late", "R-1")
    assert again == first
    assert first.reference
    order = orders.find_order(NUMBER)
    assert order is not None
    assert order.refunded == Decimal("59.00")


@pytest.mark.parametrize("amount", ["390.01", "0.00", "-1.00"])
def test_no_more_is_given_back_than_a_payment_has_left(orders: SqlOrders, amount: str) -> None:
    with pytest.raises(RefundTooLarge):
        orders.refund(NUMBER, "p1", Decimal(amount), SENT, NOW, "", "R-1")
    # What was refused used up neither the key nor the money.
    assert orders.refund(NUMBER, "p1", Decimal("390.00"), SENT, NOW, "", "R-1").amount == 390


def test_a_requested_refund_holds_its_money_until_it_is_refused(orders: SqlOrders) -> None:
    asked = orders.refund(NUMBER, "p1", Decimal(390), RefundStatus.REQUESTED, NOW, "", "R-1")
    assert asked.reference is None
    with pytest.raises(RefundTooLarge):
        orders.refund(NUMBER, "p1", Decimal(1), SENT, NOW, "", "R-2")
    orders.settle_refund(NUMBER, asked.id, RefundStatus.REFUSED, NOW, "R-1")
    assert orders.refund(NUMBER, "p1", Decimal(1), SENT, NOW, "", "R-2").status is SENT


def test_a_requested_refund_that_is_sent_gets_a_reference_once(orders: SqlOrders) -> None:
    asked = orders.refund(NUMBER, "p1", Decimal(5), RefundStatus.REQUESTED, NOW, "", "R-1")
    sent = orders.settle_refund(NUMBER, asked.id, SENT, later(hours=1), "R-1")
    again = orders.settle_refund(NUMBER, asked.id, SENT, later(hours=9), "R-1")
    assert (sent.status, sent.at, again) == (SENT, later(hours=1), sent)
    assert sent.reference


def test_one_remedy_may_give_back_on_several_payments(stocked: Session) -> None:
    paid = an_order().payments[0]
    insert_orders(stocked, [an_order(number="X1", payments=(paid, replace(paid, id="p2")))])
    orders = SqlOrders(stocked)
    for payment in ("p1", "p2"):
        orders.refund("X1", payment, Decimal(10), SENT, NOW, "", "R-1")
    order = orders.find_order("X1")
    assert order is not None
    assert [refund.payment for refund in order.refunds] == ["p1", "p2"]


Write = Callable[[SqlOrders], Any]


@pytest.mark.parametrize(
    "write",
    [
        lambda o: o.refund("nope", "p1", Decimal(1), SENT, NOW, "", "R-1"),
        lambda o: o.refund(NUMBER, "p9", Decimal(1), SENT, NOW, "", "R-1"),
        lambda o: o.settle_refund(NUMBER, "r9", SENT, NOW, "R-1"),
        lambda o: o.change_address("nope", HOME, "R-1"),
        lambda o: o.cancel("nope", BY_CUSTOMER, "R-1"),
        lambda o: o.confirm("nope", NOW, "R-1"),
        lambda o: o.reschedule("nope", None, "A1", "R-1"),
        lambda o: o.add_claim("nope", Claim("k", ClaimKind.COURIER, ""), "R-1"),
        lambda o: o.place(new(customer="nobody"), "R-1"),
    ],
)
def test_a_write_on_what_is_not_there_says_so(orders: SqlOrders, write: Write) -> None:
    with pytest.raises(NotThere):
        write(orders)


def test_a_new_address_replaces_all_and_lets_a_held_parcel_go_on(stocked: Session) -> None:
    held = a_parcel(status=ShipmentStatus.EXCEPTION, exception=ShipmentException.ADDRESS)
    insert_orders(stocked, [a_shipped_order(held, number="X1", addresses=(HOME, HOME))])
    there = replace(HOME, street="文三路1号")
    order = SqlOrders(stocked).change_address("X1", there, "R-1")
    assert order.addresses == (there,)
    assert order.shipments == (replace(held, status=ShipmentStatus.IN_TRANSIT, exception=None),)


def test_another_trouble_of_a_parcel_is_not_mended_by_an_address(stocked: Session) -> None:
    held = a_parcel(status=ShipmentStatus.EXCEPTION, exception=ShipmentException.CUSTOMS)
    insert_orders(stocked, [a_shipped_order(held, number="X1")])
    assert SqlOrders(stocked).change_address("X1", HOME, "R-1").shipments == (held,)


def test_another_time_is_put_in_place_of_a_failed_delivery(stocked: Session) -> None:
    failed = a_parcel(status=ShipmentStatus.EXCEPTION, exception=ShipmentException.NOBODY_HOME)
    insert_orders(stocked, [a_shipped_order(failed, number="X1")])
    slot = DeliverySlot(date(2026, 11, 20), time(9), time(12))
    parcel = SqlOrders(stocked).reschedule("X1", slot, None, "R-1").shipment
    assert parcel is not None
    assert (parcel.slot, parcel.exception, parcel.status) == (slot, None, "in_transit")


def test_without_a_parcel_there_is_nothing_to_reschedule(stocked: Session) -> None:
    insert_orders(stocked, [an_order(number="X1")])
    with pytest.raises(NotThere):
        SqlOrders(stocked).reschedule("X1", None, "A1", "R-1")


def test_confirming_counts_once_and_only_for_what_was_placed(stocked: Session) -> None:
    placed = an_order(number="X1", status=OrderStatus.PLACED, confirmed_at=None)
    insert_orders(stocked, [placed, a_shipped_order(number="X2")])
    orders = SqlOrders(stocked)
    orders.confirm("X1", NOW, "R-1")
    again = orders.confirm("X1", later(hours=1), "R-1")
    assert (again.status, again.confirmed_at) == (OrderStatus.CONFIRMED, NOW)
    assert orders.confirm("X2", NOW, "R-2").status is OrderStatus.SHIPPED


def test_a_claim_is_added_once_and_never_over_another(orders: SqlOrders) -> None:
    claim = Claim("k1", ClaimKind.ITEM_PROBLEM, "坏了", NOW)
    for _ in range(2):
        order = orders.add_claim(NUMBER, claim, "R-1")
    assert [known.id for known in order.claims] == ["k1", "k1-2"]


def test_a_new_order_takes_stock_and_awaits_its_payment(orders: SqlOrders) -> None:
    order = orders.place(new(2), "R-1")
    assert (order.status, order.total, order.payments) == ("placed", Decimal("408.00"), ())
    assert order.lines[0].reserved == 2
    assert stock(orders) == 3


def test_a_replacement_costs_nothing_and_is_confirmed_at_once(orders: SqlOrders) -> None:
    order = orders.place(new(paid=True), "R-1")
    assert (order.status, order.total, order.confirmed_at) == ("confirmed", Decimal(0), NOW)
    assert order.discount == Decimal("209.00")


def test_the_same_key_makes_one_order(orders: SqlOrders) -> None:
    first = orders.place(new(2), "R-1")
    assert orders.place(new(2), "R-1").number == first.number
    assert stock(orders) == 3


@pytest.mark.parametrize(
    "lines",
    [
        (replace(SHOES, quantity=6),),
        (replace(SHOES, quantity=3), replace(SHOES, quantity=3)),
        (SHOES, replace(SHOES, sku="BOOTS-42")),
        (SHOES, replace(SHOES, seller="finch")),
    ],
)
def test_what_is_not_there_is_not_sold_and_nothing_is_left_behind(
    orders: SqlOrders, lines: tuple[Line, ...]
) -> None:
    with pytest.raises(NotEnoughStock) as refused:
        orders.place(new(lines=lines), "R-1")
    assert refused.value.left in (0, 5)
    assert stock(orders) == 5
    assert orders.place(new(), "R-1").lines[0].quantity == 1


def test_cancelling_gives_stock_back_once(orders: SqlOrders) -> None:
    number = orders.place(new(2), "R-1").number
    for key in ("R-2", "R-2", "R-3"):
        order = orders.cancel(number, BY_CUSTOMER, key)
    assert (order.status, order.cancelled) == (OrderStatus.CANCELLED, BY_CUSTOMER)
    assert stock(orders) == 5


def test_cancelling_gives_back_no_stock_that_was_never_taken(orders: SqlOrders) -> None:
    orders.cancel(NUMBER, BY_CUSTOMER, "R-1")
    assert stock(orders) == 5


def test_the_first_cancellation_stands(orders: SqlOrders) -> None:
    orders.cancel(NUMBER, BY_CUSTOMER, "R-1")
    by_staff = Cancellation(CancelledBy.STAFF, CancelReason.OTHER, later(days=1))
    assert orders.cancel(NUMBER, by_staff, "R-2").cancelled == BY_CUSTOMER


@pytest.fixture(params=BACKENDS)
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database that several connections use at once."""
    with a_database(request.param, tmp_path) as engine:
        with Session(engine, future=True) as session, session.begin():
            import_data(session, a_file(), NOW)
        yield engine


def at_once(engine: Engine, count: int, write: Callable[[SqlOrders, int], Any]) -> list[Any]:
    """What each of so many transactions at the same time came to; what it raised, if it did."""

    def one(place: int) -> Any:
        try:
            with Session(engine, future=True) as session, session.begin():
                return write(SqlOrders(session), place)
        except (NotEnoughStock, RefundTooLarge) as error:
            return error

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_the_same_key_at_the_same_time_is_done_once(shared: Engine) -> None:
    made: list[Order] = at_once(shared, 5, lambda orders, _: orders.place(new(), "R-1"))
    assert len({order.number for order in made}) == 1
    with Session(shared, future=True) as session:
        assert stock(SqlOrders(session)) == 4


def test_the_last_pair_is_sold_once(shared: Engine) -> None:
    made = at_once(shared, 5, lambda orders, n: orders.place(new(3), f"R-{n}"))
    assert sum(isinstance(one, Order) for one in made) == 1
    assert sum(isinstance(one, NotEnoughStock) for one in made) == 4


def test_the_same_money_is_not_given_back_by_two_at_once(shared: Engine) -> None:
    def refund(orders: SqlOrders, n: int) -> Any:
        return orders.refund(NUMBER, "p1", Decimal(390), SENT, NOW, "", f"R-{n}")

    made = at_once(shared, 4, refund)
    assert sum(isinstance(one, RefundTooLarge) for one in made) == 3

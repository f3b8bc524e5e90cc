"""One unit of work asks its shop once for each thing, and never trusts what a write made old."""

from __future__ import annotations

from sqlalchemy import event
from sqlalchemy.orm import Session

from actions.shop.backends.memory import Remembering
from actions.shop.backends.sql import SqlOrders
from actions.shop.order import Cancellation, CancelledBy, CancelReason, OrderStatus
from tests.actions.shop.order_files import NUMBER
from tests.actions.shop.orders import NOW


def statements_of(session: Session) -> list[str]:
    """Fills with what the session sends to its database from now on."""
    sent: list[str] = []
    event.listen(
        session.get_bind(), "before_cursor_execute", lambda *given: sent.append(str(given[2]))
    )
    return sent


def test_what_was_read_is_not_read_again(stocked: Session) -> None:
    shop = Remembering(SqlOrders(stocked))
    order = shop.find_order(NUMBER)
    assert order is not None
    shop.orders_of(order.customer)
    skus = [line.sku for line in order.lines]
    products = shop.find_products(skus)
    sent = statements_of(stocked)
    assert shop.find_order(NUMBER) == order
    assert order in shop.orders_of(order.customer)
    assert shop.find_products(skus) == products
    assert sent == []


def test_what_is_not_there_is_asked_for_once(stocked: Session) -> None:
    shop = Remembering(SqlOrders(stocked))
    assert shop.find_order("LK000000000000") is None
    assert shop.find_products(["no-such"]) == {}
    assert shop.find_customer("nobody") is None
    sent = statements_of(stocked)
    assert shop.find_order("LK000000000000") is None
    assert shop.find_products(["no-such"]) == {}
    assert shop.find_customer("nobody") is None
    assert sent == []


def test_after_a_write_the_order_is_read_as_it_is_then(stocked: Session) -> None:
    shop = Remembering(SqlOrders(stocked))
    before = shop.find_order(NUMBER)
    assert before is not None
    assert before.status is not OrderStatus.CANCELLED
    why = Cancellation(CancelledBy.CUSTOMER, CancelReason.SHOPPER_REQUEST, NOW)
    shop.cancel(NUMBER, why, "key")
    after = shop.find_order(NUMBER)
    assert after is not None
    assert after.status is OrderStatus.CANCELLED

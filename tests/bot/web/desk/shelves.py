"""The shop behind the desk of these tests: one customer with three orders, dated from now."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.shop import tables
from actions.shop.access import shopper_of
from actions.shop.imports import import_data
from actions.shop.order import Order, RefundStatus
from actions.shop.policy import RemedyKind, Wish
from actions.shop.remedies import Proposal as Proposed
from actions.shop.remedies import Remedy, Requested, carry_out, propose, remedies_of
from actions.shop.shop import open_shop
from tests.actions.shop.samples import POLICY
from tests.bot.web.conftest import World

CUSTOMER = "lin-yue"
# Paid and confirmed; on its way, too dear to be refunded without a person; on its way, cheap.
OPEN, DEAR, SENT = "LK202611180001", "LK202611180002", "LK202611180003"
PHONE, EMAIL, STREET = "13812345678", "lin.yue@example.com", "文三路99号2幢301"

_PARCEL = {
    "id": "s1",
    "carrier": "Swift Parcel",
    "tracking_number": "HE123456789",
    "status": "in_transit",
    "promised_at": "+1d",
    "events": [{"at": "-1d", "code": "picked_up", "place": "杭州"}],
}


def stock(world: World) -> None:
    """Put the goods and the orders into the shop; what lay there is replaced."""
    with Session(world.store.engine, future=True) as session:
        import_data(session, _file(), world.store.now())
        session.commit()


def stock_anew(world: World) -> None:
    """The same, with nothing done for any order yet."""
    with world.store.write() as connection:
        for table in (tables.remedy_events, tables.remedies, tables.proposals):
            connection.execute(table.delete())
    with Session(world.store.engine, future=True) as session:
        import_data(session, _file(), world.store.now(), replace=True)
        session.commit()


def refund_elsewhere(world: World, number: str) -> None:
    """The shop pays everything back by its own means."""
    with open_shop(world.store.engine, POLICY, world.store.clock) as shop:
        order = shop.orders.find_order(number)
        assert order is not None
        taken, now = order.payments[0], world.store.now()
        asked = sum((refund.amount for refund in order.refunds), Decimal(0))
        for refund in order.refunds:
            shop.orders.settle_refund(number, refund.id, RefundStatus.REFUSED, now, "by hand")
        shop.orders.refund(number, taken.id, asked, RefundStatus.SENT, now, "hand", "paid by hand")


def request(world: World, conversation: str, number: str, **wish: Any) -> str:
    """What the shopper asked for in this conversation and a person decides; its reference."""
    with open_shop(world.store.engine, POLICY, world.store.clock) as shop:
        shopper = shopper_of(shop, conversation)
        shown = propose(shop, shopper, number, RemedyKind.REFUND, Wish(**wish))
        assert isinstance(shown, Proposed), shown
        asked = carry_out(shop, shopper, shown.id)
        assert isinstance(asked, Requested), asked
        return asked.remedy.id


def order_of(world: World, number: str) -> Order:
    with open_shop(world.store.engine, POLICY, world.store.clock) as shop:
        found = shop.orders.find_order(number)
    assert found is not None
    return found


def ledger_of(world: World, number: str) -> tuple[Remedy, ...]:
    with open_shop(world.store.engine, POLICY, world.store.clock) as shop:
        return remedies_of(shop, number)


def events_of(world: World, remedy: str) -> list[tuple[str, str]]:
    """Who moved it, and to what."""
    event = tables.remedy_events.c
    query = select(event.by, event.status).where(event.remedy == remedy).order_by(event.id)
    with world.store.read() as connection:
        return [(row.by, row.status) for row in connection.execute(query)]


def _file() -> dict[str, Any]:
    sent = {"packed_at": "-2d", "shipments": [_PARCEL]}
    return {
        "format": "order-support/1",
        "currency": "CNY",
        "timezone": "Asia/Shanghai",
        "sellers": [{"id": "lark", "name": "云雀自营"}],
        "products": [
            {
                "sku": "SHOES-42",
                "name": {"zh": "疾风跑鞋", "en": "Gale Running Shoes"},
                "offers": [{"seller": "lark", "price": "199.00", "stock": 50}],
            }
        ],
        "customers": [
            {
                "id": CUSTOMER,
                "name": "Lin Yue",
                "email": EMAIL,
                "phone": PHONE,
                "locale": "en",
            }
        ],
        "orders": [
            _order(OPEN, "199.00", "confirmed", "-20h"),
            _order(DEAR, "899.00", "shipped", "-90h", **sent),
            _order(SENT, "199.00", "shipped", "-99h", **sent),
        ],
    }


def _order(number: str, total: str, status: str, at: str, **more: Any) -> dict[str, Any]:
    address = {
        "recipient": "林悦",
        "phone": PHONE,
        "country": "CN",
        "province": "浙江省",
        "city": "杭州市",
        "district": "西湖区",
        "street": STREET,
        "postcode": "310000",
    }
    payment = {
        "id": "p1",
        "method": "bank_card",
        "amount": total,
        "status": "captured",
        "at": at,
    }
    return {
        "number": number,
        "customer": CUSTOMER,
        "placed_at": at,
        "status": status,
        "confirmed_at": at,
        "ship_by": "+1d",
        "total": total,
        "lines": [{"sku": "SHOES-42", "quantity": 1, "unit_price": total, "seller": "lark"}],
        "addresses": [address],
        "payments": [payment],
        **more,
    }

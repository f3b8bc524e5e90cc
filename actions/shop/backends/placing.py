"""New orders of the embedded shop, and the stock they take and give back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from actions.shop import tables
from actions.shop.backends.base import NewOrder, NotEnoughStock
from actions.shop.backends.numbers import new_number
from actions.shop.backends.writing import insert_orders
from actions.shop.order import Line, Order, OrderStatus

# Later the goods are on their way, and nobody has put them back on the shelf.
_STILL_HERE = (OrderStatus.PLACED, OrderStatus.CONFIRMED, OrderStatus.PACKED)


def place(session: Session, new: NewOrder) -> str:
    """Take the stock, write the order, return its number. Raises NotEnoughStock."""
    wanted = Counter[tuple[str, str]]()
    for line in new.lines:
        wanted[line.sku, line.seller] += line.quantity
    # Always in the same order, so that two orders never wait for each other.
    for (sku, seller), quantity in sorted(wanted.items()):
        _take(session, sku, seller, quantity)
    order = _order(new, _free_number(session, new))
    insert_orders(session, [order])
    return order.number


def give_stock_back(session: Session, order: Order) -> None:
    """What was taken for this order is there again, unless it has left."""
    if order.status not in _STILL_HERE:
        return
    table = tables.product_offers
    for line in sorted(order.lines, key=lambda line: (line.sku, line.seller)):
        offer = (table.c.sku == line.sku, table.c.seller == line.seller)
        session.execute(update(table).where(*offer).values(stock=table.c.stock + line.reserved))
    lines = tables.order_lines
    session.execute(update(lines).where(lines.c.order_number == order.number).values(reserved=0))


def _take(session: Session, sku: str, seller: str, quantity: int) -> None:
    table = tables.product_offers
    offer = (table.c.sku == sku, table.c.seller == seller)
    enough = update(table).where(*offer, table.c.stock >= quantity)
    if session.execute(enough.values(stock=table.c.stock - quantity)).rowcount:
        return
    left = session.execute(select(table.c.stock).where(*offer)).scalar()
    raise NotEnoughStock(sku, seller, left or 0)


def _order(new: NewOrder, number: str) -> Order:
    """A replacement costs nothing and is confirmed at once; anything else awaits its payment."""
    full = sum((line.amount for line in new.lines), Decimal(0)) + new.shipping_fee
    return Order(
        number=number,
        customer=new.customer,
        status=OrderStatus.CONFIRMED if new.paid else OrderStatus.PLACED,
        currency=new.currency,
        total=Decimal(0) if new.paid else full - new.discount,
        lines=tuple(_reserved(line) for line in new.lines),
        placed_at=new.at,
        confirmed_at=new.at if new.paid else None,
        shipping_fee=new.shipping_fee,
        discount=full if new.paid else new.discount,
        addresses=(new.address,),
        phone_asked=bool(new.address.phone),
    )


def _reserved(line: Line) -> Line:
    return replace(line, reserved=line.quantity)


def _free_number(session: Session, new: NewOrder) -> str:
    column = tables.orders.c.number
    of_customer = select(column).where(tables.orders.c.customer == new.customer)
    like = session.execute(of_customer.order_by(column.desc()).limit(1)).scalar()

    def is_taken(number: str) -> bool:
        return session.execute(select(column).where(column == number)).scalar() is not None

    return new_number(like, _day(session, new.at), is_taken)


def _day(session: Session, at: datetime) -> date:
    info = tables.shop_info
    zone = session.execute(select(info.c.value).where(info.c.key == "timezone")).scalar()
    return at.astimezone(ZoneInfo(zone or "UTC")).date()

"""What can be wrong with goods that have not left yet."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from decimal import Decimal

from actions.shop.diagnosis.days import days_between
from actions.shop.diagnosis.facts import told
from actions.shop.diagnosis.findings import Cause, Context, Finding, FindingKind
from actions.shop.order import Line, Order, OrderStatus

_BEING_MADE_READY = (OrderStatus.CONFIRMED, OrderStatus.PACKED)
# What is packed was there to be packed, whatever the shelf holds now.
_NOT_YET_PACKED = (OrderStatus.PLACED, OrderStatus.CONFIRMED)


def not_shipped_late(order: Order, context: Context, now: datetime) -> Finding | None:
    """detail: ship_by, days_late, sellers."""
    if order.status not in _BEING_MADE_READY or order.ship_by is None or now <= order.ship_by:
        return None
    detail = told(
        ship_by=order.ship_by,
        days_late=days_between(order.ship_by, now, context.zone),
        sellers=tuple(dict.fromkeys(line.seller for line in order.lines)),
    )
    return Finding(FindingKind.NOT_SHIPPED_LATE, Cause.SELLER, order.ship_by, detail)


def out_of_stock(order: Order, context: Context, now: datetime) -> Finding | None:
    """detail: skus, lines (positions), stock (left, by position), restock_at (of all of them).

    Lines whose money went back already are settled.
    """
    if order.status not in _NOT_YET_PACKED:
        return None
    lacking = _lacking(order, context)
    if not lacking or _given_back(order) >= sum((line.amount for _, line in lacking), Decimal(0)):
        return None
    places = [(line.sku, line.seller) for _, line in lacking]
    restocked = [context.restock[place] for place in places if place in context.restock]
    coming = [at for at in restocked if at > now]
    detail = told(
        skus=tuple(dict.fromkeys(sku for sku, _ in places)),
        lines=tuple(position for position, _ in lacking),
        stock={str(position): context.stock[line.sku, line.seller] for position, line in lacking},
        restock_at=max(coming) if len(coming) == len(places) else None,
    )
    return Finding(FindingKind.OUT_OF_STOCK, Cause.SELLER, None, detail)


def _lacking(order: Order, context: Context) -> list[tuple[int, Line]]:
    """The lines a seller cannot fill. What a line took out of the stock before is there for it."""
    wanted = Counter[tuple[str, str]]()
    for line in order.lines:
        wanted[line.sku, line.seller] += line.quantity - line.reserved
    return [
        (position, line)
        for position, line in enumerate(order.lines)
        if context.stock.get((line.sku, line.seller), wanted[line.sku, line.seller])
        < wanted[line.sku, line.seller]
    ]


def _given_back(order: Order) -> Decimal:
    """What was refunded for goods: a surplus that went back was never theirs."""
    return order.refunded - max(order.captured - order.total, Decimal(0))

"""Giving money back in the embedded shop: never more on a payment than was taken with it."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import update
from sqlalchemy.orm import Session

from actions.shop import tables
from actions.shop.backends.base import NotThere, RefundTooLarge
from actions.shop.backends.writing import insert_row, refund_row
from actions.shop.order import Order, PaymentStatus, Refund, RefundStatus

_ON_ITS_WAY = (RefundStatus.SENT, RefundStatus.DONE)


def add(session: Session, order: Order, refund: Refund) -> str:
    """Write a refund down and return its id. Raises RefundTooLarge, or NotThere for the payment."""
    left = _left_on(order, refund.payment)
    if not 0 < refund.amount <= left:
        raise RefundTooLarge(f"{refund.amount} of {left} left on payment {refund.payment}")
    taken = {known.id for known in order.refunds}
    ids = (f"refund-{count}" for count in range(1, len(taken) + 2))
    known = replace(
        refund,
        id=next(name for name in ids if name not in taken),
        reference=_reference() if refund.status in _ON_ITS_WAY else None,
    )
    insert_row(session, tables.refunds, refund_row(order.number, len(order.refunds), known))
    return known.id


def settle(
    session: Session, refund: Refund, number: str, status: RefundStatus, at: datetime
) -> None:
    reference = refund.reference or (_reference() if status in _ON_ITS_WAY else None)
    table = tables.refunds
    session.execute(
        update(table)
        .where(table.c.order_number == number, table.c.id == refund.id)
        .values(status=status.value, at=at, reference=reference)
    )


def _left_on(order: Order, payment: str) -> Decimal:
    taken = [paid for paid in order.payments if paid.id == payment]
    if not taken:
        raise NotThere(f"payment {payment} of order {order.number}")
    if taken[0].status is not PaymentStatus.CAPTURED:
        return Decimal(0)
    back = (
        refund.amount
        for refund in order.refunds
        if refund.payment == payment and refund.status is not RefundStatus.REFUSED
    )
    return taken[0].amount - sum(back, Decimal(0))


def _reference() -> str:
    return f"RF{secrets.token_hex(5).upper()}"

"""What a bank may hold of an order that nothing was taken for yet. Pure."""

from __future__ import annotations

from datetime import timedelta

from actions.shop.order import Order, Payment, PaymentStatus
from actions.shop.policy.refusals import AmountOnHold
from actions.shop.policy.rules import Policy

UNDECIDED = (PaymentStatus.PENDING, PaymentStatus.AUTHORIZED)


def pending_payment(order: Order) -> Payment | None:
    """The newest payment that neither succeeded nor failed."""
    return next((p for p in reversed(order.payments) if p.status in UNDECIDED), None)


def on_hold(order: Order, policy: Policy) -> AmountOnHold | None:
    """The amount, and until when; None where money was taken, or no payment is under way."""
    waiting = pending_payment(order)
    if waiting is None or order.captured > 0:
        return None
    days = timedelta(days=policy.payment.hold_days)
    return AmountOnHold(waiting.amount, order.currency, waiting.at + days if waiting.at else None)

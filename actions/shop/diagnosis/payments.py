"""What can be wrong with paying an order."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from actions.shop.diagnosis.facts import NOT_YET_SHIPPED, captured_at, last_payment, told
from actions.shop.diagnosis.findings import Cause, Context, Finding, FindingKind
from actions.shop.order import Order, OrderStatus, PaymentStatus

_WAITING = (PaymentStatus.PENDING, PaymentStatus.AUTHORIZED)

# Whoever must act for it to work next time. An unknown code comes from the payment service.
_CAUSES = {
    "declined": Cause.CUSTOMER,
    "insufficient_funds": Cause.CUSTOMER,
    "unsupported_method": Cause.CUSTOMER,
    "gateway_error": Cause.SYSTEM,
    "network": Cause.EXTERNAL,
}


def payment_failed(order: Order, context: Context, now: datetime) -> Finding | None:
    """detail: failure (code, if told), method, amount (to be paid), captured (nothing, mostly)."""
    last = last_payment(order)
    if last is None or last.status is not PaymentStatus.FAILED or not _unpaid(order):
        return None
    if any(payment.status in _WAITING for payment in order.payments):
        return None
    detail = told(
        failure=last.failure,
        method=last.method,
        amount=order.total - order.captured,
        captured=order.captured,
    )
    cause = _CAUSES.get(last.failure or "", Cause.EXTERNAL)
    return Finding(FindingKind.PAYMENT_FAILED, cause, last.at, detail)


def payment_pending(order: Order, context: Context, now: datetime) -> Finding | None:
    """detail: state (pending, authorized), method, amount, wait_until (while it is ahead).

    An authorised payment of a confirmed order is as it should be: it is captured on shipping.
    """
    waiting = [
        payment
        for payment in order.payments
        if payment.status is PaymentStatus.PENDING
        or (payment.status is PaymentStatus.AUTHORIZED and order.status is OrderStatus.PLACED)
    ]
    if not waiting or not _unpaid(order):
        return None
    last = waiting[-1]
    wait = timedelta(minutes=context.limits.payment_wait_minutes)
    detail = told(
        state=last.status.value,
        method=last.method,
        amount=last.amount,
        wait_until=last.at + wait if last.at and now < last.at + wait else None,
    )
    return Finding(FindingKind.PAYMENT_PENDING, Cause.SYSTEM, last.at, detail)


def payment_not_confirmed(order: Order, context: Context, now: datetime) -> Finding | None:
    """detail: captured, method, minutes (since it was taken)."""
    at = captured_at(order)
    paid = order.captured > 0 and order.captured >= order.total
    if order.status is not OrderStatus.PLACED or not paid or at is None:
        return None
    if order.refunded >= order.captured:
        return None
    if now - at < timedelta(minutes=context.limits.confirm_after_minutes):
        return None
    taken = [p for p in order.payments if p.status is PaymentStatus.CAPTURED]
    minutes = (now - at) // timedelta(minutes=1)
    detail = told(captured=order.captured, method=taken[-1].method, minutes=minutes)
    return Finding(FindingKind.PAYMENT_NOT_CONFIRMED, Cause.SYSTEM, at, detail)


def charged_twice(order: Order, context: Context, now: datetime) -> Finding | None:
    """detail: surplus, captured, refunded, total, payments (ids of the captured ones)."""
    surplus = order.captured - order.refunded - order.total
    if surplus <= Decimal(0):
        return None
    taken = tuple(p.id for p in order.payments if p.status is PaymentStatus.CAPTURED)
    detail = told(
        surplus=surplus,
        captured=order.captured,
        refunded=order.refunded,
        total=order.total,
        payments=taken,
    )
    return Finding(FindingKind.CHARGED_TWICE, Cause.SYSTEM, captured_at(order), detail)


def _unpaid(order: Order) -> bool:
    """Before it is shipped: what was shipped unpaid is a conflict of data, not a failed payment."""
    return order.status in NOT_YET_SHIPPED and order.captured < order.total

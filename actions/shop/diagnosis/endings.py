"""How orders end otherwise than delivered: cancelled, given back, ordered a second time."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from actions.shop.diagnosis.days import add_business_days, days_between
from actions.shop.diagnosis.facts import is_cancelled, told
from actions.shop.diagnosis.findings import Cause, Context, Finding, FindingKind
from actions.shop.order import (
    CancelledBy,
    CancelReason,
    Order,
    OrderStatus,
    Refund,
    RefundStatus,
)

_CUSTOMERS_PART = (
    CancelReason.UNPAID,
    CancelReason.ADDRESS_INVALID,
    CancelReason.PHONE_INVALID,
    CancelReason.SHOPPER_REQUEST,
)
_ON_ITS_WAY = (RefundStatus.SENT, RefundStatus.APPROVED)
_STEPS = list(OrderStatus)


def auto_cancelled(order: Order, context: Context, now: datetime) -> Finding | None:
    """Not by the customer, as far as is told. detail: by, reason, and where the money is."""
    if not is_cancelled(order) or _by_customer(order):
        return None
    cancelled = order.cancelled
    if cancelled is None:
        return Finding(FindingKind.AUTO_CANCELLED, Cause.SYSTEM, None, _money(order))
    cause = Cause.CUSTOMER if cancelled.reason in _CUSTOMERS_PART else Cause.SYSTEM
    detail = told(by=cancelled.by.value, reason=cancelled.reason.value) | _money(order)
    return Finding(FindingKind.AUTO_CANCELLED, cause, cancelled.at, detail)


def customer_cancelled(order: Order, context: Context, now: datetime) -> Finding | None:
    """detail: reason, and where the money is."""
    cancelled = order.cancelled
    if not is_cancelled(order) or cancelled is None or not _by_customer(order):
        return None
    detail = told(reason=cancelled.reason.value) | _money(order)
    return Finding(FindingKind.CUSTOMER_CANCELLED, Cause.CUSTOMER, cancelled.at, detail)


def duplicate_order(order: Order, context: Context, now: datetime) -> Finding | None:
    """detail: other (the nearest in time), others, minutes_apart, cancel (moved least)."""
    within = timedelta(minutes=context.limits.duplicate_within_minutes)
    alike = [
        (abs(other.placed_at - order.placed_at), other)
        for other in context.siblings
        if order.placed_at and other.placed_at and _is_twin(order, other)
    ]
    near = sorted(((apart, o) for apart, o in alike if apart <= within), key=lambda pair: pair[0])
    if order.status is OrderStatus.DELIVERED or not near:
        return None
    apart, other = near[0]
    detail = told(
        other=other.number,
        others=tuple(twin.number for _, twin in near),
        minutes_apart=apart // timedelta(minutes=1),
        cancel=min(order, other, key=_how_far).number,
    )
    since = max(at for at in (order.placed_at, other.placed_at) if at)
    return Finding(FindingKind.DUPLICATE_ORDER, Cause.CUSTOMER, since, detail)


def refund_late(order: Order, context: Context, now: datetime) -> Finding | None:
    """The longest late one. detail: refund, amount, status, reference, due, days_late."""
    late = [
        (due, refund)
        for refund in order.refunds
        if (due := _due(refund, context)) is not None and now > due
    ]
    if not late:
        return None
    due, refund = min(late, key=lambda pair: pair[0])
    detail = told(
        refund=refund.id,
        amount=refund.amount,
        status=refund.status.value,
        reference=refund.reference,
        due=due,
        days_late=days_between(due, now, context.zone),
    )
    return Finding(FindingKind.REFUND_LATE, Cause.SYSTEM, due, detail)


def _by_customer(order: Order) -> bool:
    cancelled = order.cancelled
    if cancelled is None:
        return False
    for_customer = cancelled.reason is CancelReason.SHOPPER_REQUEST
    return cancelled.by is CancelledBy.CUSTOMER or (
        cancelled.by is CancelledBy.STAFF and for_customer
    )


def _money(order: Order) -> dict[str, Any]:
    """captured, refunded (requests included), unrefunded, refund_status (of the newest)."""
    newest = order.refunds[-1].status.value if order.refunds else None
    left = max(order.captured - order.refunded, Decimal(0))
    return told(
        captured=order.captured, refunded=order.refunded, unrefunded=left, refund_status=newest
    )


def _is_twin(order: Order, other: Order) -> bool:
    """Another order of the same customer for the same goods, both not cancelled."""
    return (
        other.number != order.number
        and other.customer == order.customer
        and not is_cancelled(order)
        and not is_cancelled(other)
        and _goods(order) == _goods(other)
    )


def _goods(order: Order) -> Counter[tuple[str, str]]:
    goods = Counter[tuple[str, str]]()
    for line in order.lines:
        goods[line.sku, line.seller] += line.quantity
    return goods


def _how_far(order: Order) -> tuple[int, Decimal, float]:
    """Of two that are equally far and equally paid the later one has moved least."""
    placed = order.placed_at.timestamp() if order.placed_at else 0.0
    return _STEPS.index(order.status), order.captured, -placed


def _due(refund: Refund, context: Context) -> datetime | None:
    if refund.status not in _ON_ITS_WAY or refund.at is None:
        return None
    days = context.limits.refund_within_business_days
    return add_business_days(refund.at, days, context.zone)

"""All that is found about an order, the most serious first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from actions.shop.diagnosis import addresses, claims, conflicts, endings, goods, parcels, payments
from actions.shop.diagnosis.facts import due_at, is_delivered, parcel_of, told
from actions.shop.diagnosis.findings import Context, Finding, FindingKind
from actions.shop.order import Order, OrderStatus

Look = Callable[[Order, Context, datetime], Finding | None]

_LOOKS: tuple[Look, ...] = (
    conflicts.data_conflict,
    payments.charged_twice,
    payments.payment_not_confirmed,
    payments.payment_failed,
    payments.payment_pending,
    addresses.address_invalid,
    addresses.address_ambiguous,
    goods.out_of_stock,
    goods.not_shipped_late,
    parcels.delivery_failed,
    parcels.parcel_stuck,
    parcels.parcel_delayed,
    claims.delivered_not_received,
    claims.item_problem,
    claims.delivery_dispute,
    endings.auto_cancelled,
    endings.customer_cancelled,
    endings.duplicate_order,
    endings.refund_late,
)


def diagnose(order: Order, context: Context, now: datetime) -> tuple[Finding, ...]:
    """Everything that is wrong, the most serious first; that nothing is, where that is so."""
    found = [finding for look in _LOOKS if (finding := look(order, context, now))]
    if not found:
        return (_nothing_wrong(order, context),)
    severity = {kind: place for place, kind in enumerate(context.limits.severity)}
    # A parcel that has not left is late for the reason its goods are.
    kinds = {finding.kind for finding in found}
    if FindingKind.NOT_SHIPPED_LATE in kinds:
        found = [finding for finding in found if finding.kind is not FindingKind.PARCEL_DELAYED]
    return tuple(sorted(found, key=lambda finding: severity.get(finding.kind, len(severity))))


def _nothing_wrong(order: Order, context: Context) -> Finding:
    """detail: status, next (pay, confirm, pack, ship, deliver, nothing), due (of that, if told)."""
    coming = _next(order)
    parcel = parcel_of(order)
    due = order.ship_by if coming in ("pack", "ship") else None
    if coming == "deliver" and parcel:
        due = due_at(parcel, context.zone)
    detail = told(status=order.status.value, next=coming, due=due)
    return Finding(FindingKind.NOTHING_WRONG, None, None, detail)


def _next(order: Order) -> str:
    if order.status is OrderStatus.PLACED:
        return "pay" if order.captured < order.total else "confirm"
    if is_delivered(order):
        return "nothing"
    steps = {OrderStatus.CONFIRMED: "pack", OrderStatus.PACKED: "ship"}
    return steps.get(order.status, "deliver")

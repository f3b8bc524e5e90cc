"""What can be wrong with a parcel before it is delivered."""

from __future__ import annotations

from datetime import datetime, timedelta

from actions.shop.diagnosis.days import days_between
from actions.shop.diagnosis.facts import (
    due_at,
    is_delivered,
    is_on_its_way,
    last_event,
    parcel_of,
    told,
)
from actions.shop.diagnosis.findings import Cause, Context, Finding, FindingKind
from actions.shop.order import (
    Order,
    OrderStatus,
    Shipment,
    ShipmentException,
    ShipmentStatus,
    TrackingCode,
)

_PROMISED = (OrderStatus.CONFIRMED, OrderStatus.PACKED, OrderStatus.SHIPPED)
_NOBODYS_FAULT = (ShipmentException.WEATHER, ShipmentException.CUSTOMS)
_NOT_HANDED_OVER = (ShipmentException.REFUSED, ShipmentException.NOBODY_HOME)
_NO_LONGER_COMING = (ShipmentStatus.DELIVERED, ShipmentStatus.RETURNED, ShipmentStatus.LOST)


def parcel_delayed(order: Order, context: Context, now: datetime) -> Finding | None:
    """detail: reason (promise, weather, customs), promised_at (what counts now), days_late."""
    parcel = parcel_of(order)
    if parcel is None or order.status not in _PROMISED or is_delivered(order):
        return None
    if parcel.status in _NO_LONGER_COMING:
        return None
    due = due_at(parcel, context.zone)
    late = due is not None and now > due
    held = parcel.exception if parcel.exception in _NOBODYS_FAULT else None
    if not (late or held):
        return None
    event = last_event(parcel)
    detail = told(
        reason=held.value if held else "promise",
        promised_at=due,
        days_late=days_between(due, now, context.zone) if due and late else 0,
    )
    since = due if late else (event.at if event else None)
    return Finding(FindingKind.PARCEL_DELAYED, _who_delays(order, held), since, detail)


def parcel_stuck(order: Order, context: Context, now: datetime) -> Finding | None:
    """detail: reason (silent, lost, damaged), last_event_at, days_silent.

    A parcel nothing was ever heard of may be one that is not tracked: that is no silence.
    """
    parcel = parcel_of(order)
    if parcel is None or not is_on_its_way(order) or parcel.status is ShipmentStatus.RETURNED:
        return None
    event = last_event(parcel)
    at = event.at if event else None
    reason = _why_stuck(parcel, at, context, now)
    if reason is None:
        return None
    detail = told(
        reason=reason,
        last_event_at=at,
        days_silent=days_between(at, now, context.zone) if at else None,
    )
    return Finding(FindingKind.PARCEL_STUCK, Cause.CARRIER, at, detail)


def delivery_failed(order: Order, context: Context, now: datetime) -> Finding | None:
    """detail: reason (refused, nobody_home, returned, attempt_failed), attempts.

    Once another time is agreed on, or after an attempt another place, it is being mended.
    """
    parcel = parcel_of(order)
    if parcel is None or not is_on_its_way(order) or _agreed_anew(parcel, context, now):
        return None
    event = last_event(parcel)
    reason = _why_failed(parcel, event.code if event else None)
    if reason is None:
        return None
    failed = [e for e in parcel.events if e.code is TrackingCode.ATTEMPT_FAILED]
    detail = told(reason=reason, attempts=len(failed))
    customer = parcel.exception in _NOT_HANDED_OVER
    cause = Cause.CUSTOMER if customer else Cause.CARRIER
    return Finding(FindingKind.DELIVERY_FAILED, cause, event.at if event else None, detail)


def _who_delays(order: Order, held: ShipmentException | None) -> Cause:
    if held:
        return Cause.EXTERNAL
    return Cause.CARRIER if order.status is OrderStatus.SHIPPED else Cause.SELLER


def _why_stuck(
    parcel: Shipment, last: datetime | None, context: Context, now: datetime
) -> str | None:
    if parcel.status is ShipmentStatus.LOST:
        return "lost"
    if parcel.exception is ShipmentException.DAMAGED:
        return "damaged"
    silent = last is not None and now - last >= timedelta(days=context.limits.stuck_after_days)
    return "silent" if silent and not _agreed_anew(parcel, context, now) else None


def _why_failed(parcel: Shipment, last: TrackingCode | None) -> str | None:
    if parcel.exception in _NOT_HANDED_OVER and parcel.exception:
        return parcel.exception.value
    if parcel.status is ShipmentStatus.RETURNED or last is TrackingCode.RETURNED:
        return "returned"
    if last is TrackingCode.ATTEMPT_FAILED and parcel.pickup_point is None:
        return "attempt_failed"
    return None


def _agreed_anew(parcel: Shipment, context: Context, now: datetime) -> bool:
    due = due_at(parcel, context.zone)
    return parcel.slot is not None and due is not None and now <= due

"""Facts that cannot all be true. Nothing is guessed from them: a person must look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from actions.shop.diagnosis.facts import told
from actions.shop.diagnosis.findings import Cause, Context, Finding, FindingKind
from actions.shop.order import Order, OrderStatus, PaymentStatus, ShipmentStatus

_GONE = (OrderStatus.SHIPPED, OrderStatus.DELIVERED)
_MOVING = (ShipmentStatus.IN_TRANSIT, ShipmentStatus.OUT_FOR_DELIVERY, ShipmentStatus.DELIVERED)
_ARRIVED = (ShipmentStatus.DELIVERED, ShipmentStatus.RETURNED)
_NOT_PACKED = (OrderStatus.PLACED, OrderStatus.CONFIRMED)


def data_conflict(order: Order, context: Context, now: datetime) -> Finding | None:
    """detail: conflicts (their names)."""
    found = tuple(name for name, holds in _CONFLICTS.items() if holds(order))
    if not found:
        return None
    return Finding(FindingKind.DATA_CONFLICT, Cause.SYSTEM, None, told(conflicts=found))


def _shipped_unpaid(order: Order) -> bool:
    """An authorised payment is captured on shipping, which may be told late."""
    promised = any(payment.status is PaymentStatus.AUTHORIZED for payment in order.payments)
    return order.status in _GONE and order.total > 0 and order.captured == 0 and not promised


def _gone_without_shipment(order: Order) -> bool:
    return order.status in _GONE and not order.shipments


def _delivered_but_parcel_is_not(order: Order) -> bool:
    arrived = any(parcel.status in _ARRIVED for parcel in order.shipments)
    return order.status is OrderStatus.DELIVERED and bool(order.shipments) and not arrived


def _parcel_moves_before_shipping(order: Order) -> bool:
    parcels = {parcel.status for parcel in order.shipments}
    if order.status is OrderStatus.PACKED:
        # Picked up a moment ago, and the shop has not heard yet.
        return ShipmentStatus.DELIVERED in parcels
    return order.status in _NOT_PACKED and not parcels.isdisjoint(_MOVING)


def _cancelled_but_parcel_moves(order: Order) -> bool:
    moving = any(parcel.status in _MOVING for parcel in order.shipments)
    return order.status is OrderStatus.CANCELLED and moving


def _cancelled_and_alive(order: Order) -> bool:
    return order.cancelled is not None and order.status is not OrderStatus.CANCELLED


def _refunded_more_than_captured(order: Order) -> bool:
    return order.refunded > order.captured


_CONFLICTS: dict[str, Callable[[Order], bool]] = {
    "shipped_unpaid": _shipped_unpaid,
    "gone_without_shipment": _gone_without_shipment,
    "delivered_but_parcel_is_not": _delivered_but_parcel_is_not,
    "parcel_moves_before_shipping": _parcel_moves_before_shipping,
    "cancelled_but_parcel_moves": _cancelled_but_parcel_moves,
    "cancelled_and_alive": _cancelled_and_alive,
    "refunded_more_than_captured": _refunded_more_than_captured,
}

"""Small questions of fact about an order, which several findings ask."""

from __future__ import annotations

from datetime import datetime, tzinfo
from decimal import Decimal
from typing import Any

from actions.shop.order import (
    Order,
    OrderStatus,
    Payment,
    PaymentStatus,
    Shipment,
    ShipmentStatus,
    TrackingEvent,
)

NOT_YET_SHIPPED = (OrderStatus.PLACED, OrderStatus.CONFIRMED, OrderStatus.PACKED)
_ENDED = (ShipmentStatus.DELIVERED, ShipmentStatus.RETURNED)


def is_cancelled(order: Order) -> bool:
    return order.status is OrderStatus.CANCELLED


def is_delivered(order: Order) -> bool:
    """By its status, or because all its parcels are there."""
    if order.status is OrderStatus.DELIVERED:
        return True
    arrived = [parcel.status is ShipmentStatus.DELIVERED for parcel in order.shipments]
    return order.status is OrderStatus.SHIPPED and bool(arrived) and all(arrived)


def is_on_its_way(order: Order) -> bool:
    return order.status is OrderStatus.SHIPPED and not is_delivered(order)


def last_payment(order: Order) -> Payment | None:
    """The latest by time where all have one, else the last that is told."""
    payments = order.payments
    if not payments:
        return None
    if any(payment.at is None for payment in payments):
        return payments[-1]
    # Of several at the same instant the last that is told.
    return max(enumerate(payments), key=lambda pair: (pair[1].at, pair[0]))[1]


def captured_at(order: Order) -> datetime | None:
    """When the last money was taken; None unless all of it is dated."""
    taken = [p.at for p in order.payments if p.status is PaymentStatus.CAPTURED]
    dated = [at for at in taken if at is not None]
    return max(dated) if dated and len(dated) == len(taken) else None


def parcel_of(order: Order) -> Shipment | None:
    """The parcel one waits for: the newest that has not ended, else the newest."""
    under_way = [parcel for parcel in order.shipments if parcel.status not in _ENDED]
    return under_way[-1] if under_way else order.shipment


def last_event(parcel: Shipment) -> TrackingEvent | None:
    """The latest of the dated events; of several at one instant the last that is told."""
    dated = [event for event in parcel.events if event.at is not None]
    if not dated:
        return None
    return max(enumerate(dated), key=lambda pair: (pair[1].at, pair[0]))[1]


def due_at(parcel: Shipment, zone: tzinfo) -> datetime | None:
    """Until when it should be there: the end of the agreed slot, else what was promised."""
    if parcel.slot is None:
        return parcel.promised_at
    return datetime.combine(parcel.slot.date, parcel.slot.end, tzinfo=zone)


def amount(value: Decimal) -> str:
    return f"{value:.2f}"


def told(**values: Any) -> dict[str, Any]:
    """A detail without what is unknown; instants as ISO 8601, amounts as decimal strings."""
    return {key: _plain(value) for key, value in values.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return amount(value)
    if isinstance(value, tuple):
        return list(value)
    return value

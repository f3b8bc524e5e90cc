"""The five steps of an order as the widget draws them. Facts in, steps out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actions.shop.diagnosis import Finding, FindingKind
from actions.shop.diagnosis.facts import captured_at, is_delivered
from actions.shop.order import Order, OrderStatus, Shipment, TrackingCode, Word


class StepCode(Word):
    ORDERED = "ordered"
    PAID = "paid"
    PACKED = "packed"
    SHIPPED = "shipped"
    DELIVERED = "delivered"


class StepState(Word):
    """`now` is being worked on, `stuck` would be but something stops it, `open` is yet to come."""

    DONE = "done"
    NOW = "now"
    STUCK = "stuck"
    OPEN = "open"


@dataclass(frozen=True)
class Step:
    code: StepCode
    at: datetime | None
    state: StepState


_REACHED = {
    StepCode.PACKED: (OrderStatus.PACKED, OrderStatus.SHIPPED, OrderStatus.DELIVERED),
    StepCode.SHIPPED: (OrderStatus.SHIPPED, OrderStatus.DELIVERED),
}
_BEYOND_PAYING = (*_REACHED[StepCode.PACKED], OrderStatus.CONFIRMED)
_STOPS = frozenset(
    {
        FindingKind.DATA_CONFLICT,
        FindingKind.PAYMENT_FAILED,
        FindingKind.PAYMENT_NOT_CONFIRMED,
        FindingKind.ADDRESS_INVALID,
        FindingKind.ADDRESS_AMBIGUOUS,
        FindingKind.OUT_OF_STOCK,
        FindingKind.NOT_SHIPPED_LATE,
        FindingKind.PARCEL_DELAYED,
        FindingKind.PARCEL_STUCK,
        FindingKind.DELIVERY_FAILED,
        FindingKind.DELIVERED_NOT_RECEIVED,
    }
)


def steps(order: Order, findings: tuple[Finding, ...]) -> tuple[Step, ...]:
    """All five in their order. A cancelled order has no step under way."""
    kinds = {finding.kind for finding in findings}
    here = StepState.STUCK if kinds & _STOPS else StepState.NOW
    drawn: list[Step] = []
    for code in StepCode:
        waiting = any(step.state is not StepState.DONE for step in drawn)
        if _is_done(order, code, kinds) and not waiting:
            state = StepState.DONE
        elif waiting or order.status is OrderStatus.CANCELLED:
            state = StepState.OPEN
        else:
            state = here
        drawn.append(Step(code, _at(order, code), state))
    return tuple(drawn)


def _is_done(order: Order, code: StepCode, kinds: set[FindingKind]) -> bool:
    if code is StepCode.ORDERED:
        return True
    if code is StepCode.PAID:
        unpaid = FindingKind.PAYMENT_FAILED in kinds or FindingKind.PAYMENT_PENDING in kinds
        return order.captured >= order.total or (order.status in _BEYOND_PAYING and not unpaid)
    if code is StepCode.DELIVERED:
        return is_delivered(order) and FindingKind.DELIVERED_NOT_RECEIVED not in kinds
    return order.status in _REACHED[code]


def _at(order: Order, code: StepCode) -> datetime | None:
    parcel = order.shipment
    if code is StepCode.ORDERED:
        return order.placed_at
    if code is StepCode.PAID:
        return captured_at(order)
    if code is StepCode.PACKED:
        return order.packed_at
    if parcel is None:
        return None
    if code is StepCode.SHIPPED:
        return _event_at(parcel, TrackingCode.PICKED_UP)
    return parcel.delivered_at or _event_at(parcel, TrackingCode.DELIVERED)


def _event_at(parcel: Shipment, code: TrackingCode) -> datetime | None:
    return next((event.at for event in parcel.events if event.code is code), None)

"""What is the matter with an order: which sentence tells a finding, and the values it needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from actions.case import Case
from actions.shop.diagnosis import Finding, FindingKind
from actions.shop.order import (
    Order,
    OrderStatus,
    Payment,
    Refund,
    RefundStatus,
    Shipment,
)
from actions.shop.policy import expected_on
from actions.shop.remedies import RemedyStatus, remedies_of
from actions.shop.shop import Shop
from actions.shop.timeline import steps
from actions.speech import Money, Parts, Term
from actions.turn import Turn

Variant = Callable[[Order, Finding], str]

PAYMENT_FAILED = {
    "declined": "utter_payment_failed_declined",
    "insufficient_funds": "utter_payment_failed_insufficient_funds",
    "network": "utter_payment_failed_network",
    "gateway_error": "utter_payment_failed_gateway_error",
    "unsupported_method": "utter_payment_failed_unsupported_method",
}
AUTO_CANCELLED = {
    "unpaid": "utter_auto_cancelled_unpaid",
    "address_invalid": "utter_auto_cancelled_address_invalid",
    "phone_invalid": "utter_auto_cancelled_phone_invalid",
    "out_of_stock": "utter_auto_cancelled_out_of_stock",
    "risk": "utter_auto_cancelled_risk",
}
DELAYED = {
    "weather": "utter_parcel_delayed_weather",
    "customs": "utter_parcel_delayed_customs",
}
STUCK = {
    "lost": "utter_parcel_stuck_lost",
    "damaged": "utter_parcel_stuck_damaged",
}
DELIVERY_FAILED = {
    "returned": "utter_delivery_failed_returned",
    "refused": "utter_delivery_failed_refused",
    "nobody_home": "utter_delivery_failed_nobody_home",
}
FINE: dict[OrderStatus, str] = {
    OrderStatus.PLACED: "utter_status_placed",
    OrderStatus.CONFIRMED: "utter_status_confirmed",
    OrderStatus.PACKED: "utter_status_packed",
    OrderStatus.SHIPPED: "utter_status_shipped",
    OrderStatus.DELIVERED: "utter_status_delivered",
}


def _failure(order: Order, finding: Finding) -> str:
    return PAYMENT_FAILED.get(str(finding.detail.get("failure")), "utter_payment_failed_other")


def _address(order: Order, finding: Finding) -> str:
    if finding.detail.get("missing"):
        return "utter_address_invalid_missing"
    if finding.detail.get("malformed"):
        return "utter_address_invalid_phone"
    return "utter_address_invalid_carrier"


def _by_reason(table: dict[str, str], otherwise: str) -> Variant:
    """The sentence for the reason that the finding names."""
    return lambda order, finding: table.get(str(finding.detail.get("reason")), otherwise)


def _pending(order: Order, finding: Finding) -> str:
    known = "wait_until" in finding.detail
    return "utter_payment_pending" if known else "utter_payment_pending_open"


def _fine(order: Order, finding: Finding) -> str:
    shipment = order.shipment
    if order.status is OrderStatus.SHIPPED and shipment and shipment.events:
        if shipment.slot:
            return "utter_status_shipped_slot"
        if shipment.promised_at:
            return "utter_status_shipped_promised"
    if order.status is OrderStatus.CONFIRMED and order.ship_by:
        return "utter_status_confirmed_ship_by"
    if order.status is OrderStatus.DELIVERED and shipment and shipment.delivered_at:
        return "utter_status_delivered_at"
    return FINE[order.status]


def _delayed(order: Order, finding: Finding) -> str:
    """A parcel that no carrier has reported yet is told of without its last event."""
    if order.shipment is None or not order.shipment.events:
        return "utter_parcel_delayed_unseen"
    return DELAYED.get(str(finding.detail.get("reason")), "utter_parcel_delayed_promise")


def _not_received(order: Order, finding: Finding) -> str:
    proven = has_proof(order)
    return "utter_delivered_not_received" if proven else "utter_delivered_not_received_unproven"


def has_proof(order: Order) -> bool:
    """Whether it is known when the parcel was delivered, and to whom or where."""
    parcel = order.shipment
    return bool(parcel and parcel.delivered_at and parcel.proof)


def _stock(order: Order, finding: Finding) -> str:
    return "utter_out_of_stock_until" if finding.detail.get("restock_at") else "utter_out_of_stock"


TOLD_BY: dict[FindingKind, str | Variant] = {
    FindingKind.PAYMENT_FAILED: _failure,
    FindingKind.PAYMENT_PENDING: _pending,
    FindingKind.PAYMENT_NOT_CONFIRMED: "utter_payment_not_confirmed",
    FindingKind.CHARGED_TWICE: "utter_charged_twice",
    FindingKind.ADDRESS_INVALID: _address,
    FindingKind.ADDRESS_AMBIGUOUS: "utter_address_ambiguous",
    FindingKind.NOT_SHIPPED_LATE: "utter_not_shipped_late",
    FindingKind.OUT_OF_STOCK: _stock,
    FindingKind.PARCEL_DELAYED: _delayed,
    FindingKind.PARCEL_STUCK: _by_reason(STUCK, "utter_parcel_stuck"),
    FindingKind.DELIVERY_FAILED: _by_reason(DELIVERY_FAILED, "utter_delivery_failed_attempt"),
    FindingKind.DELIVERED_NOT_RECEIVED: _not_received,
    FindingKind.ITEM_PROBLEM: "utter_item_problem",
    FindingKind.DELIVERY_DISPUTE: "utter_delivery_dispute",
    FindingKind.AUTO_CANCELLED: _by_reason(AUTO_CANCELLED, "utter_auto_cancelled_other"),
    FindingKind.CUSTOMER_CANCELLED: "utter_customer_cancelled",
    FindingKind.DUPLICATE_ORDER: "utter_duplicate_order",
    FindingKind.REFUND_LATE: "utter_refund_late",
    FindingKind.DATA_CONFLICT: "utter_data_conflict",
    FindingKind.NOTHING_WRONG: _fine,
}


def tell(shop: Shop, turn: Turn, order: Order, finding: Finding, *, otherwise: str = "") -> None:
    """Say what is the matter. `otherwise` goes first, where the words were about something else."""
    values = values_of(shop, order, finding)
    if otherwise:
        turn.say(otherwise, **values)
    by = TOLD_BY[finding.kind]
    said = by if isinstance(by, str) else by(order, finding)
    if was_told(turn.case, order, finding):
        turn.say(said, **values)
    else:
        show(shop, turn, order, finding, said)
        turn.case = turn.case.having_tried(_told(order, finding))
    asked = [r for r in remedies_of(shop, order.number) if r.status is RemedyStatus.REQUESTED]
    if finding.kind is not FindingKind.REFUND_LATE:
        tell_refunds(turn, order, running=bool(asked))
    for remedy in asked:
        kind = Term("remedy", str(remedy.kind))
        turn.say("utter_request_running", kind=kind, reference=remedy.id)


def show(shop: Shop, turn: Turn, order: Order, finding: Finding, said: str) -> None:
    """Say this about an order, with the order drawn under it, once in a turn."""
    values = values_of(shop, order, finding)
    if turn.shows_order(order.number):
        turn.say(said, **values)
    else:
        turn.show(said, order_card(order, (finding,)), **values)


def was_told(case: Case, order: Order, finding: Finding) -> bool:
    return _told(order, finding) in case.tried


def _told(order: Order, finding: Finding) -> str:
    return f"told:{order.number}:{finding.kind}"


def tell_refunds(turn: Turn, order: Order, *, running: bool = False) -> None:
    """Where money was given back or asked back, say how that stands.

    `running`: requests are told by themselves, with the references shoppers know.
    """
    for refund in order.refunds:
        if running and refund.status is RefundStatus.REQUESTED and not refund.reference:
            continue
        turn.say(REFUND[refund.status], **of_refund(order, refund))


REFUND: dict[RefundStatus, str] = {
    RefundStatus.REQUESTED: "utter_refund_requested",
    RefundStatus.APPROVED: "utter_refund_approved",
    RefundStatus.SENT: "utter_refund_sent",
    RefundStatus.DONE: "utter_refund_done",
    RefundStatus.REFUSED: "utter_refund_refused",
}


def of_refund(order: Order, refund: Refund) -> dict[str, Any]:
    methods = {p.id: p.method for p in order.payments}
    return {
        "number": order.number,
        "amount": Money(refund.amount, order.currency),
        "method": Term("method", methods.get(refund.payment, "")),
        "at": refund.at or "",
        "reference": refund.reference or refund.id,
    }


def values_of(shop: Shop, order: Order, finding: Finding) -> dict[str, Any]:
    """Everything a sentence about an order may use; what is unknown is an empty string."""
    payment = _last_payment(order)
    return {
        "number": order.number,
        "goods": order.lines,
        "total": Money(order.total, order.currency),
        "captured": Money(order.captured, order.currency),
        "method": Term("method", payment.method) if payment else "",
        "status": order.status,
        "placed_at": order.placed_at or "",
        "ship_by": order.ship_by or "",
        "address": order.address or "",
        "since": finding.since or "",
        "expected": expected_on(order, finding, shop.policy, shop.now),
        **_of_shipment(order.shipment),
        **_of_detail(order, finding),
        **_of_late_refund(order, finding),
    }


def _of_late_refund(order: Order, finding: Finding) -> dict[str, Any]:
    late = next((r for r in order.refunds if r.id == finding.detail.get("refund")), None)
    return of_refund(order, late) if late else {}


def _last_payment(order: Order) -> Payment | None:
    return order.payments[-1] if order.payments else None


def _of_shipment(shipment: Shipment | None) -> dict[str, Any]:
    if shipment is None:
        return {}
    last = shipment.events[-1] if shipment.events else None
    proof = shipment.proof
    return {
        "carrier": shipment.carrier,
        "tracking": shipment.tracking_number,
        "promised": shipment.promised_at or "",
        "delivered_at": shipment.delivered_at or "",
        "slot": shipment.slot or "",
        "last_seen": Parts((last.at, last.place)) if last else "",
        "proof": Parts((proof.signed_by, proof.place)) if proof else "",
    }


def _of_detail(order: Order, finding: Finding) -> dict[str, Any]:
    """The finding's own detail, its amounts and instants as values again."""
    values: dict[str, Any] = {}
    for name, value in finding.detail.items():
        if name in AMOUNTS:
            values[name] = Money(Decimal(str(value)), order.currency)
        elif name in INSTANTS:
            values[name] = datetime.fromisoformat(str(value))
        elif name in ("missing", "malformed"):
            values[name] = tuple(Term("address", part) for part in value)
        elif name == "method":
            values[name] = Term("method", value)
        elif not isinstance(value, dict | list):
            values[name] = value
    return values


AMOUNTS = frozenset({"surplus", "amount", "captured", "total", "refunded"})
INSTANTS = frozenset({"restock_at", "wait_until", "due", "promised_at", "last_event_at", "ship_by"})


def order_card(order: Order, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """The order as the widget draws it."""
    return {
        "type": "order",
        "order": {
            "number": order.number,
            "status": str(order.status),
            "steps": [
                {
                    "code": str(s.code),
                    "at": s.at.isoformat() if s.at else None,
                    "state": str(s.state),
                }
                for s in steps(order, findings)
            ],
        },
    }

"""The values a sentence about an order, its finding or its refunds may use."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from actions.shop.diagnosis import Finding
from actions.shop.diagnosis.days import add_business_days
from actions.shop.order import Order, Payment, Refund, Shipment
from actions.shop.policy import expected_on
from actions.shop.shop import Shop
from actions.speech import Money, Parts, Soon, Term

AMOUNTS = frozenset({"surplus", "amount", "captured", "total", "refunded"})
INSTANTS = frozenset({"restock_at", "due", "promised_at", "last_event_at", "ship_by"})


def arrives(shop: Shop, sent: datetime) -> tuple[date, date]:
    """The local days between which money that was sent arrives."""
    rules, zone = shop.policy.refund, shop.policy.time_zone
    first, last = (
        add_business_days(sent, days, zone).astimezone(zone).date()
        for days in (rules.arrives_from_days, rules.arrives_until_days)
    )
    return first, last


def arrival_days(shop: Shop) -> dict[str, Any]:
    """The business days it takes, wherever no date is known yet."""
    rules = shop.policy.refund
    return {"days_from": rules.arrives_from_days, "days_until": rules.arrives_until_days}


def of_refund(shop: Shop, order: Order, refund: Refund) -> dict[str, Any]:
    first, last = arrives(shop, refund.at) if refund.at else ("", "")
    methods = {p.id: p.method for p in order.payments}
    return {
        "number": order.number,
        "amount": Money(refund.amount, order.currency),
        "method": Term("method", methods.get(refund.payment, "")),
        "at": refund.at or "",
        "reference": refund.reference or refund.id,
        "arrives_from": first,
        "arrives_until": last,
        "due": last,
        **arrival_days(shop),
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
        "placed_at": order.placed_at or "",
        "ship_by": order.ship_by or "",
        "address": order.address or "",
        "since": finding.since or "",
        "expected": expected_on(order, finding, shop.policy, shop.now),
        **arrival_days(shop),
        **_of_shipment(order.shipment),
        **_of_detail(order, finding),
        "status": order.status,
        **_of_late_refund(shop, order, finding),
    }


def _of_late_refund(shop: Shop, order: Order, finding: Finding) -> dict[str, Any]:
    late = next((r for r in order.refunds if r.id == finding.detail.get("refund")), None)
    return of_refund(shop, order, late) if late else {}


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
        elif name == "wait_until":
            values[name] = Soon(datetime.fromisoformat(str(value)))
        elif name in INSTANTS:
            values[name] = datetime.fromisoformat(str(value))
        elif name in ("missing", "malformed"):
            values[name] = tuple(Term("address", part) for part in value)
        elif name == "method":
            values[name] = Term("method", value)
        elif not isinstance(value, dict | list):
            values[name] = value
    return values

"""An order in the shape of order files, as JSON values. The way back is `one_order`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from actions.shop.order import Claim, DeliverySlot, Line, Order, Payment, Refund, Shipment

Json = dict[str, Any]


def order_as_json(order: Order) -> Json:
    """What is absent has no key; lists are always there."""
    return _without_none(
        {
            "number": order.number,
            "customer": order.customer,
            "status": order.status.value,
            "placed_at": _instant(order.placed_at),
            "confirmed_at": _instant(order.confirmed_at),
            "packed_at": _instant(order.packed_at),
            "ship_by": _instant(order.ship_by),
            "shipping_fee": amount(order.shipping_fee),
            "discount": amount(order.discount),
            "total": amount(order.total),
            "lines": [_line(line) for line in order.lines],
            "addresses": [asdict(address) for address in order.addresses],
            "payments": [_payment(payment) for payment in order.payments],
            "refunds": [_refund(refund) for refund in order.refunds],
            "shipments": [_shipment(shipment) for shipment in order.shipments],
            "claims": [_claim(claim) for claim in order.claims],
            "cancelled": _cancelled(order),
        }
    )


def amount(value: Decimal) -> str:
    return f"{value:.2f}"


def slot_as_json(slot: DeliverySlot) -> Json:
    times = {"from": slot.start.strftime("%H:%M"), "to": slot.end.strftime("%H:%M")}
    return {"date": slot.date.isoformat()} | times


def _line(line: Line) -> Json:
    return {
        "sku": line.sku,
        "name": {"zh": line.name.zh, "en": line.name.en},
        "quantity": line.quantity,
        "unit_price": amount(line.unit_price),
        "seller": line.seller,
    }


def _payment(payment: Payment) -> Json:
    return _without_none(
        {
            "id": payment.id,
            "method": payment.method,
            "amount": amount(payment.amount),
            "status": payment.status.value,
            "failure": payment.failure,
            "at": _instant(payment.at),
        }
    )


def _refund(refund: Refund) -> Json:
    return _without_none(
        {
            "id": refund.id,
            "payment": refund.payment,
            "amount": amount(refund.amount),
            "status": refund.status.value,
            "at": _instant(refund.at),
            "reason": refund.reason,
            "reference": refund.reference,
        }
    )


def _shipment(shipment: Shipment) -> Json:
    return _without_none(
        {
            "id": shipment.id,
            "carrier": shipment.carrier,
            "tracking_number": shipment.tracking_number,
            "status": shipment.status.value,
            "exception": shipment.exception.value if shipment.exception else None,
            "promised_at": _instant(shipment.promised_at),
            "delivered_at": _instant(shipment.delivered_at),
            "slot": slot_as_json(shipment.slot) if shipment.slot else None,
            "pickup_point": shipment.pickup_point,
            "proof": asdict(shipment.proof) if shipment.proof else None,
            "events": [
                _without_none(
                    {"at": _instant(event.at), "code": event.code.value, "place": event.place}
                )
                for event in shipment.events
            ],
        }
    )


def _claim(claim: Claim) -> Json:
    return _without_none(
        {
            "id": claim.id,
            "kind": claim.kind.value,
            "lines": list(claim.lines),
            "text": claim.text,
            "at": _instant(claim.at),
            "status": claim.status,
        }
    )


def _cancelled(order: Order) -> Json | None:
    if order.cancelled is None:
        return None
    by, reason = order.cancelled.by.value, order.cancelled.reason.value
    return _without_none({"at": _instant(order.cancelled.at), "by": by, "reason": reason})


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _without_none(values: Json) -> Json:
    return {key: value for key, value in values.items() if value is not None}

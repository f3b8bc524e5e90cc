"""Which sentence tells what is the matter with an order."""

from __future__ import annotations

from collections.abc import Callable

from actions.shop.diagnosis import Finding, FindingKind
from actions.shop.order import Order, OrderStatus

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


def sentence_for(order: Order, finding: Finding) -> str:
    """The response that tells this finding of this order."""
    by = TOLD_BY[finding.kind]
    return by if isinstance(by, str) else by(order, finding)

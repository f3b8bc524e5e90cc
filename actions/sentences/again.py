"""Which sentence tells again what was told before: what counts now, not the whole of it."""

from __future__ import annotations

from actions.sentences.findings import Variant, sentence_for
from actions.shop.diagnosis import Finding, FindingKind
from actions.shop.order import Order, OrderStatus

# A parcel that went these ways does not come any more.
GONE = frozenset({"lost", "damaged", "returned"})


def _unpaid(order: Order, finding: Finding) -> str:
    short = finding.detail.get("failure") == "insufficient_funds"
    return "utter_still_short_of_funds" if short else "utter_still_unpaid"


def _pending(order: Order, finding: Finding) -> str:
    known = "wait_until" in finding.detail
    return "utter_still_pending" if known else sentence_for(order, finding)


def _stock(order: Order, finding: Finding) -> str:
    known = finding.detail.get("restock_at")
    return "utter_still_out_of_stock_until" if known else "utter_still_out_of_stock"


def _late(order: Order, finding: Finding) -> str:
    held = finding.detail.get("reason") == "customs"
    return "utter_still_at_customs" if held else "utter_still_late"


def _parcel(otherwise: str) -> Variant:
    """The sentence for a parcel that may still come."""
    return lambda order, finding: (
        "utter_still_gone" if str(finding.detail.get("reason")) in GONE else otherwise
    )


def _fine(order: Order, finding: Finding) -> str:
    shipment = order.shipment
    if order.status is OrderStatus.SHIPPED and shipment and shipment.slot:
        return "utter_still_booked"
    if order.status is OrderStatus.SHIPPED and shipment and shipment.promised_at:
        return "utter_still_coming"
    if order.status is OrderStatus.CONFIRMED and order.ship_by:
        return "utter_still_prepared"
    return "utter_still_status"


SHORT: dict[FindingKind, str | Variant] = {
    FindingKind.PAYMENT_FAILED: _unpaid,
    FindingKind.PAYMENT_PENDING: _pending,
    FindingKind.PAYMENT_NOT_CONFIRMED: "utter_still_not_confirmed",
    FindingKind.CHARGED_TWICE: "utter_still_overcharged",
    FindingKind.ADDRESS_INVALID: "utter_still_without_address",
    FindingKind.ADDRESS_AMBIGUOUS: "utter_still_without_address",
    FindingKind.NOT_SHIPPED_LATE: "utter_still_not_shipped",
    FindingKind.OUT_OF_STOCK: _stock,
    FindingKind.PARCEL_DELAYED: _late,
    FindingKind.PARCEL_STUCK: _parcel("utter_still_no_news"),
    FindingKind.DELIVERY_FAILED: _parcel("utter_still_undelivered"),
    FindingKind.DELIVERED_NOT_RECEIVED: "utter_still_looked_into",
    FindingKind.ITEM_PROBLEM: "utter_still_on_record",
    FindingKind.DELIVERY_DISPUTE: "utter_still_on_record",
    FindingKind.AUTO_CANCELLED: "utter_still_cancelled",
    FindingKind.CUSTOMER_CANCELLED: "utter_still_cancelled",
    FindingKind.DUPLICATE_ORDER: "utter_still_twice",
    FindingKind.REFUND_LATE: "utter_still_not_refunded",
    FindingKind.NOTHING_WRONG: _fine,
}


def short_for(order: Order, finding: Finding) -> str:
    """The short response; the whole one for what goes to people and is never told twice."""
    by = SHORT.get(finding.kind, sentence_for)
    return by if isinstance(by, str) else by(order, finding)

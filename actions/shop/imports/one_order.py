"""One order in the shape of order files, checked whole: its values, its parts, its sums."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

from actions.shop.backends.reading import ADDRESS_PARTS
from actions.shop.imports.content import Known
from actions.shop.imports.reading import BadValue, Fields, whole
from actions.shop.order import (
    Address,
    Cancellation,
    CancelledBy,
    CancelReason,
    Claim,
    ClaimKind,
    DeliveryProof,
    DeliverySlot,
    Line,
    Order,
    OrderStatus,
    Payment,
    PaymentStatus,
    Refund,
    RefundStatus,
    Shipment,
    ShipmentException,
    ShipmentStatus,
    TrackingCode,
    TrackingEvent,
)

MOST_PIECES = 1_000_000
WithId = TypeVar("WithId", Payment, Refund, Shipment, Claim)


def read_order(fields: Fields, currency: str, known: Known) -> Order:
    """The order these fields tell of. Raises BadValue for the first bad value."""
    number = _number(fields)
    customer = fields.text("customer", 128)
    if not known.has_customer(customer):
        raise BadValue(fields.at("customer"), f"no customer has the id {customer!a}")
    lines = tuple(_line(line, known) for line in fields.objects("lines"))
    if not lines:
        raise BadValue(fields.at("lines"), "must hold at least one line")
    order = Order(
        number=number,
        customer=customer,
        status=fields.word("status", OrderStatus),
        currency=currency,
        total=fields.money("total"),
        lines=lines,
        placed_at=fields.instant("placed_at"),
        confirmed_at=fields.instant("confirmed_at"),
        packed_at=fields.instant("packed_at"),
        ship_by=fields.instant("ship_by"),
        shipping_fee=fields.maybe_money("shipping_fee"),
        discount=fields.maybe_money("discount"),
        addresses=tuple(_address(address) for address in fields.objects("addresses")),
        payments=_unlike(fields, "payments", tuple(map(_payment, fields.objects("payments")))),
        refunds=_unlike(fields, "refunds", tuple(map(_refund, fields.objects("refunds")))),
        shipments=_unlike(fields, "shipments", tuple(map(_shipment, fields.objects("shipments")))),
        claims=_unlike(
            fields, "claims", tuple(_claim(claim, len(lines)) for claim in fields.objects("claims"))
        ),
        cancelled=_cancellation(fields),
    )
    fields.done()
    check_sums(order, fields.path)
    return order


def check_sums(order: Order, path: str) -> None:
    """Raises BadValue where the total or the refunds do not add up."""
    full = sum((line.amount for line in order.lines), Decimal(0)) + order.shipping_fee
    if order.total != full - order.discount:
        sums = f"must be {full - order.discount} (lines + shipping_fee - discount)"
        raise BadValue(f"{path}.total", f"{sums}, not {order.total}")
    left = {
        payment.id: payment.amount if payment.status is PaymentStatus.CAPTURED else Decimal(0)
        for payment in order.payments
    }
    for place, refund in enumerate(order.refunds):
        here = f"{path}.refunds[{place}]"
        if refund.payment not in left:
            raise BadValue(f"{here}.payment", f"no payment has the id {refund.payment!a}")
        if refund.status is RefundStatus.REFUSED:
            continue
        left[refund.payment] -= refund.amount
        if left[refund.payment] < 0:
            raise BadValue(f"{here}.amount", "gives back more than was captured")


def _number(fields: Fields) -> str:
    number = fields.text("number", 64)
    if number != number.strip() or not number.isprintable():
        raise BadValue(fields.at("number"), "must not begin or end with blanks")
    return number


def _line(fields: Fields, known: Known) -> Line:
    sku = fields.text("sku", 64)
    name = fields.name("name", known.product_name(sku))
    quantity = fields.whole("quantity", 1, MOST_PIECES)
    price = fields.money("unit_price")
    seller = fields.text("seller", 64)
    if not known.has_seller(seller):
        raise BadValue(fields.at("seller"), f"no seller has the id {seller!a}")
    fields.done()
    return Line(sku, name, quantity, price, seller)


def _address(fields: Fields) -> Address:
    parts = {part: fields.maybe_text(part, 500) or "" for part in ADDRESS_PARTS}
    fields.done()
    return Address(**parts)


def _payment(fields: Fields) -> Payment:
    payment = Payment(
        fields.text("id", 128),
        fields.text("method", 64),
        fields.money("amount"),
        fields.word("status", PaymentStatus),
        fields.maybe_text("failure", 64) or None,
        fields.instant("at"),
    )
    fields.done()
    return payment


def _refund(fields: Fields) -> Refund:
    refund = Refund(
        fields.text("id", 128),
        fields.text("payment", 128),
        fields.money("amount"),
        fields.word("status", RefundStatus),
        fields.instant("at"),
        fields.maybe_text("reason", 1000),
        fields.maybe_text("reference", 128),
    )
    fields.done()
    return refund


def _shipment(fields: Fields) -> Shipment:
    shipment = Shipment(
        id=fields.text("id", 128),
        carrier=fields.maybe_text("carrier", 64) or "",
        tracking_number=fields.maybe_text("tracking_number", 64) or "",
        status=fields.word("status", ShipmentStatus),
        exception=fields.maybe_word("exception", ShipmentException),
        promised_at=fields.instant("promised_at"),
        delivered_at=fields.instant("delivered_at"),
        slot=_slot(fields),
        pickup_point=fields.maybe_text("pickup_point", 500) or None,
        proof=_proof(fields),
        events=tuple(map(_event, fields.objects("events"))),
    )
    fields.done()
    return shipment


def _slot(fields: Fields) -> DeliverySlot | None:
    inner = fields.object("slot")
    if inner is None:
        return None
    slot = DeliverySlot(inner.date("date"), inner.time("from"), inner.time("to"))
    if slot.start >= slot.end:
        raise BadValue(inner.at("to"), "must be later than from")
    inner.done()
    return slot


def _proof(fields: Fields) -> DeliveryProof | None:
    inner = fields.object("proof")
    if inner is None:
        return None
    proof = DeliveryProof(
        inner.maybe_text("signed_by", 200) or "", inner.maybe_text("place", 500) or ""
    )
    inner.done()
    return proof


def _event(fields: Fields) -> TrackingEvent:
    event = TrackingEvent(
        fields.instant("at"),
        fields.word("code", TrackingCode),
        fields.maybe_text("place", 500) or "",
    )
    fields.done()
    return event


def _claim(fields: Fields, lines: int) -> Claim:
    claim = Claim(
        fields.text("id", 128),
        fields.word("kind", ClaimKind),
        fields.maybe_text("text", 4000) or "",
        fields.instant("at"),
        fields.text("status", 24),
        tuple(whole(line, path, 0, lines - 1) for path, line in fields.list("lines")),
    )
    fields.done()
    return claim


def _cancellation(fields: Fields) -> Cancellation | None:
    inner = fields.object("cancelled")
    if inner is None:
        return None
    cancellation = Cancellation(
        inner.word("by", CancelledBy), inner.word("reason", CancelReason), inner.instant("at")
    )
    inner.done()
    return cancellation


def _unlike(fields: Fields, key: str, things: tuple[WithId, ...]) -> tuple[WithId, ...]:
    seen: set[str] = set()
    for place, thing in enumerate(things):
        if thing.id in seen:
            raise BadValue(f"{fields.at(key)}[{place}].id", f"{thing.id} stands there twice")
        seen.add(thing.id)
    return things

"""Reads orders, customers and products out of the tables, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import Session

from actions.shop import tables
from actions.shop.order import (
    Address,
    Cancellation,
    CancelledBy,
    CancelReason,
    Claim,
    ClaimKind,
    Customer,
    DeliveryProof,
    DeliverySlot,
    Line,
    Name,
    Order,
    OrderStatus,
    Payment,
    PaymentStatus,
    Product,
    Refund,
    RefundStatus,
    SellerOffer,
    Shipment,
    ShipmentException,
    ShipmentStatus,
    TrackingCode,
    TrackingEvent,
)

Row = Mapping[str, Any]
ADDRESS_PARTS = tuple(part.name for part in fields(Address))

# Fewer than the parameters a statement may have in any database.
CHUNK = 500


def among(column: Any, *order_by: Any) -> Any:
    """A query for the rows whose `column` is one of `values`; built once, for building is slow."""
    query = select(column.table).where(column.in_(bindparam("values", expanding=True)))
    return query.order_by(*order_by)


def rows_among(session: Session, query: Any, values: Sequence[str]) -> list[Row]:
    """The rows of an `among` query, some hundred values at a time."""
    connection = session.connection()
    rows: list[Row] = []
    for start in range(0, len(values), CHUNK):
        found = connection.execute(query, {"values": values[start : start + CHUNK]})
        rows += map(dict, found.mappings())
    return rows


Parts = Mapping[str, Sequence[Row]]

_PARTS = {
    table.name: among(table.c.order_number, table.c.position)
    for table in (
        tables.order_lines,
        tables.order_addresses,
        tables.payments,
        tables.refunds,
        tables.shipments,
        tables.tracking_events,
        tables.claims,
    )
}
_PRODUCTS = among(tables.products.c.sku)
_OFFERS = among(tables.product_offers.c.sku, tables.product_offers.c.position)


def read_orders(session: Session, heads: Sequence[Row]) -> tuple[Order, ...]:
    """The whole orders of these rows of `orders`, in their order: seven queries per 500."""
    if not heads:
        return ()
    parts = _parts_of(session, [head["number"] for head in heads])
    return tuple(_order(head, parts[head["number"]]) for head in heads)


def _parts_of(session: Session, numbers: Sequence[str]) -> Mapping[str, Parts]:
    """By order number, the rows of each table that belong to it."""
    parts: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for name, query in _PARTS.items():
        for row in rows_among(session, query, numbers):
            parts[row["order_number"]][name].append(row)
    return parts


def _order(head: Row, parts: Parts) -> Order:
    return Order(
        number=head["number"],
        customer=head["customer"],
        status=OrderStatus(head["status"]),
        currency=head["currency"],
        total=head["total"],
        lines=tuple(map(_line, parts["order_lines"])),
        placed_at=head["placed_at"],
        confirmed_at=head["confirmed_at"],
        packed_at=head["packed_at"],
        ship_by=head["ship_by"],
        shipping_fee=head["shipping_fee"],
        discount=head["discount"],
        addresses=tuple(map(_address, parts["order_addresses"])),
        payments=tuple(map(_payment, parts["payments"])),
        refunds=tuple(map(refund_of, parts["refunds"])),
        shipments=_shipments(parts["shipments"], parts["tracking_events"]),
        claims=tuple(map(_claim, parts["claims"])),
        cancelled=_cancellation(head),
        phone_asked=head["phone_asked"],
    )


def _cancellation(head: Row) -> Cancellation | None:
    if head["cancelled_by"] is None:
        return None
    return Cancellation(
        CancelledBy(head["cancelled_by"]),
        CancelReason(head["cancelled_reason"]),
        head["cancelled_at"],
    )


def _line(row: Row) -> Line:
    return Line(
        row["sku"],
        Name(row["name_zh"], row["name_en"]),
        row["quantity"],
        row["unit_price"],
        row["seller"],
        row["reserved"],
    )


def _address(row: Row) -> Address:
    return Address(**{part: row[part] for part in ADDRESS_PARTS})


def _payment(row: Row) -> Payment:
    status = PaymentStatus(row["status"])
    return Payment(row["id"], row["method"], row["amount"], status, row["failure"], row["at"])


def refund_of(row: Row) -> Refund:
    return Refund(
        row["id"],
        row["payment"],
        row["amount"],
        RefundStatus(row["status"]),
        row["at"],
        row["reason"],
        row["reference"],
    )


def _shipments(rows: Iterable[Row], events: Iterable[Row]) -> tuple[Shipment, ...]:
    seen: dict[str, list[TrackingEvent]] = defaultdict(list)
    for event in events:
        code = TrackingCode(event["code"])
        seen[event["shipment"]].append(TrackingEvent(event["at"], code, event["place"]))
    return tuple(_shipment(row, tuple(seen[row["id"]])) for row in rows)


def _shipment(row: Row, events: tuple[TrackingEvent, ...]) -> Shipment:
    slot = proof = None
    if row["slot_date"] is not None:
        slot = DeliverySlot(row["slot_date"], row["slot_from"], row["slot_to"])
    if row["signed_by"] is not None:
        proof = DeliveryProof(row["signed_by"], row["signed_place"] or "")
    return Shipment(
        id=row["id"],
        carrier=row["carrier"],
        tracking_number=row["tracking_number"],
        status=ShipmentStatus(row["status"]),
        exception=ShipmentException(row["exception"]) if row["exception"] else None,
        promised_at=row["promised_at"],
        delivered_at=row["delivered_at"],
        slot=slot,
        pickup_point=row["pickup_point"],
        proof=proof,
        events=events,
    )


def _claim(row: Row) -> Claim:
    kind = ClaimKind(row["kind"])
    return Claim(row["id"], kind, row["text"], row["at"], row["status"], tuple(row["lines"]))


def customer_of(row: Row) -> Customer:
    return Customer(**{part.name: row[part.name] for part in fields(Customer)})


def read_products(session: Session, skus: Sequence[str]) -> dict[str, Product]:
    """Those of these products that exist, by sku."""
    rows = rows_among(session, _PRODUCTS, skus)
    offers: dict[str, list[SellerOffer]] = defaultdict(list)
    for row in rows_among(session, _OFFERS, skus):
        offers[row["sku"]].append(
            SellerOffer(
                row["seller"], row["price"], row["stock"], row["ships_in_days"], row["restock_at"]
            )
        )
    return {row["sku"]: _product(row, tuple(offers[row["sku"]])) for row in rows}


def _product(row: Row, offers: tuple[SellerOffer, ...]) -> Product:
    name = Name(row["name_zh"], row["name_en"])
    return Product(row["sku"], name, dict(row["options"]), tuple(row["similar"]), offers)


def skus_of_same_name(session: Session, skus: Sequence[str]) -> list[str]:
    """The skus of all products that are called like one of these, these included."""
    table = tables.products
    names = select(table.c.name_zh, table.c.name_en).where(table.c.sku.in_(skus)).distinct()
    alike = [
        and_(table.c.name_zh == zh, table.c.name_en == en) for zh, en in session.execute(names)
    ]
    query = select(table.c.sku).where(or_(False, *alike)).order_by(table.c.sku)
    return [sku for (sku,) in session.execute(query)]

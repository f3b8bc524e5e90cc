"""Orders as rows of the tables, and putting such rows in and out. Decides nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Table, delete, insert
from sqlalchemy.orm import Session

from actions.shop import tables
from actions.shop.order import Claim, Line, Order, Payment, Refund, Shipment

Rows = dict[str, list[dict[str, Any]]]

# Parents before children; taking rows out goes the other way round.
ORDER_TABLES = (
    tables.orders,
    tables.order_lines,
    tables.order_addresses,
    tables.payments,
    tables.refunds,
    tables.shipments,
    tables.tracking_events,
    tables.claims,
)


def insert_orders(session: Session, orders: Iterable[Order]) -> None:
    """Put whole orders in, table by table."""
    rows: Rows = defaultdict(list)
    for order in orders:
        _add_rows(order, rows)
    for table in ORDER_TABLES:
        if rows[table.name]:
            session.execute(insert(table), rows[table.name])


def delete_order(session: Session, number: str) -> None:
    for table in reversed(ORDER_TABLES):
        column = table.c.number if table is tables.orders else table.c.order_number
        session.execute(delete(table).where(column == number))


def _add_rows(order: Order, rows: Rows) -> None:
    rows["orders"].append(head_row(order))
    for position, line in enumerate(order.lines):
        rows["order_lines"].append(_line_row(order.number, position, line))
    for position, address in enumerate(order.addresses):
        place = {"order_number": order.number, "position": position}
        rows["order_addresses"].append(place | asdict(address))
    for position, payment in enumerate(order.payments):
        rows["payments"].append(_payment_row(order.number, position, payment))
    for position, refund in enumerate(order.refunds):
        rows["refunds"].append(refund_row(order.number, position, refund))
    for position, shipment in enumerate(order.shipments):
        rows["shipments"].append(_shipment_row(order.number, position, shipment))
        rows["tracking_events"] += _event_rows(order.number, shipment)
    for position, claim in enumerate(order.claims):
        rows["claims"].append(claim_row(order.number, position, claim))


def head_row(order: Order) -> dict[str, Any]:
    cancelled = order.cancelled
    return {
        "number": order.number,
        "customer": order.customer,
        "status": order.status.value,
        "currency": order.currency,
        "total": order.total,
        "shipping_fee": order.shipping_fee,
        "discount": order.discount,
        "placed_at": order.placed_at,
        "confirmed_at": order.confirmed_at,
        "packed_at": order.packed_at,
        "ship_by": order.ship_by,
        "phone_asked": order.phone_asked,
        "cancelled_by": cancelled.by.value if cancelled else None,
        "cancelled_reason": cancelled.reason.value if cancelled else None,
        "cancelled_at": cancelled.at if cancelled else None,
    }


def _line_row(number: str, position: int, line: Line) -> dict[str, Any]:
    return {
        "order_number": number,
        "position": position,
        "sku": line.sku,
        "name_zh": line.name.zh,
        "name_en": line.name.en,
        "quantity": line.quantity,
        "unit_price": line.unit_price,
        "seller": line.seller,
        "reserved": line.reserved,
    }


def _payment_row(number: str, position: int, payment: Payment) -> dict[str, Any]:
    status = payment.status.value
    return {"order_number": number, "position": position} | asdict(payment) | {"status": status}


def refund_row(number: str, position: int, refund: Refund) -> dict[str, Any]:
    status = refund.status.value
    return {"order_number": number, "position": position} | asdict(refund) | {"status": status}


def _shipment_row(number: str, position: int, shipment: Shipment) -> dict[str, Any]:
    slot, proof = shipment.slot, shipment.proof
    return {
        "order_number": number,
        "position": position,
        "id": shipment.id,
        "carrier": shipment.carrier,
        "tracking_number": shipment.tracking_number,
        "status": shipment.status.value,
        "exception": shipment.exception.value if shipment.exception else None,
        "promised_at": shipment.promised_at,
        "delivered_at": shipment.delivered_at,
        "slot_date": slot.date if slot else None,
        "slot_from": slot.start if slot else None,
        "slot_to": slot.end if slot else None,
        "pickup_point": shipment.pickup_point,
        "signed_by": proof.signed_by if proof else None,
        "signed_place": proof.place if proof else None,
    }


def _event_rows(number: str, shipment: Shipment) -> list[dict[str, Any]]:
    place: Mapping[str, Any] = {"order_number": number, "shipment": shipment.id}
    return [
        {**place, "position": position, "at": event.at, "code": event.code.value}
        | {"place": event.place}
        for position, event in enumerate(shipment.events)
    ]


def claim_row(number: str, position: int, claim: Claim) -> dict[str, Any]:
    row = {"order_number": number, "position": position} | asdict(claim)
    return row | {"kind": claim.kind.value, "lines": list(claim.lines)}


def insert_row(session: Session, table: Table, row: Mapping[str, Any]) -> None:
    session.execute(insert(table).values(**row))

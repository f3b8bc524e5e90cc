"""Where and when a parcel of the embedded shop goes: another address, another time."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from actions.shop import tables
from actions.shop.backends.base import NotThere
from actions.shop.backends.writing import insert_row
from actions.shop.order import (
    Address,
    DeliverySlot,
    Order,
    Shipment,
    ShipmentException,
    ShipmentStatus,
)

_TRIED_AND_FAILED = (ShipmentException.NOBODY_HOME, ShipmentException.REFUSED)


def put_address(session: Session, order: Order, address: Address) -> None:
    """Leave this address alone on the order; its parcels move on if the address held them."""
    table = tables.order_addresses
    session.execute(delete(table).where(table.c.order_number == order.number))
    place = {"order_number": order.number, "position": 0}
    insert_row(session, table, place | asdict(address))
    for shipment in order.shipments:
        if shipment.exception is ShipmentException.ADDRESS:
            _change(session, order, shipment, _moving_on(shipment))


def put_slot(
    session: Session, order: Order, slot: DeliverySlot | None, pickup_point: str | None
) -> None:
    """Deliver the newest parcel then, or there. A delivery that failed before is tried again."""
    shipment = order.shipment
    if shipment is None:
        raise NotThere(f"shipment of order {order.number}")
    values: dict[str, Any] = {
        "slot_date": slot.date if slot else None,
        "slot_from": slot.start if slot else None,
        "slot_to": slot.end if slot else None,
        "pickup_point": pickup_point,
    }
    if shipment.exception in _TRIED_AND_FAILED:
        values |= _moving_on(shipment)
    _change(session, order, shipment, values)


def _moving_on(shipment: Shipment) -> dict[str, Any]:
    held = shipment.status is ShipmentStatus.EXCEPTION
    status = ShipmentStatus.IN_TRANSIT if held else shipment.status
    return {"exception": None, "status": status.value}


def _change(session: Session, order: Order, shipment: Shipment, values: dict[str, Any]) -> None:
    table = tables.shipments
    of_parcel = (table.c.order_number == order.number, table.c.id == shipment.id)
    session.execute(update(table).where(*of_parcel).values(**values))

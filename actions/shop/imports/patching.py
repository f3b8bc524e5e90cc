"""Changing one order as its shop would, by a part of it in the shape of order files."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from actions.shop.backends.base import NotThere
from actions.shop.backends.sql import SqlOrders
from actions.shop.backends.writing import delete_order, insert_orders
from actions.shop.imports.importing import shop_today
from actions.shop.imports.one_order import read_order
from actions.shop.imports.reading import BadValue, Fields
from actions.shop.imports.storing import Shelves
from actions.shop.imports.writing import order_as_json
from actions.shop.order import Line, Order


def patch_order(session: Session, number: str, patch: Any, now: datetime) -> Order:
    """Put the keys of `patch` in place of the order's own; the result is checked like a file.

    Null takes a key away. A list stands for the whole list; an object in it takes what it leaves
    out from the old one with the same `id`, or if it names none, at the same place. Events are new.
    Raises BadValue, or NotThere for the order.
    """
    old = SqlOrders(session).find_order(number)
    if old is None:
        raise NotThere(f"order {number}")
    if not isinstance(patch, dict):
        raise BadValue(number, "must be an object")
    merged = _merged(order_as_json(old), patch)
    if merged.get("number") != number:
        raise BadValue(f"{number}.number", "cannot be changed")
    fields = Fields(merged, number, shop_today(session, now))
    new = read_order(fields, old.currency, Shelves(session))
    kept = {(line.sku, line.seller): line.reserved for line in old.lines}
    lines = tuple(_reserved(line, kept) for line in new.lines)
    new = replace(new, phone_asked=old.phone_asked, lines=lines)
    delete_order(session, number)
    insert_orders(session, [new])
    return new


def _reserved(line: Line, kept: dict[tuple[str, str], int]) -> Line:
    return replace(line, reserved=min(line.quantity, kept.get((line.sku, line.seller), 0)))


def _merged(old: Any, new: Any) -> Any:
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return new
    merged = dict(old)
    for key, value in new.items():
        if isinstance(value, list) and isinstance(old.get(key), list) and key != "events":
            merged[key] = [
                _merged(_counterpart(old[key], place, item), item)
                for place, item in enumerate(value)
            ]
        else:
            merged[key] = _merged(old.get(key), value)
    return {key: value for key, value in merged.items() if value is not None}


def _counterpart(old: list[Any], place: int, item: Any) -> Any:
    if isinstance(item, dict) and "id" in item:
        same = (known for known in old if isinstance(known, dict) and known.get("id") == item["id"])
        return next(same, None)
    return old[place] if place < len(old) else None

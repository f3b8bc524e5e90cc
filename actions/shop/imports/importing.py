"""One order file into the shop, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.shop import tables
from actions.shop.imports.content import Content
from actions.shop.imports.json_file import read_json
from actions.shop.imports.order_support import read_order_support
from actions.shop.imports.reading import BadValue, Today
from actions.shop.imports.storing import Shelves, store
from actions.shop.imports.tau_retail import read_tau_retail
from actions.shop.order import Word


class FileFormat(Word):
    ORDER_SUPPORT = "order-support"
    TAU_RETAIL = "tau-retail"


@dataclass(frozen=True)
class Imported:
    """What a file brought, counted."""

    format: FileFormat
    sellers: int
    products: int
    customers: int
    orders: int


def import_orders(
    session: Session,
    content: bytes,
    now: datetime,
    file_format: FileFormat | None = None,
    replace: bool = False,
) -> Imported:
    """Import the bytes of a file; the format is guessed when not given.

    Raises BadValue, which names the path of the first bad value; then the caller must not commit.
    """
    return import_data(session, read_json(content), now, file_format, replace)


def import_data(
    session: Session,
    data: Any,
    now: datetime,
    file_format: FileFormat | None = None,
    replace: bool = False,
) -> Imported:
    """Import what a file holds once it is parsed; see `import_orders`."""
    chosen = file_format or _guessed(data)
    content = _read(session, data, now, chosen)
    store(session, content, replace)
    return Imported(
        chosen,
        len(content.sellers),
        len(content.products),
        len(content.customers),
        len(content.orders),
    )


def shop_today(session: Session, now: datetime) -> Today:
    """The day in the time zone the shop was last told, or in UTC."""
    info = tables.shop_info
    zone = session.execute(select(info.c.value).where(info.c.key == "timezone")).scalar()
    return Today(now.replace(microsecond=0), ZoneInfo(zone or "UTC"))


def _read(session: Session, data: Any, now: datetime, file_format: FileFormat) -> Content:
    today = shop_today(session, now)
    if file_format is FileFormat.TAU_RETAIL:
        return read_tau_retail(data, today)
    return read_order_support(data, Shelves(session), today)


def _guessed(data: Any) -> FileFormat:
    if isinstance(data, dict):
        if "format" in data:
            return FileFormat.ORDER_SUPPORT
        if {"users", "orders", "products"} <= data.keys():
            return FileFormat.TAU_RETAIL
    names = " nor ".join(file_format.value for file_format in FileFormat)
    raise BadValue("file", f"is neither {names}")

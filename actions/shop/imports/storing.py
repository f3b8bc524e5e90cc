"""Puts the content of an order file into the tables. Checks only what the tables must say."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from actions.shop import tables
from actions.shop.backends.reading import CHUNK
from actions.shop.backends.writing import delete_order, insert_orders
from actions.shop.imports.content import Content
from actions.shop.imports.reading import BadValue
from actions.shop.order import Name, Product


class Shelves:
    """What the shop's tables hold already; each answer is looked up once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._found: dict[tuple[str, str], Any] = {}

    def has_seller(self, seller: str) -> bool:
        return self._row(tables.sellers, "id", seller) is not None

    def has_customer(self, customer: str) -> bool:
        return self._row(tables.customers, "id", customer) is not None

    def product_name(self, sku: str) -> Name | None:
        row = self._row(tables.products, "sku", sku)
        return None if row is None else Name(row.name_zh, row.name_en)

    def _row(self, table: Table, key: str, value: str) -> Any:
        place = (table.name, value)
        if place not in self._found:
            query = select(table).where(table.c[key] == value)
            self._found[place] = self._session.execute(query).first()
        return self._found[place]


def store(session: Session, content: Content, replace: bool) -> None:
    """Put everything in. Raises BadValue for an order that is there, unless it may be replaced.

    What was done for a replaced order stays written down.
    """
    there = _present(session, tables.orders.c.number, [order.number for order in content.orders])
    for order in content.orders:
        if order.number in there and not replace:
            raise BadValue(content.numbers[order.number], f"the shop has {order.number} already")
    for number in there:
        delete_order(session, number)
    if content.timezone:
        _upsert(session, tables.shop_info, "key", [_timezone(content.timezone)])
    _upsert(session, tables.sellers, "id", [_seller(*item) for item in content.sellers.items()])
    _store_products(session, list(content.products.values()))
    _upsert(session, tables.customers, "id", map(asdict, content.customers.values()))
    insert_orders(session, content.orders)


def _timezone(name: str) -> dict[str, Any]:
    return {"key": "timezone", "value": name}


def _seller(seller: str, name: Name) -> dict[str, Any]:
    return {"id": seller, "name_zh": name.zh, "name_en": name.en}


def _store_products(session: Session, products: list[Product]) -> None:
    _upsert(session, tables.products, "sku", map(_product, products))
    table = tables.product_offers
    for chunk in _chunks([product.sku for product in products]):
        session.execute(delete(table).where(table.c.sku.in_(chunk)))
    offers = [
        {"sku": product.sku, "position": position} | asdict(offer)
        for product in products
        for position, offer in enumerate(product.offers)
    ]
    if offers:
        session.execute(insert(table), offers)


def _product(product: Product) -> dict[str, Any]:
    return {
        "sku": product.sku,
        "name_zh": product.name.zh,
        "name_en": product.name.en,
        "options": product.options,
        "similar": list(product.similar),
    }


def _upsert(session: Session, table: Table, key: str, rows: Iterable[dict[str, Any]]) -> None:
    """Update the rows that are there, insert the others."""
    rows = list(rows)
    there = _present(session, table.c[key], [row[key] for row in rows])
    new = [row for row in rows if row[key] not in there]
    if new:
        session.execute(insert(table), new)
    old = [
        {"this_" + name: value for name, value in row.items()} for row in rows if row[key] in there
    ]
    if old:
        change = update(table).where(table.c[key] == bindparam("this_" + key))
        values = {name: bindparam("this_" + name) for name in rows[0] if name != key}
        session.connection().execute(change.values(values), old)


def _present(session: Session, column: Any, values: Collection[str]) -> set[str]:
    there: set[str] = set()
    for chunk in _chunks(list(values)):
        there |= set(session.execute(select(column).where(column.in_(chunk))).scalars())
    return there


def _chunks(values: list[str]) -> Iterable[list[str]]:
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))

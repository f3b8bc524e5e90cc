"""Shoppers to play the talks with: each has orders of their own, copied from the test orders."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.bench.talks import Talk
from bot.settings import ROOT

ORDERS = ROOT / "tests" / "data" / "orders"


@dataclass(frozen=True)
class Cast:
    """A talk, and the customer who will have it."""

    talk: Talk
    customer: str


def casts(talks: Sequence[Talk], count: int) -> Iterator[Cast]:
    """`count` of each talk, in turns, with customers that `order_file` knows."""
    for copy in range(count):
        yield from (Cast(talk, _customer(talk, copy)) for talk in talks)


def order_file(talks: Sequence[Talk], count: int) -> dict[str, Any]:
    """The orders of everybody in `casts`, as one order file."""
    files = {talk.orders: _read(talk.orders) for talk in talks}
    first = next(iter(files.values()))
    kept = {key: first[key] for key in ("format", "currency", "timezone", "sellers")}
    products = {each["sku"]: each for file in files.values() for each in file["products"]}
    copies = [_copied(files[talk.orders], talk, copy) for talk in talks for copy in range(count)]
    return {
        **kept,
        "products": list(products.values()),
        "customers": [customer for customer, _ in copies],
        "orders": [order for _, orders in copies for order in orders],
    }


def _customer(talk: Talk, copy: int) -> str:
    return f"{talk.orders}-{talk.customer}-{copy}"


def _copied(
    file: Mapping[str, Any], talk: Talk, copy: int
) -> tuple[Mapping[str, Any], list[Mapping[str, Any]]]:
    name = _customer(talk, copy)
    [customer] = [each for each in file["customers"] if each["id"] == talk.customer]
    orders = [each for each in file["orders"] if each["customer"] == talk.customer]
    return {**customer, "id": name}, [_renumbered(order, name, copy) for order in orders]


def _renumbered(order: Mapping[str, Any], customer: str, copy: int) -> Mapping[str, Any]:
    """The ids of payments and parcels hold the number's digits and change with it."""
    digits = str(order["number"])[2:]
    text = json.dumps(order).replace(digits, f"{copy:08d}{digits[-4:]}")
    return {**json.loads(text), "customer": customer}


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((ORDERS / f"{name}.json").read_text(encoding="utf-8"))
    return content

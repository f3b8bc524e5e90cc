"""What the shop knows about a conversation's case: its orders, the cause, what may be offered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from actions.shop import tables
from actions.shop.context import context_of
from actions.shop.diagnosis import diagnose
from actions.shop.engine import READING
from actions.shop.history import record_of
from actions.shop.order import Order
from actions.shop.policy import options
from actions.shop.shop import Shop, open_shop
from bot.desk.items import Item
from bot.desk.office import Office

SHOWN_ORDERS = 50


@dataclass(frozen=True)
class Fields:
    """What canned replies are filled with; None where it is not known."""

    name: str | None
    order: str | None
    date: str | None


@dataclass(frozen=True)
class Case:
    """`cause` is of what was found when the conversation came, `offered` what may be done now."""

    orders: tuple[str, ...]
    cause: str | None
    offered: tuple[str, ...]
    fields: Fields


def find_case(office: Office, item: Item) -> Case:
    with reading_shop(office) as shop:
        numbers = orders_of(shop, item)
        named = shop.orders.find_order(item.order) if item.order in numbers else None
        cause, offered = _findings(shop, named, item.finding)
        return Case(numbers[:SHOWN_ORDERS], cause, offered, _fields(office, item, named))


@contextmanager
def reading_shop(office: Office) -> Iterator[Shop]:
    """The shop for looking only."""
    engine = office.store.engine.execution_options(begins=READING)
    with open_shop(engine, office.policy, office.store.clock) as shop:
        yield shop


def orders_of(shop: Shop, item: Item) -> tuple[str, ...]:
    """The one it is about, the customer's orders, newest first, and those a guest proved."""
    own = shop.orders.orders_of(item.customer) if item.customer else ()
    proven = select(tables.proven_orders.c.number).where(
        tables.proven_orders.c.conversation == item.id
    )
    shown = shop.session.execute(proven.order_by(tables.proven_orders.c.number)).scalars()
    numbers = [*(order.number for order in own), *shown]
    if item.order and shop.orders.find_order(item.order) is not None:
        numbers.insert(0, item.order)
    return tuple(dict.fromkeys(numbers))


def _findings(
    shop: Shop, order: Order | None, finding: str | None
) -> tuple[str | None, tuple[str, ...]]:
    if order is None:
        return None, ()
    context = context_of(shop, order)
    findings = diagnose(order, context, shop.now)
    meant = next((each for each in findings if str(each.kind) == finding), findings[0])
    record = record_of(shop, order)
    offered = options(order, meant, context, shop.policy, shop.now, record)
    cause = str(meant.cause) if meant.cause else None
    return cause, tuple(str(option.kind) for option in offered)


def _fields(office: Office, item: Item, order: Order | None) -> Fields:
    name = item.name
    if name and item.language == "en":
        name = name.split()[0]
    parcel = order.shipment if order is not None else None
    promised = parcel.promised_at if parcel is not None else None
    day: date | None = None
    if promised is not None:
        day = promised.astimezone(office.policy.time_zone).date()
    return Fields(name, item.order, office.day(day, item.language) if day else None)

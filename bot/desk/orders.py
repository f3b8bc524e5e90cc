"""The order panel: an order as staff see it, what is wrong with it, and what may be done for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from actions.shop.context import findings_of
from actions.shop.order import Order
from actions.shop.remedies import open_requests
from actions.shop.shop import Shop
from actions.shop.showing import show_order
from actions.shop.timeline import Step, steps
from actions.speech import Speaker
from bot.answering import speaker_in
from bot.conversations.tables import uploads
from bot.desk.audit import What, record
from bot.desk.case import orders_of, reading_shop
from bot.desk.items import Item
from bot.desk.masks import mask_order
from bot.desk.office import Office
from bot.desk.possible import Possible, possible
from bot.desk.requests import Request, as_request


@dataclass(frozen=True)
class OrderView:
    """`order` is in the shape of `show-order --json`, masked."""

    order: Mapping[str, Any]
    steps: tuple[Step, ...]
    requests: tuple[Request, ...]
    can: tuple[Possible, ...]


@dataclass(frozen=True)
class Revealed:
    """None where the order has none."""

    value: str | None


def view_order(office: Office, item: Item, number: str) -> OrderView | None:
    """None where the order is no matter of this conversation, or does not exist."""
    with reading_shop(office) as shop:
        order = find_order(shop, item, number)
        shown = show_order(shop, number) if order is not None else None
        if order is None or shown is None:
            return None
        return OrderView(
            order=mask_order(shown),
            steps=steps(order, findings_of(shop, order)),
            requests=tuple(as_request(shop, r) for r in open_requests(shop) if r.order == number),
            can=possible(shop, order, photos_in(shop, item.id)),
        )


def find_order(shop: Shop, item: Item, number: str) -> Order | None:
    """The order, if the conversation is about it or it is its customer's."""
    order = shop.orders.find_order(number)
    return order if order is not None and number in orders_of(shop, item) else None


def photos_in(shop: Shop, conversation: str) -> tuple[str, ...]:
    """Ids of the photos the shopper sent in it."""
    query = select(uploads.c.id).where(uploads.c.conversation == conversation)
    return tuple(shop.session.execute(query.order_by(uploads.c.at, uploads.c.id)).scalars())


def reveal(
    office: Office, by: str, language: str, item: Item, number: str, field: str
) -> Revealed | None:
    """The `phone`, `email` or `address` of an order; that it was seen is written down.

    None where the order is no matter of this conversation.
    """
    with reading_shop(office) as shop:
        order = find_order(shop, item, number)
        if order is None:
            return None
        value = _personal(
            shop, order, field, speaker_in(office.policy, office.store.clock, language)
        )
    with office.store.write() as connection:
        now = office.store.now()
        record(
            connection, now, by, What.REVEALED, conversation=item.id, subject=number, field=field
        )
    return Revealed(value)


def _personal(shop: Shop, order: Order, field: str, speaker: Speaker) -> str | None:
    customer, address = shop.orders.find_customer(order.customer), order.address
    if field == "email":
        return customer.email if customer is not None else None
    if field == "phone":
        own = customer.phone if customer is not None else None
        return (address.phone if address is not None else "") or own
    return speaker.address(address) if address is not None else None

"""Judges ordering the same goods once more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from actions.shop.order import Address, Line
from actions.shop.policy.catalogue import new_order, offer_of, out_of_stock, ship_to
from actions.shop.policy.effects import Effect, RemedyKind
from actions.shop.policy.matter import Matter
from actions.shop.policy.refusals import (
    AlreadyOrderedAgain,
    OutOfStock,
    Refusal,
    UnknownLine,
    UnknownProduct,
)


def judge_reorder(matter: Matter) -> Effect | Refusal:
    """The same goods once more, at today's prices, to be paid by the shopper."""
    positions = matter.positions()
    if isinstance(positions, UnknownLine):
        return positions
    lines = _priced_today(matter, matter.lines(positions))
    if not isinstance(lines, tuple):
        return lines
    address = ship_to(matter)
    if not isinstance(address, Address):
        return address
    refusal = _ordered_again(matter) or matter.under_way() or out_of_stock(matter, lines)
    if refusal is not None:
        return refusal
    effect = new_order(matter, positions, lines, matter.order.shipping_fee)
    return replace(effect, address_after=address, to_pay=effect.new_total)


def _priced_today(matter: Matter, lines: tuple[Line, ...]) -> tuple[Line, ...] | Refusal:
    """The lines as they would be ordered now: at today's price and name."""
    priced = []
    for line in lines:
        product = matter.record.products.get(line.sku)
        if product is None:
            return UnknownProduct(line.sku)
        offer = offer_of(product, matter.wish.seller or line.seller)
        if offer is None:
            return OutOfStock((line.sku,))
        priced.append(Line(line.sku, product.name, line.quantity, offer.price, offer.seller))
    return tuple(priced)


def _ordered_again(matter: Matter) -> AlreadyOrderedAgain | None:
    since = matter.now - timedelta(minutes=matter.policy.reorder_again_minutes)
    made = [
        e
        for e in matter.record.entries
        if e.kind is RemedyKind.REORDER and e.new_order and e.at > since
    ]
    return AlreadyOrderedAgain(made[-1].new_order) if made else None

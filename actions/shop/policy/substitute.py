"""Judges other goods in place of what cannot be delivered: another seller, or a product alike.

The replaced lines are paid back to where the money came from and the new ones are paid anew, so
that every order's money stays its own. Where all lines are replaced, or nothing was paid yet, the
order is cancelled and a new one takes its place whole.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from actions.shop.order import Address, Line, OrderStatus, Product, SellerOffer
from actions.shop.policy.catalogue import (
    arrival,
    goods_total,
    new_order,
    offer_of,
    out_of_stock,
    ship_to,
)
from actions.shop.policy.changing import judge_change
from actions.shop.policy.effects import Effect, RemedyKind
from actions.shop.policy.matter import Matter
from actions.shop.policy.money import already_cancelled, money_back, refund_amount
from actions.shop.policy.refusals import (
    AlreadyOrderedAgain,
    NoProductNamed,
    NotSimilar,
    OutOfStock,
    Refusal,
    SameProduct,
    TooLate,
    UnknownLine,
    UnknownProduct,
)

GONE_OUT = frozenset({OrderStatus.SHIPPED, OrderStatus.DELIVERED})


def judge_substitute(matter: Matter) -> Effect | Refusal:
    if matter.wish.changes is not None:
        return judge_change(matter, matter.wish.changes)
    positions = _wanted(matter)
    if isinstance(positions, UnknownLine):
        return positions
    refusal = _refuse_state(matter, positions) or matter.under_way()
    if refusal is not None:
        return refusal
    lines = _other_lines(matter, positions)
    if not isinstance(lines, tuple):
        return lines
    address = ship_to(matter)
    if not isinstance(address, Address):
        return address
    short = out_of_stock(matter, lines)
    return short or _in_place(matter, positions, lines, address)


def substitutes(
    line: Line, products: dict[str, Product]
) -> tuple[tuple[Product, SellerOffer, Decimal], ...]:
    """What may stand in for a line and is in stock, with the difference of the line's price.

    The same product of other sellers first, then products alike; the cheapest first among each.
    """
    ordered = products.get(line.sku)
    if ordered is None:
        return ()
    like = [ordered, *(products[sku] for sku in ordered.similar if sku in products)]
    found = [
        (product, offer, (offer.price - line.unit_price) * line.quantity)
        for product in like
        for offer in product.offers
        if offer.stock >= line.quantity and (product.sku, offer.seller) != (line.sku, line.seller)
    ]
    return tuple(sorted(found, key=lambda each: (each[0].sku != line.sku, each[2])))


def _wanted(matter: Matter) -> tuple[int, ...] | UnknownLine:
    """The lines named; else those that are short of stock; else all."""
    if matter.wish.lines:
        return matter.positions()
    short = (p for p in range(len(matter.order.lines)) if matter.short_of_stock(p))
    return tuple(short) or matter.positions()


def _refuse_state(matter: Matter, positions: tuple[int, ...]) -> Refusal | None:
    if matter.cancelled:
        return already_cancelled(matter)
    left_behind = all(matter.short_of_stock(p) for p in positions)
    if matter.packed and (matter.order.status in GONE_OUT or not left_behind):
        return TooLate(RemedyKind.SUBSTITUTE, matter.order.status)
    done = (matter.done_with(p, RemedyKind.SUBSTITUTE) for p in positions)
    before = next((entry for entry in done if entry), None)
    return AlreadyOrderedAgain(before.new_order) if before else None


def _other_lines(matter: Matter, positions: tuple[int, ...]) -> tuple[Line, ...] | Refusal:
    wish = matter.wish
    if (wish.sku is None and wish.seller is None) or (wish.sku and len(positions) > 1):
        return NoProductNamed()
    found = []
    for line in matter.lines(positions):
        other = _other_line(matter, line)
        if not isinstance(other, Line):
            return other
        found.append(other)
    return tuple(found)


def _other_line(matter: Matter, line: Line) -> Line | Refusal:
    wish, products = matter.wish, matter.record.products
    sku = wish.sku or line.sku
    product, ordered = products.get(sku), products.get(line.sku)
    if product is None:
        return UnknownProduct(sku)
    if sku != line.sku and (ordered is None or sku not in ordered.similar):
        return NotSimilar(sku)
    offer = offer_of(product, wish.seller) if wish.seller else _cheapest(product, line)
    if offer is None:
        return OutOfStock((sku,))
    if (sku, offer.seller) == (line.sku, line.seller):
        return SameProduct()
    return Line(sku, product.name, line.quantity, offer.price, offer.seller)


def _cheapest(product: Product, line: Line) -> SellerOffer | None:
    others = [
        offer
        for offer in product.offers
        if offer.stock >= line.quantity and (product.sku, offer.seller) != (line.sku, line.seller)
    ]
    return min(others, key=lambda offer: offer.price, default=None)


def _in_place(
    matter: Matter, positions: tuple[int, ...], lines: tuple[Line, ...], address: Address
) -> Effect | Refusal:
    order = matter.order
    whole = matter.left <= 0 or len(positions) == len(order.lines)
    kept = tuple(line for p, line in enumerate(order.lines) if p not in positions)
    new = lines + kept if whole else lines
    fee = order.shipping_fee if whole else Decimal(0)
    amount = _amount_back(matter, positions, whole=whole)
    if not isinstance(amount, Decimal):
        return amount
    back, made = money_back(matter, amount), new_order(matter, positions, new, fee)
    first, last = arrival(matter, new, address)
    return replace(
        made,
        amount=amount,
        shares=back.shares,
        expected_from=back.expected_from,
        expected_until=back.expected_until,
        cancels=whole,
        address_after=address,
        difference=goods_total(lines) - goods_total(matter.lines(positions)),
        to_pay=made.new_total,
        delivery_from=first,
        delivery_until=last,
    )


def _amount_back(matter: Matter, positions: tuple[int, ...], *, whole: bool) -> Decimal | Refusal:
    if whole:
        return matter.left
    named = replace(matter.wish, lines=positions, amount=None)
    return refund_amount(replace(matter, wish=named))

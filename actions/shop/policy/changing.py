"""Judges changed needs: another size, colour or number of what was ordered, before it is packed.

The order is cancelled and a new one takes its place whole: what was paid goes back to where it came
from, and the new order is paid anew, so that every order's money stays its own.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal

from actions.shop.order import Address, Line, Product
from actions.shop.policy.catalogue import arrival, goods_total, ship_to, stock_of
from actions.shop.policy.effects import Effect, LineChange, RemedyKind
from actions.shop.policy.matter import Matter
from actions.shop.policy.money import CENT, already_cancelled, money_back
from actions.shop.policy.refusals import (
    AlreadyOrderedAgain,
    NoChangeNamed,
    NoSuchVariant,
    NothingChanges,
    NothingLeftOver,
    NotSoMany,
    OutOfStock,
    Refusal,
    TooLate,
    UnknownLine,
    UnknownProduct,
    VariantSoldOut,
)
from actions.shop.policy.variants import available, best_offer, variants_of, with_options


@dataclass(frozen=True)
class Changed:
    """The lines as they become, those left out gone; how many there are of the scarcest new one."""

    lines: tuple[Line, ...]
    in_stock: int


def judge_change(matter: Matter, changes: tuple[LineChange, ...]) -> Effect | Refusal:
    """A new order with the changed lines in place of this one, which is cancelled."""
    refusal = _refuse_state(matter) or matter.under_way()
    if refusal is not None:
        return refusal
    if not changes:
        return NoChangeNamed()
    changed = _changed(matter, changes)
    if not isinstance(changed, Changed):
        return changed
    address = ship_to(matter)
    if not isinstance(address, Address):
        return address
    return _in_place(matter, changed, address)


def _refuse_state(matter: Matter) -> Refusal | None:
    """Before packing only, and not while a bank still decides about the money."""
    if matter.cancelled:
        return already_cancelled(matter)
    if matter.packed:
        return TooLate(RemedyKind.SUBSTITUTE, matter.order.status)
    made = [e for e in matter.record.entries if e.kind is RemedyKind.SUBSTITUTE and e.new_order]
    return AlreadyOrderedAgain(made[-1].new_order) if made else matter.on_hold()


def _changed(matter: Matter, changes: tuple[LineChange, ...]) -> Changed | Refusal:
    lines: dict[int, Line | None] = dict(enumerate(matter.order.lines))
    held = Counter[tuple[str, str]]()
    for line in matter.order.lines:
        held[line.sku, line.seller] += line.reserved
    for change in changes:
        if change.line not in lines:
            return UnknownLine(change.line, len(matter.order.lines))
        other = _other_line(matter, matter.order.lines[change.line], change, held)
        if other is not None and not isinstance(other, Line):
            return other
        lines[change.line] = other
    left = tuple(line for line in lines.values() if line is not None)
    if not left:
        return NothingLeftOver()
    if left == matter.order.lines:
        return NothingChanges()
    return _if_there(matter, left, held)


def _other_line(
    matter: Matter, line: Line, change: LineChange, held: Counter[tuple[str, str]]
) -> Line | Refusal | None:
    """What a line becomes; None when it is taken out."""
    quantity = line.quantity if change.quantity is None else change.quantity
    if quantity == 0:
        return None
    product = _meant(matter, line, change)
    if not isinstance(product, Product):
        return product
    if (product.sku, quantity) == (line.sku, line.quantity) and change.seller is None:
        return line
    most = max((available(product, offer, held) for offer in product.offers), default=0)
    if most <= 0 and product.sku != line.sku:
        return VariantSoldOut(tuple(product.options.values()))
    offer = best_offer(product, change.seller or line.seller, quantity, held)
    if quantity < 0 or offer is None:
        return NotSoMany(quantity, most)
    return Line(product.sku, product.name, quantity, offer.price, offer.seller)


def _meant(matter: Matter, line: Line, change: LineChange) -> Product | Refusal:
    """The one variant that is wanted: by its sku or its options; else what was ordered."""
    variants = variants_of(line.sku, matter.record.products)
    if not variants:
        return UnknownProduct(line.sku)
    if change.sku is not None:
        named = (product for product in variants if product.sku == change.sku)
        return next(named, None) or UnknownProduct(change.sku)
    wanted = dict(change.options)
    found = with_options(wanted, variants[0], variants)
    if not found:
        return _not_made(wanted, variants)
    quantity = change.quantity or line.quantity
    there = (p for p in found if best_offer(p, line.seller, quantity, {}))
    return found[0] if line.sku in {p.sku for p in found} else next(there, found[0])


def _not_made(wanted: dict[str, str], variants: tuple[Product, ...]) -> NoSuchVariant:
    """Whether there is nothing of the kind, or not together with what the line has besides."""
    made = any(wanted.items() <= product.options.items() for product in variants)
    named = {**variants[0].options, **wanted} if made else wanted
    return NoSuchVariant(tuple(named.values()))


def _if_there(
    matter: Matter, lines: tuple[Line, ...], held: Counter[tuple[str, str]]
) -> Changed | OutOfStock:
    """The lines, if all of them together can be had."""
    wanted: Counter[tuple[str, str]] = Counter()
    for line in lines:
        wanted[line.sku, line.seller] += line.quantity
    stock = {place: held[place] + stock_of(matter, *place) for place in wanted}
    short = tuple(place[0] for place, count in wanted.items() if stock[place] < count)
    new = [stock[n.sku, n.seller] for n in lines if n not in matter.order.lines]
    return OutOfStock(short) if short else Changed(lines, min(new or stock.values()))


def _in_place(matter: Matter, changed: Changed, address: Address) -> Effect:
    order = matter.order
    goods, before = goods_total(changed.lines), goods_total(order.lines)
    discount = _discount(order.discount, goods, before)
    total = goods + order.shipping_fee - discount
    first, last = arrival(matter, changed.lines, address)
    return replace(
        money_back(matter, matter.left),
        cancels=True,
        changed=True,
        lines=order.lines,
        positions=tuple(range(len(order.lines))),
        new_lines=changed.lines,
        new_shipping_fee=order.shipping_fee,
        new_discount=discount,
        new_total=total,
        difference=total - order.total,
        to_pay=total,
        stock_suffices=True,
        address_after=address,
        in_stock=changed.in_stock,
        delivery_from=first,
        delivery_until=last,
    )


def _discount(discount: Decimal, goods: Decimal, before: Decimal) -> Decimal:
    """The same discount, and of fewer goods its part."""
    if goods >= before or before <= 0:
        return discount
    return (discount * goods / before).quantize(CENT, ROUND_DOWN)

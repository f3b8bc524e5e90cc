"""Judges goods at no price in place of those paid for: sent again, or exchanged."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from actions.shop.diagnosis.facts import due_at, parcel_of
from actions.shop.diagnosis.parcels import parcel_stuck
from actions.shop.order import (
    Address,
    ClaimKind,
    Line,
    OrderStatus,
)
from actions.shop.policy.approval import why_approval
from actions.shop.policy.catalogue import goods_total, new_order, offer_of, out_of_stock, ship_to
from actions.shop.policy.effects import Approval, Effect, RemedyKind
from actions.shop.policy.matter import Matter
from actions.shop.policy.refusals import (
    NotSimilar,
    OutOfStock,
    Refusal,
    TooEarly,
    UnknownLine,
    UnknownProduct,
    WrongState,
)
from actions.shop.policy.returns import (
    not_delivered,
    photo_missing,
    refuse_goods,
    sent_back,
    with_words,
)
from actions.shop.policy.windows import window_over


def judge_resend(matter: Matter) -> Effect | Refusal:
    """The same goods once more at no price, when the parcel is lost, stuck, late or harmed."""
    refusal = refuse_goods(matter) or _refuse_resend(matter)
    return refusal or _replacement(matter)


def judge_exchange(matter: Matter) -> Effect | Refusal:
    """Faulty goods go back, the same or like goods come at no price; always decided by a person."""
    if not matter.delivered:
        return not_delivered(matter)
    faulty = replace(matter, wish=replace(matter.wish, problem=ClaimKind.ITEM_PROBLEM))
    refusal = refuse_goods(matter) or window_over(faulty)
    if refusal is not None:
        return refusal
    effect = _replacement(matter)
    # Before it is known which goods are faulty, none of them speaks against exchanging others.
    unsure = isinstance(effect, OutOfStock) and not matter.wish.lines
    if not isinstance(effect, Effect) and not unsure:
        return effect
    refusal = photo_missing(matter)
    if refusal is not None or not isinstance(effect, Effect):
        return refusal or effect
    why = Approval.ITEM_PROBLEM
    effect = replace(effect, approval=True, approval_why=why, approval_limit=None)
    return sent_back(effect, matter)


def late_from(matter: Matter) -> datetime | None:
    """From when on a parcel is so late that it may be refunded or sent again."""
    parcel = parcel_of(matter.order)
    due = due_at(parcel, matter.policy.time_zone) if parcel else None
    return due + timedelta(days=matter.rules.late_parcel_days) if due else None


def _replacement(matter: Matter) -> Effect | Refusal:
    """A new order of the wished lines at no price; a person decides by what the goods are worth."""
    positions, address = matter.positions(), ship_to(matter)
    if isinstance(positions, UnknownLine):
        return positions
    if not isinstance(address, Address):
        return address
    old = matter.lines(positions)
    lines = _swapped(matter, old)
    if not isinstance(lines, tuple):
        return lines
    short = out_of_stock(matter, lines)
    if short is not None:
        return short
    why = why_approval(matter, goods_total(old))
    effect = replace(
        new_order(matter, positions, lines, Decimal(0)),
        address_after=address,
        difference=Decimal(0),
        approval=why is not None,
        approval_why=why.reason if why else None,
        approval_limit=why.limit if why else None,
    )
    return with_words(effect, matter)


def _swapped(matter: Matter, lines: tuple[Line, ...]) -> tuple[Line, ...] | Refusal:
    """The lines at no price; one line may become a like product, such as another size."""
    wanted = matter.wish.sku
    if wanted is None or len(lines) != 1 or wanted == lines[0].sku:
        return tuple(replace(line, unit_price=Decimal(0)) for line in lines)
    line, products = lines[0], matter.record.products
    ordered, other = products.get(line.sku), products.get(wanted)
    if other is None:
        return UnknownProduct(wanted)
    offer = offer_of(other, matter.wish.seller or line.seller)
    if ordered is None or wanted not in ordered.similar:
        return NotSimilar(wanted)
    if offer is None:
        return OutOfStock((wanted,))
    if offer.price > line.unit_price:
        return NotSimilar(wanted)
    return (Line(wanted, other.name, line.quantity, Decimal(0), offer.seller),)


def _refuse_resend(matter: Matter) -> Refusal | None:
    order, shipment = matter.order, matter.order.shipment
    claimed = matter.claims(ClaimKind.NOT_RECEIVED) or matter.claims(ClaimKind.ITEM_PROBLEM)
    if claimed and matter.delivered:
        return None
    if matter.delivered:
        return WrongState(RemedyKind.RESEND, order.status)
    if shipment is None or order.status is not OrderStatus.SHIPPED:
        return TooEarly(RemedyKind.RESEND, order.status)
    if matter.gone_astray or parcel_stuck(order, matter.context, matter.now):
        return None
    due = late_from(matter)
    return None if due and due <= matter.now else TooEarly(RemedyKind.RESEND, order.status, due)

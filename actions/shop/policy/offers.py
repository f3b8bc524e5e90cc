"""What may be offered for a finding: the shop's table, filtered by what the order allows now."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.shop.diagnosis import Context, Finding, FindingKind
from actions.shop.order import Order, Product, SellerOffer, ShipmentException
from actions.shop.policy.effects import Effect, Option, RemedyKind, Wish
from actions.shop.policy.judging import judge
from actions.shop.policy.matter import Matter
from actions.shop.policy.record import Record
from actions.shop.policy.refusals import (
    AddressIncomplete,
    EmailInvalid,
    NoProductNamed,
    PhoneInvalid,
    PhotoMissing,
    SlotMissing,
)
from actions.shop.policy.replacement import late_from
from actions.shop.policy.rules import Policy
from actions.shop.policy.substitute import substitutes

K = RemedyKind

# In the order in which they are offered. A finding that is not here offers nothing.
TABLE: dict[FindingKind, tuple[RemedyKind, ...]] = {
    FindingKind.PAYMENT_FAILED: (K.PAY_LINK, K.CANCEL),
    FindingKind.PAYMENT_NOT_CONFIRMED: (K.CONFIRM_PAYMENT, K.REFUND),
    FindingKind.CHARGED_TWICE: (K.REFUND_SURPLUS,),
    FindingKind.ADDRESS_INVALID: (K.CHANGE_ADDRESS, K.REDIRECT),
    FindingKind.ADDRESS_AMBIGUOUS: (K.CHANGE_ADDRESS, K.REDIRECT),
    FindingKind.NOT_SHIPPED_LATE: (K.SUBSTITUTE, K.CANCEL),
    FindingKind.OUT_OF_STOCK: (K.SUBSTITUTE, K.REFUND, K.CANCEL),
    FindingKind.PARCEL_DELAYED: (K.RESCHEDULE, K.RESEND, K.REFUND),
    FindingKind.PARCEL_STUCK: (K.TRACE, K.RESEND, K.REFUND),
    FindingKind.DELIVERY_FAILED: (K.RESCHEDULE, K.REDIRECT, K.RESEND, K.REFUND),
    FindingKind.DELIVERED_NOT_RECEIVED: (K.RESEND, K.REFUND),
    FindingKind.ITEM_PROBLEM: (K.RETURN, K.EXCHANGE),
    FindingKind.AUTO_CANCELLED: (K.REORDER, K.REFUND),
    FindingKind.CUSTOMER_CANCELLED: (K.REORDER, K.REFUND),
    FindingKind.DUPLICATE_ORDER: (K.CANCEL,),
    FindingKind.NOTHING_WRONG: (K.PAY_LINK,),
}

# What is refused only because the shopper has not said yet what exactly is wanted.
NOT_SAID_YET = (
    AddressIncomplete,
    PhoneInvalid,
    SlotMissing,
    NoProductNamed,
    PhotoMissing,
    EmailInvalid,
)
ALWAYS_APPROVED = frozenset({K.RETURN, K.EXCHANGE})


def options(
    order: Order,
    finding: Finding,
    context: Context,
    policy: Policy,
    now: datetime,
    record: Record | None = None,
) -> tuple[Option, ...]:
    """What may be offered for this finding right now, best first. May be empty.

    Without a record, the products are taken to be as the order and its context show them, and
    nothing is known that could stand in for them.
    """
    known = _with_products(record or Record(), order, context)
    found = [
        option
        for kind in TABLE.get(finding.kind, ())
        if (option := _option(order, kind, finding, context, known, policy, now)) is not None
    ]
    refunds = any(option.kind is K.REFUND for option in found)
    if finding.kind is FindingKind.OUT_OF_STOCK and refunds:
        found = [option for option in found if option.kind is not K.CANCEL]
    return tuple(found)


def _option(
    order: Order,
    kind: RemedyKind,
    finding: Finding,
    context: Context,
    record: Record,
    policy: Policy,
    now: datetime,
) -> Option | None:
    matter = Matter(order, kind, Wish(), context, record, policy, now)
    if kind is K.TRACE and (matter.gone_astray or _is_damaged(order)):
        return None
    if kind is K.SUBSTITUTE and not _can_stand_in(matter):
        return None
    if kind in (K.REFUND, K.RESEND) and _may_still_come(finding.kind, matter):
        return None
    wish = Wish(lines=_short_lines(matter)) if finding.kind is FindingKind.OUT_OF_STOCK else Wish()
    answer = judge(order, kind, wish, context, record, policy, now)
    if isinstance(answer, Effect):
        return Option(kind, answer.approval)
    if isinstance(answer, NOT_SAID_YET):
        return Option(kind, kind in ALWAYS_APPROVED)
    return None


def _may_still_come(finding: FindingKind, matter: Matter) -> bool:
    """Whether to wait for the parcel, or help it arrive, rather than to give up on it."""
    if finding is FindingKind.DELIVERY_FAILED:
        return not matter.gone_astray
    due = late_from(matter)
    late = due is not None and due <= matter.now
    return finding is FindingKind.PARCEL_DELAYED and not late


def _is_damaged(order: Order) -> bool:
    shipment = order.shipment
    return shipment is not None and shipment.exception is ShipmentException.DAMAGED


def _can_stand_in(matter: Matter) -> bool:
    """Whether anything may take the place of what cannot be delivered, or of any of it."""
    short = matter.lines(_short_lines(matter)) or matter.order.lines
    return any(substitutes(line, dict(matter.record.products)) for line in short)


def _short_lines(matter: Matter) -> tuple[int, ...]:
    return tuple(p for p in range(len(matter.order.lines)) if matter.short_of_stock(p))


def _with_products(record: Record, order: Order, context: Context) -> Record:
    """The record with a product for every line, made from the order where the shop gave none."""
    known = dict(record.products)
    for line in order.lines:
        stock = context.stock.get((line.sku, line.seller), 0)
        offer = SellerOffer(line.seller, line.unit_price, stock)
        known.setdefault(line.sku, Product(line.sku, line.name, offers=(offer,)))
    return replace(record, products=known)

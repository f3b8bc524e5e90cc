"""What staff answer to requests: a yes is judged again and done once, a no takes it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Union

from actions.shop import doing, ledger
from actions.shop.backends.base import ShopUnavailable
from actions.shop.context import context_of
from actions.shop.finishing import Done, Finished, Unknown, finish
from actions.shop.history import entries_of, record_of
from actions.shop.ledger import Remedy, RemedyStatus
from actions.shop.order import Order
from actions.shop.policy import Effect, Refusal, judge
from actions.shop.policy.refusals import AmountAbovePaid, AmountNotPositive
from actions.shop.shop import Shop, commit, roll_back, take_turn


@dataclass(frozen=True)
class RemedyNotFound:
    """No remedy of this id."""


@dataclass(frozen=True)
class NotOpen:
    """The remedy waits for nobody: it was answered already."""

    remedy: Remedy


Answer = Union[Finished, NotOpen, RemedyNotFound]  # noqa: UP007


def open_requests(shop: Shop) -> tuple[Remedy, ...]:
    """What waits for a person, oldest first: requests, and what is not known to have been done."""
    return ledger.remedies_in(shop, RemedyStatus.REQUESTED, RemedyStatus.UNKNOWN)


def approve(shop: Shop, staff: str, remedy_id: str, amount: Decimal | None = None) -> Answer:
    """A yes to a request: judged again, done once. `amount` gives back less. Commits.

    What is not known to have been done is tried again, by the same key. Refusals name what has
    changed since the request, which stays open.
    """
    remedy = _in_turn(shop, remedy_id)
    if remedy is None:
        return RemedyNotFound()
    if remedy.status is RemedyStatus.UNKNOWN:
        return finish(shop, remedy, staff)
    if remedy.status is not RemedyStatus.REQUESTED:
        return NotOpen(remedy)
    agreed = _agreed(shop, remedy, amount)
    if not isinstance(agreed, Decimal):
        return agreed
    detail = {"amount": str(agreed)} if remedy.effect.amount else {}
    ledger.move(shop, remedy, RemedyStatus.APPROVED, staff, detail)
    commit(shop)
    approved = ledger.find_remedy(shop, remedy_id)
    return finish(shop, approved, staff) if approved else RemedyNotFound()


def refuse(shop: Shop, staff: str, remedy_id: str, reason: str) -> Answer:
    """A no to a request, or to what is not known to have been done. Commits."""
    remedy = _in_turn(shop, remedy_id)
    if remedy is None:
        return RemedyNotFound()
    if remedy.status not in (RemedyStatus.REQUESTED, RemedyStatus.UNKNOWN):
        return NotOpen(remedy)
    requested = remedy.status is RemedyStatus.REQUESTED
    try:
        if requested:
            doing.take_back(shop, remedy)
    except ShopUnavailable:
        roll_back(shop)
        return Unknown(remedy)
    to = RemedyStatus.REFUSED if requested else RemedyStatus.FAILED
    ledger.move(shop, remedy, to, staff, {"reason": reason.strip()}, note=reason)
    commit(shop)
    return Done(ledger.find_remedy(shop, remedy_id) or remedy)


def _in_turn(shop: Shop, remedy_id: str) -> Remedy | None:
    """The remedy as it is while nobody else acts for its customer."""
    remedy = ledger.find_remedy(shop, remedy_id)
    if remedy is None:
        return None
    take_turn(shop, f"customer {remedy.customer}")
    return ledger.find_remedy(shop, remedy_id)


def _agreed(shop: Shop, remedy: Remedy, amount: Decimal | None) -> Decimal | Refusal:
    """The amount that goes back, 0 where none does; or what speaks against it now."""
    effect = _judged_again(shop, remedy)
    if not isinstance(effect, Effect):
        return effect
    if not remedy.effect.amount:
        return Decimal(0)
    asked = amount if amount is not None else remedy.effect.amount
    if not asked.is_finite() or asked <= 0 or asked != round(asked, 2):
        return AmountNotPositive(asked, effect.currency)
    most = min(effect.amount, remedy.effect.amount)
    return asked if asked <= most else AmountAbovePaid(asked, most, effect.currency)


def _judged_again(shop: Shop, remedy: Remedy) -> Effect | Refusal:
    """The judgement as if the request were made now; its windows count from when it was made."""
    entries = entries_of(shop, remedy.order, but=remedy.id)
    order = shop.orders.find_order(remedy.order)
    if order is None:
        raise LookupError(f"order {remedy.order} of remedy {remedy.id} is gone")
    free = _without(order, remedy)
    record = record_of(shop, free, remedy.wish, entries)
    context = context_of(shop, free)
    return judge(free, remedy.kind, remedy.wish, context, record, shop.policy, remedy.at)


def _without(order: Order, remedy: Remedy) -> Order:
    """The order as if this request had put no refunds on it."""
    own = doing.refunds_of(remedy)
    return replace(order, refunds=tuple(r for r in order.refunds if r.id not in own))

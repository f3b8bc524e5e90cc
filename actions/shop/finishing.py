"""Ends what was begun: writes at the shop, notes it, and mends what a crash left in between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Union

from actions.shop import doing, ledger
from actions.shop.backends.base import (
    NotEnoughStock,
    NotThere,
    RefundTooLarge,
    ShopUnavailable,
)
from actions.shop.ledger import By, Remedy, RemedyStatus
from actions.shop.policy import Refusal
from actions.shop.policy.refusals import OutOfStock, WrongState
from actions.shop.shop import Shop, commit, roll_back

# Younger rows may still be in the hands of a living process.
LEFT_ALONE = timedelta(minutes=1)

UNFINISHED = (RemedyStatus.DOING, RemedyStatus.APPROVED, RemedyStatus.UNKNOWN)


@dataclass(frozen=True)
class Done:
    remedy: Remedy


@dataclass(frozen=True)
class Requested:
    """Written down; staff or the carrier answers (`remedy.effect.waits_for`)."""

    remedy: Remedy


@dataclass(frozen=True)
class AlreadyDone:
    """This very proposal was carried out before; `remedy.status` tells how it stands now."""

    remedy: Remedy


@dataclass(frozen=True)
class Unknown:
    """The shop did not answer: it is not known whether it was done. Nothing is done twice."""

    remedy: Remedy


Finished = Union[Done, Requested, AlreadyDone, Unknown, Refusal]  # noqa: UP007


def finish(shop: Shop, remedy: Remedy, who: str = str(By.SHOPPER)) -> Finished:
    """Write what is to be written, by the remedy's key, and note it. Commits.

    However often it is called, and from wherever: the shop does each key once, and one caller
    alone notes it; the others are told AlreadyDone.
    """
    if remedy.status not in UNFINISHED:
        return AlreadyDone(remedy)
    approved = ledger.was_approved(shop, remedy)
    commit(shop)
    try:
        detail = (doing.complete if approved else doing.begin)(shop, remedy)
    except ShopUnavailable as silence:
        return _unknown(shop, remedy, who, str(silence))
    except (NotEnoughStock, RefundTooLarge, NotThere) as no:
        return _failed(shop, remedy, who, no)
    waits = remedy.effect.waits_for is not None and not approved
    status = RemedyStatus.REQUESTED if waits else RemedyStatus.DONE
    moved = ledger.move(shop, remedy, status, who, detail)
    commit(shop)
    now = _now(shop, remedy)
    if not moved:
        return AlreadyDone(now)
    return Requested(now) if waits else Done(now)


def mend(shop: Shop) -> tuple[Remedy, ...]:
    """Finish what a crash left half done; the remedies it touched, as they are then. Commits."""
    touched = []
    for remedy in ledger.remedies_in(shop, RemedyStatus.DOING, RemedyStatus.APPROVED):
        if ledger.touched_at(shop, remedy) < shop.now - LEFT_ALONE:
            finish(shop, remedy, str(By.SYSTEM))
            touched.append(_now(shop, remedy))
    return tuple(touched)


def _unknown(shop: Shop, remedy: Remedy, who: str, note: str) -> Finished:
    roll_back(shop)
    moved = ledger.move(shop, remedy, RemedyStatus.UNKNOWN, who, note=note)
    commit(shop)
    now = _now(shop, remedy)
    return Unknown(now) if moved else AlreadyDone(now)


def _failed(shop: Shop, remedy: Remedy, who: str, no: Exception) -> Finished:
    """The shop said no, so nothing came of this try: it moved after we looked."""
    roll_back(shop)
    moved = ledger.move(shop, remedy, RemedyStatus.FAILED, who, note=repr(no))
    commit(shop)
    if not moved:
        return AlreadyDone(_now(shop, remedy))
    if isinstance(no, NotEnoughStock):
        return OutOfStock((no.sku,))
    order = shop.orders.find_order(remedy.order)
    if order is None:
        raise no
    return WrongState(remedy.kind, order.status)


def _now(shop: Shop, remedy: Remedy) -> Remedy:
    return ledger.find_remedy(shop, remedy.id) or remedy

"""The two verbs behind every effect: `propose` shows what would come, `carry_out` does it once.

Each remedy is written down and committed before anything is written at the shop, so that a crash in
between leaves a trace, from which `finishing` ends it. Staff answer requests in `answering`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Union

from sqlalchemy.exc import IntegrityError

from actions.shop import doing, ledger
from actions.shop.access import OrderNotFound, Shopper, access_order
from actions.shop.answering import (
    Answer,
    NotOpen,
    RemedyNotFound,
    approve,
    open_requests,
    refuse,
)
from actions.shop.context import context_of
from actions.shop.finishing import (
    AlreadyDone,
    Done,
    Finished,
    Requested,
    Unknown,
    finish,
    mend,
)
from actions.shop.history import entries_of, record_of
from actions.shop.ledger import By, Proposal, Remedy, RemedyStatus, remedies_of
from actions.shop.order import Order
from actions.shop.policy import Effect, Entry, Refusal, RemedyKind, Wish, judge
from actions.shop.shop import Shop, commit, roll_back, take_turn

__all__ = [
    "AlreadyDone",
    "Answer",
    "By",
    "Changed",
    "Done",
    "NotOpen",
    "OrderNotFound",
    "Outcome",
    "Proposal",
    "ProposalGone",
    "Remedy",
    "RemedyNotFound",
    "RemedyStatus",
    "Requested",
    "Unknown",
    "approve",
    "carry_out",
    "mend",
    "open_requests",
    "propose",
    "record_of",
    "refuse",
    "remedies_of",
]


@dataclass(frozen=True)
class Changed:
    """The order moved since it was shown, and the effect with it: show this one, ask again."""

    proposal: Proposal


@dataclass(frozen=True)
class ProposalGone:
    """No such proposal in this conversation, or it has expired."""


Outcome = Union[Finished, Changed, ProposalGone, OrderNotFound, Refusal]  # noqa: UP007


def propose(
    shop: Shop, shopper: Shopper, number: str, kind: RemedyKind, wish: Wish
) -> Proposal | OrderNotFound | Refusal:
    """What doing `kind` would bring, written down to be shown for a yes; nothing is done."""
    order = access_order(shop, shopper, number)
    if isinstance(order, OrderNotFound):
        return order
    effect = _judged(shop, order, kind, wish)
    return _shown(shop, shopper, order, wish, effect) if isinstance(effect, Effect) else effect


def carry_out(shop: Shop, shopper: Shopper, proposal_id: str, staff: str | None = None) -> Outcome:
    """Do what was shown, once, however often it is asked for. Commits.

    `staff` is who of them does it for the shopper.
    """
    who = staff or str(By.SHOPPER)
    proposal = ledger.find_proposal(shop, proposal_id)
    if proposal is None or proposal.conversation != shopper.conversation:
        return ProposalGone()
    seen = access_order(shop, shopper, proposal.order)
    if isinstance(seen, OrderNotFound):
        return seen
    before = ledger.remedy_of_proposal(shop, proposal.id)
    if before is not None:
        return finish(shop, before, who)
    if proposal.until <= shop.now:
        return ProposalGone()
    begun = _begin(shop, shopper, proposal, seen, By.STAFF if staff else By.SHOPPER)
    return finish(shop, begun, who) if isinstance(begun, Remedy) else begun


def _begin(
    shop: Shop, shopper: Shopper, proposal: Proposal, seen: Order, by: By
) -> Remedy | Changed | OrderNotFound | Refusal:
    """Judge again while nobody else acts for this customer, and commit that it is being done."""
    take_turn(shop, f"customer {seen.customer}")
    before = ledger.remedy_of_proposal(shop, proposal.id)
    if before is not None:
        return before
    entries = entries_of(shop, seen.number)
    order = shop.orders.find_order(seen.number)
    if order is None:
        return OrderNotFound(seen.number)
    effect = _judged(shop, order, proposal.kind, proposal.wish, entries)
    if not isinstance(effect, Effect):
        return effect
    if effect != proposal.effect:
        return Changed(_shown(shop, shopper, order, proposal.wish, effect))
    return _written_down(shop, _remedy(shop, proposal, order, by))


def _remedy(shop: Shop, proposal: Proposal, order: Order, by: By) -> Remedy:
    return Remedy(
        id=ledger.new_reference("R"),
        order=order.number,
        customer=order.customer,
        kind=proposal.kind,
        status=RemedyStatus.DOING,
        at=shop.now,
        by=by,
        wish=proposal.wish,
        effect=proposal.effect,
        detail=doing.detail_before(proposal.effect),
        conversation=proposal.conversation,
        proposal=proposal.id,
    )


def _written_down(shop: Shop, remedy: Remedy) -> Remedy:
    """The remedy, committed; or the one another wrote for the same proposal at the same moment."""
    try:
        ledger.add_remedy(shop, remedy)
        commit(shop)
    except IntegrityError:
        roll_back(shop)
        other = ledger.remedy_of_proposal(shop, remedy.proposal)
        if other is None:
            raise
        return other
    return remedy


def _judged(
    shop: Shop,
    order: Order,
    kind: RemedyKind,
    wish: Wish,
    entries: tuple[Entry, ...] | None = None,
) -> Effect | Refusal:
    record = record_of(shop, order, wish, entries)
    context = context_of(shop, order)
    return judge(order, kind, wish, context, record, shop.policy, shop.now)


def _shown(shop: Shop, shopper: Shopper, order: Order, wish: Wish, effect: Effect) -> Proposal:
    """The proposal of this effect: the one that was shown already, if nothing about it changed."""
    waiting = ledger.waiting_proposals(shop, shopper.conversation, order.number, effect.kind)
    same = next((p for p in waiting if p.effect == effect and p.wish == wish), None)
    proposal = Proposal(
        id=same.id if same else ledger.new_reference("P"),
        order=order.number,
        kind=effect.kind,
        wish=wish,
        effect=effect,
        until=shop.now + timedelta(minutes=shop.policy.proposal_minutes),
        conversation=shopper.conversation,
    )
    ledger.save_proposal(shop, proposal)
    return proposal

"""Remedies that staff do for a shopper: shown first, done once, told in the conversation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actions.sentences import effects
from actions.shop import remedies
from actions.shop.access import OrderNotFound, Shopper
from actions.shop.ledger import RemedyStatus, find_proposal
from actions.shop.order import Order
from actions.shop.policy import Refusal, RemedyKind, Wish
from actions.shop.remedies import (
    AlreadyDone,
    Changed,
    Done,
    Proposal,
    ProposalGone,
    Remedy,
    Requested,
    Unknown,
)
from actions.shop.shop import Shop, open_shop
from bot.answering import Speak, tell
from bot.desk.accounts import Staff
from bot.desk.audit import What, record
from bot.desk.effects import Json, effect_as_json
from bot.desk.items import Item
from bot.desk.office import Office
from bot.desk.orders import find_order, photos_in
from bot.desk.words import effect_words, refusal_words

CAME_TO_NOTHING = frozenset({RemedyStatus.FAILED, RemedyStatus.REFUSED})
WITH_PHOTOS = frozenset({RemedyKind.RETURN, RemedyKind.EXCHANGE, RemedyKind.CLAIM})


@dataclass(frozen=True)
class Shown:
    """What doing it would bring, in words and as values."""

    proposal: str
    effect: Json
    text: str


@dataclass(frozen=True)
class Refused:
    """`code` names the refusal, `text` says it in the language of who asked."""

    code: str
    text: str


@dataclass(frozen=True)
class ShownAnew:
    """The order has moved since: this is what it would bring now."""

    shown: Shown


@dataclass(frozen=True)
class Carried:
    """It is done, or asked for; `first` is False where that came about before."""

    remedy: Remedy
    first: bool


def propose(
    office: Office, me: Staff, item: Item, number: str, kind: RemedyKind, wish: Wish, reason: str
) -> Shown | Refused | OrderNotFound:
    """Judge it and write down what it would bring; nothing is done. `reason` is for the audit."""
    with open_shop(office.store.engine, office.policy, office.store.clock) as shop:
        order = find_order(shop, item, number)
        if order is None:
            return OrderNotFound(number)
        if kind in WITH_PHOTOS:
            wish = replace(wish, uploads=photos_in(shop, item.id))
        answer = remedies.propose(shop, _for(item, order), number, kind, wish)
        if isinstance(answer, OrderNotFound):
            return answer
        if not isinstance(answer, Proposal):
            return _refused(office, me, order, answer)
        detail = {"kind": str(kind), "proposal": answer.id, "reason": reason}
        _record(shop, me, What.REMEDY_SHOWN, item, number, **detail)
        return _shown(office, me, order, answer)


def carry_out(
    office: Office, me: Staff, item: Item, proposal: str
) -> Carried | ShownAnew | Unknown | Refused | ProposalGone:
    """Do what was shown, once, and tell the shopper. Judged again: an order may have moved."""
    with open_shop(office.store.engine, office.policy, office.store.clock) as shop:
        found = find_proposal(shop, proposal)
        order = find_order(shop, item, found.order) if found is not None else None
        if order is None:
            return ProposalGone()
        outcome = remedies.carry_out(shop, _for(item, order), proposal, me.name)
        if isinstance(outcome, OrderNotFound | ProposalGone):
            return ProposalGone()
        if isinstance(outcome, Changed):
            return ShownAnew(_shown(office, me, order, outcome.proposal))
        if isinstance(outcome, Unknown):
            _note(shop, me, item, outcome.remedy)
            return outcome
        if not isinstance(outcome, Done | Requested | AlreadyDone):
            return _refused(office, me, order, outcome)
        if isinstance(outcome, AlreadyDone):
            if outcome.remedy.status in CAME_TO_NOTHING:
                return ProposalGone()
            return Carried(outcome.remedy, first=False)
        _note(shop, me, item, outcome.remedy)
        after = shop.orders.find_order(order.number) or order
    tell(office.store, office.policy, outcome.remedy, _telling(after, outcome))
    return Carried(outcome.remedy, first=True)


def _for(item: Item, order: Order) -> Shopper:
    """Staff act for whom the order belongs to; that they may was looked at."""
    return Shopper(item.id, order.customer)


def _telling(order: Order, outcome: Done | Requested) -> Speak:
    say = effects.done if isinstance(outcome, Done) else effects.requested
    return lambda turn: say(turn, order, outcome.remedy)


def _shown(office: Office, me: Staff, order: Order, proposal: Proposal) -> Shown:
    text = effect_words(office, order, proposal.effect, me.locale)
    return Shown(proposal.id, effect_as_json(proposal.effect), text)


def _refused(office: Office, me: Staff, order: Order, refusal: Refusal) -> Refused:
    return Refused(code_of(refusal), refusal_words(office, order, refusal, me.locale))


def code_of(refusal: Refusal) -> str:
    """`AmountAbovePaid` -> `amount_above_paid`."""
    name = type(refusal).__name__
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


def _note(shop: Shop, me: Staff, item: Item, remedy: Remedy) -> None:
    detail = {"kind": str(remedy.kind), "order": remedy.order, "status": str(remedy.status)}
    detail["proposal"] = remedy.proposal
    _record(shop, me, What.REMEDY_DONE, item, remedy.id, **detail)


def _record(shop: Shop, me: Staff, what: What, item: Item, subject: str, **detail: str) -> None:
    connection = shop.session.connection()
    record(connection, shop.now, me.name, what, conversation=item.id, subject=subject, **detail)

"""What staff decide about requests: judged again, done once, told in the conversation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from actions.shop import remedies
from actions.shop.ledger import Remedy, find_remedy
from actions.shop.remedies import AlreadyDone, Answer, Done, NotOpen, RemedyNotFound, Unknown
from actions.shop.shop import Shop
from bot.answering import answer_request
from bot.desk.accounts import Role, Staff
from bot.desk.audit import What, record
from bot.desk.case import reading_shop
from bot.desk.office import Office
from bot.desk.remedies import Refused, code_of
from bot.desk.requests import Answered, answer_to, asked_by
from bot.desk.words import refusal_words


@dataclass(frozen=True)
class AnsweredBefore:
    """Somebody answered it already; this is how it stands."""

    remedy: Remedy
    answered: Answered | None


@dataclass(frozen=True)
class OwnRequest:
    """An agent does not approve what they asked for themselves."""


Decided = Done | AnsweredBefore | OwnRequest | Unknown | Refused | RemedyNotFound


def approve(office: Office, me: Staff, remedy_id: str, amount: Decimal | None) -> Decided:
    """Say yes; `amount` gives back less than was asked for."""
    with reading_shop(office) as shop:
        remedy = find_remedy(shop, remedy_id)
        own = remedy is not None and asked_by(shop, remedy) == me.name
    if own and not me.role.covers(Role.SUPERVISOR):
        return OwnRequest()

    def do(shop: Shop) -> Answer:
        return remedies.approve(shop, me.name, remedy_id, amount)

    return _decided(office, me, remedy_id, What.APPROVED, do, "")


def refuse(office: Office, me: Staff, remedy_id: str, reason: str) -> Decided:
    """Say no; the shopper reads the reason."""

    def do(shop: Shop) -> Answer:
        return remedies.refuse(shop, me.name, remedy_id, reason)

    return _decided(office, me, remedy_id, What.REFUSED, do, reason)


def _decided(
    office: Office,
    me: Staff,
    remedy_id: str,
    what: What,
    do: Callable[[Shop], Answer],
    reason: str,
) -> Decided:
    def do_and_note(shop: Shop) -> Answer:
        answer = do(shop)
        if isinstance(answer, Done):
            _note(shop, me, what, answer.remedy, reason)
        return answer

    store = office.store
    answer = answer_request(store, office.policy, store.clock, me.name, reason, do_and_note)
    if isinstance(answer, Done | RemedyNotFound | Unknown):
        return answer
    with reading_shop(office) as shop:
        if isinstance(answer, NotOpen | AlreadyDone):
            return AnsweredBefore(answer.remedy, answer_to(shop, answer.remedy))
        return _refused(office, me, shop, remedy_id, answer)


def _refused(office: Office, me: Staff, shop: Shop, remedy_id: str, answer: Any) -> Refused:
    """What speaks against it now; the request stays open."""
    remedy = find_remedy(shop, remedy_id)
    order = shop.orders.find_order(remedy.order) if remedy is not None else None
    if order is None:
        raise LookupError(f"the order of {remedy_id} is gone")
    return Refused(code_of(answer), refusal_words(office, order, answer, me.locale))


def _note(shop: Shop, me: Staff, what: What, remedy: Remedy, reason: str) -> None:
    detail = {"kind": str(remedy.kind), "order": remedy.order}
    detail |= {"reason": reason} if reason else {"amount": str(remedy.detail.get("amount", ""))}
    record(
        shop.session.connection(),
        shop.now,
        me.name,
        what,
        conversation=remedy.conversation,
        subject=remedy.id,
        **detail,
    )

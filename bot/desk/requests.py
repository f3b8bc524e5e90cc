"""Requests: what the policy does not allow without a person, and how it was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from actions.shop import tables
from actions.shop.ledger import By, Remedy, RemedyStatus, find_remedy
from actions.shop.remedies import open_requests
from actions.shop.shop import Shop
from bot.conversations.tables import conversations
from bot.desk.case import reading_shop
from bot.desk.office import Office

SHOWN = 100
ANSWERS = (RemedyStatus.APPROVED, RemedyStatus.REFUSED)


@dataclass(frozen=True)
class Answered:
    """Who answered a request, and when."""

    by: str
    at: datetime


@dataclass(frozen=True)
class Request:
    """`customer` is the name, not masked; `answered` is None while it waits."""

    remedy: Remedy
    customer: str | None
    conversation: str | None
    answered: Answered | None

    @property
    def why(self) -> str:
        """A line of the policy; else who has to answer, or that nobody knows what came of it."""
        if self.remedy.status is RemedyStatus.UNKNOWN:
            return "outcome_unknown"
        effect = self.remedy.effect
        return str(effect.approval_why or effect.waits_for or "")


def open_ones(office: Office) -> list[Request]:
    """What waits for people, the oldest first."""
    with reading_shop(office) as shop:
        return [as_request(shop, remedy) for remedy in open_requests(shop)]


def answered_ones(office: Office) -> list[Request]:
    """The requests answered last, the latest answer first."""
    event = tables.remedy_events.c
    newest = (
        select(event.remedy)
        .where(event.status.in_([str(status) for status in ANSWERS]))
        .group_by(event.remedy)
        .order_by(func.max(event.id).desc())
        .limit(SHOWN)
    )
    with reading_shop(office) as shop:
        ids = shop.session.execute(newest).scalars().all()
        found = (find_remedy(shop, each) for each in ids)
        return [as_request(shop, remedy) for remedy in found if remedy is not None]


def as_request(shop: Shop, remedy: Remedy) -> Request:
    customer = shop.orders.find_customer(remedy.customer)
    here = select(conversations.c.id).where(conversations.c.id == remedy.conversation)
    name = customer.name if customer is not None else None
    talk = shop.session.execute(here).scalar()
    return Request(remedy, name, talk, answer_to(shop, remedy))


def answer_to(shop: Shop, remedy: Remedy) -> Answered | None:
    event = tables.remedy_events.c
    query = (
        select(event.by, event.at)
        .where(event.remedy == remedy.id, event.status.in_([str(status) for status in ANSWERS]))
        .order_by(event.id.desc())
    )
    row = shop.session.execute(query).first()
    return None if row is None else Answered(row.by, row.at)


def asked_by(shop: Shop, remedy: Remedy) -> str | None:
    """Who of the staff asked for it; None where the shopper did."""
    event = tables.remedy_events.c
    query = (
        select(event.by)
        .where(event.remedy == remedy.id, event.status == str(RemedyStatus.REQUESTED))
        .order_by(event.id)
    )
    found: str | None = shop.session.execute(query).scalar()
    return found if remedy.by is By.STAFF else None

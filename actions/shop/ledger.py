"""The ledger: what was shown for a yes, what was decided, done and answered. It decides nothing."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select, update

from actions.shop import tables
from actions.shop.order import Word
from actions.shop.plain import from_plain, to_plain
from actions.shop.policy import Effect, RemedyKind, Wish
from actions.shop.shop import Shop

# Neither 0 and O nor 1, I and L: these numbers are read out on the phone.
SPEAKABLE = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LONGEST_NOTE = 1000


class RemedyStatus(Word):
    REQUESTED = "requested"
    APPROVED = "approved"
    REFUSED = "refused"
    DOING = "doing"
    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"


class By(Word):
    SHOPPER = "shopper"
    STAFF = "staff"
    SYSTEM = "system"


@dataclass(frozen=True)
class Remedy:
    """One row of the ledger. `id` is the reference number people say, such as R-7K4P-93QX."""

    id: str
    order: str
    customer: str
    kind: RemedyKind
    status: RemedyStatus
    at: datetime
    by: By
    wish: Wish
    effect: Effect
    detail: Mapping[str, Any]
    conversation: str | None
    proposal: str

    @property
    def agreed(self) -> Effect:
        """The effect as it came about: people may give back less than was asked for."""
        amount = Decimal(self.detail.get("amount", self.effect.amount))
        return self.effect.lowered(amount) if amount < self.effect.amount else self.effect


@dataclass(frozen=True)
class Proposal:
    """What was shown for a yes. `id` is what the yes must name; it counts until `until`."""

    id: str
    order: str
    kind: RemedyKind
    wish: Wish
    effect: Effect
    until: datetime
    conversation: str


def new_reference(prefix: str) -> str:
    """A fresh number such as R-7K4P-93QX."""
    letters = [secrets.choice(SPEAKABLE) for _ in range(8)]
    return f"{prefix}-{''.join(letters[:4])}-{''.join(letters[4:])}"


# --- proposals ------------------------------------------------------------------------------------


def find_proposal(shop: Shop, proposal_id: str) -> Proposal | None:
    table = tables.proposals
    row = shop.session.execute(select(table).where(table.c.id == proposal_id)).mappings().first()
    return _proposal(row) if row else None


def waiting_proposals(
    shop: Shop, conversation: str, number: str, kind: RemedyKind
) -> tuple[Proposal, ...]:
    """What was shown in this conversation for this order and is neither expired nor carried out."""
    table, done = tables.proposals, tables.remedies
    query = select(table).where(
        table.c.conversation == conversation,
        table.c.order_number == number,
        table.c.kind == str(kind),
        table.c.until > shop.now,
        ~select(done.c.id).where(done.c.proposal == table.c.id).exists(),
    )
    return tuple(_proposal(row) for row in shop.session.execute(query).mappings())


def save_proposal(shop: Shop, proposal: Proposal) -> None:
    """Write it down, or write down anew what is known by this id."""
    table = tables.proposals
    row = {
        "id": proposal.id,
        "conversation": proposal.conversation,
        "order_number": proposal.order,
        "kind": str(proposal.kind),
        "wish": to_plain(proposal.wish),
        "effect": to_plain(proposal.effect),
        "at": shop.now,
        "until": proposal.until,
    }
    changed = shop.session.execute(update(table).where(table.c.id == proposal.id).values(row))
    if not changed.rowcount:
        shop.session.execute(insert(table).values(row))


def _proposal(row: Mapping[str, Any]) -> Proposal:
    return Proposal(
        id=row["id"],
        order=row["order_number"],
        kind=RemedyKind(row["kind"]),
        wish=from_plain(Wish, row["wish"]),
        effect=from_plain(Effect, row["effect"]),
        until=row["until"],
        conversation=row["conversation"],
    )


# --- remedies -------------------------------------------------------------------------------------


def add_remedy(shop: Shop, remedy: Remedy) -> None:
    """Write a remedy down with its first event. IntegrityError: its proposal has one already."""
    row = {
        "id": remedy.id,
        "proposal": remedy.proposal,
        "conversation": remedy.conversation,
        "customer": remedy.customer,
        "order_number": remedy.order,
        "kind": str(remedy.kind),
        "status": str(remedy.status),
        "at": remedy.at,
        "by": str(remedy.by),
        "wish": to_plain(remedy.wish),
        "detail": dict(remedy.detail),
    }
    shop.session.execute(insert(tables.remedies).values(row))
    add_event(shop, remedy.id, str(remedy.by), remedy.status)


def move(
    shop: Shop,
    remedy: Remedy,
    to: RemedyStatus,
    who: str,
    detail: Mapping[str, Any] | None = None,
    note: str = "",
) -> bool:
    """Move a remedy on from the status it was read in; False if it has moved meanwhile."""
    table = tables.remedies
    row = {"status": str(to), "detail": {**remedy.detail, **(detail or {})}}
    here = (table.c.id == remedy.id, table.c.status == str(remedy.status))
    moved = bool(shop.session.execute(update(table).where(*here).values(row)).rowcount)
    if moved:
        add_event(shop, remedy.id, who, to, note)
    return moved


def add_event(shop: Shop, remedy_id: str, who: str, status: RemedyStatus, note: str = "") -> None:
    row = {
        "remedy": remedy_id,
        "at": shop.now,
        "by": who[:64],
        "status": str(status),
        "note": note[:LONGEST_NOTE],
    }
    shop.session.execute(insert(tables.remedy_events).values(row))


def find_remedy(shop: Shop, remedy_id: str) -> Remedy | None:
    found = _remedies(shop, tables.remedies.c.id == remedy_id)
    return found[0] if found else None


def remedy_of_proposal(shop: Shop, proposal_id: str) -> Remedy | None:
    found = _remedies(shop, tables.remedies.c.proposal == proposal_id)
    return found[0] if found else None


def remedies_of(shop: Shop, number: str) -> tuple[Remedy, ...]:
    """The ledger of an order, oldest first."""
    return _remedies(shop, tables.remedies.c.order_number == number)


def remedies_in(shop: Shop, *statuses: RemedyStatus) -> tuple[Remedy, ...]:
    """All remedies in one of these statuses, oldest first."""
    return _remedies(shop, tables.remedies.c.status.in_([str(s) for s in statuses]))


def was_approved(shop: Shop, remedy: Remedy) -> bool:
    table = tables.remedy_events
    query = select(table.c.id).where(
        table.c.remedy == remedy.id, table.c.status == str(RemedyStatus.APPROVED)
    )
    return shop.session.execute(query.limit(1)).first() is not None


def touched_at(shop: Shop, remedy: Remedy) -> datetime:
    """When something was last noted about it."""
    table = tables.remedy_events
    query = select(table.c.at).where(table.c.remedy == remedy.id).order_by(table.c.id.desc())
    newest: datetime | None = shop.session.execute(query.limit(1)).scalar()
    return newest or remedy.at


def _remedies(shop: Shop, condition: object) -> tuple[Remedy, ...]:
    table, shown = tables.remedies, tables.proposals
    query = (
        select(table, shown.c.effect)
        .join(shown, shown.c.id == table.c.proposal)
        .where(condition)
        .order_by(table.c.at, table.c.id)
    )
    return tuple(_remedy(row) for row in shop.session.execute(query).mappings())


def _remedy(row: Mapping[str, Any]) -> Remedy:
    return Remedy(
        id=row["id"],
        order=row["order_number"],
        customer=row["customer"],
        kind=RemedyKind(row["kind"]),
        status=RemedyStatus(row["status"]),
        at=row["at"],
        by=By(row["by"]),
        wish=from_plain(Wish, row["wish"]),
        effect=from_plain(Effect, row["effect"]),
        detail=row["detail"],
        conversation=row["conversation"],
        proposal=row["proposal"],
    )

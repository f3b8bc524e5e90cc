"""Taking back what people left behind: they are gone, or say nothing while a shopper waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from actions.shop.order import Word
from actions.shop.policy.rules import DeskRules
from bot.conversations.handover import Move, Owner
from bot.conversations.moving import make_move
from bot.conversations.tables import conversations, handovers, queue_entries
from bot.conversations.thread import hold
from bot.desk.accounts import Presence, list_staff
from bot.desk.audit import DESK, What, record
from bot.desk.giving import GIVEN, UNANSWERED
from bot.desk.office import Office
from bot.desk.presence import presence_of
from bot.desk.tables import audit
from bot.desk.waiting import tell_passed_on


class Lost(Word):
    """Why somebody has a conversation no more."""

    GONE = "gone"
    UNANSWERED = UNANSWERED


@dataclass(frozen=True)
class Holding:
    """What somebody has. `since` and `reason` are of when and how they got it.

    `awaiting_since`: since when the shopper waits for words, None while they do not. `acted_at`:
    when who has it did something for it last: looked at a remedy, wrote a note, showed a phone.
    """

    conversation: str
    version: int
    name: str
    since: datetime
    reason: str
    awaiting_since: datetime | None
    answered: bool
    acted_at: datetime | None


def take_back(office: Office) -> dict[str, Lost]:
    """Put back into the queue what was left behind; why each was. Every shopper is told once."""
    presences = _presences(office)
    lost: dict[str, Lost] = {}
    for holding in _holdings(office):
        presence = presences.get(holding.name)
        # Whoever has no account writes from a command: nobody knows whether they are there.
        if presence is None:
            continue
        why = why_lost(holding, presence, office.rules, office.store.now())
        if why is not None and _put_back(office, holding, why):
            lost[holding.conversation] = why
    return lost


def why_lost(holding: Holding, presence: Presence, rules: DeskRules, now: datetime) -> Lost | None:
    """Who was given something has less time for the first words than who took it themselves."""
    if presence is Presence.OFFLINE:
        return Lost.GONE
    if holding.awaiting_since is None:
        return None
    first = holding.reason == GIVEN and not holding.answered
    minutes = rules.unanswered_minutes if first else rules.silent_minutes
    began = max(holding.awaiting_since, holding.since)
    silent_since = max(began, holding.acted_at or began)
    return Lost.UNANSWERED if now - silent_since > timedelta(minutes=minutes) else None


def _put_back(office: Office, holding: Holding, why: Lost) -> bool:
    with office.store.write() as connection:
        thread = hold(connection, holding.conversation, office.store.now())
        if thread is None or thread.version != holding.version:
            return False
        if not make_move(thread, Move.PUT_BACK, DESK, str(why)):
            return False
        tell_passed_on(office, thread)
        told = {"conversation": thread.id, "subject": holding.name}
        record(connection, thread.now, DESK, What.TAKEN_AWAY, **told, why=str(why))
        return True


def _presences(office: Office) -> dict[str, Presence]:
    now = office.store.now()
    return {each.name: presence_of(office, each, now) for each in list_staff(office.store)}


def _holdings(office: Office) -> list[Holding]:
    here, entry, came = conversations.c, queue_entries.c, handovers.c
    moves = handovers.alias()
    latest = select(func.max(moves.c.id)).where(moves.c.conversation == here.id).scalar_subquery()
    acted = (
        select(func.max(audit.c.at))
        .where(audit.c.conversation == here.id, audit.c.who == here.assignee)
        .scalar_subquery()
    )
    query = (
        select(
            here.id,
            here.version,
            here.assignee,
            came.at,
            came.reason,
            entry.awaiting_since,
            entry.answered,
            acted,
        )
        .select_from(conversations)
        .join(handovers, came.id == latest)
        .outerjoin(queue_entries, entry.conversation == here.id)
        .where(here.owner == Owner.STAFF.value, here.assignee.is_not(None))
    )
    with office.store.read() as connection:
        return [Holding(*row) for row in connection.execute(query)]

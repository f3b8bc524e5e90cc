"""Giving what waits to people who are there and have room; everybody gets their turn."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from bot.answering import APPROVAL
from bot.conversations.handover import Move, Owner
from bot.conversations.moving import make_move
from bot.conversations.tables import conversations, handovers, queue_entries
from bot.conversations.thread import hold
from bot.desk.accounts import Presence, as_staff
from bot.desk.audit import DESK, What, record
from bot.desk.office import Office
from bot.desk.presence import presence_of
from bot.desk.tables import audit, staff
from bot.desk.taking import note_given

GIVEN = "assigned"
UNANSWERED = "unanswered"
# So many of those that wait longest are looked at.
AT_A_TIME = 200


@dataclass(frozen=True)
class Free:
    """Somebody who is there and may be given one more. `given_at` is when they last got one."""

    name: str
    given_at: datetime | None


def give_waiting(office: Office) -> dict[str, str]:
    """Give away what waits, the most urgent first; to whom each conversation went."""
    if not office.rules.assign:
        return {}
    given = {conversation: give(office, conversation) for conversation in _waiting(office)}
    return {conversation: name for conversation, name in given.items() if name is not None}


def give(office: Office, conversation: str) -> str | None:
    """Give one conversation away; None where nobody is free for it, or it waits no more."""
    with office.store.write() as connection:
        thread = hold(connection, conversation, office.store.now())
        if thread is None or thread.owner is not Owner.QUEUE:
            return None
        # Held until the end, so that nobody is given more than they have room for.
        name = _chosen(office, connection, conversation, _free(office, connection, held=True))
        if name is None or not make_move(thread, Move.TAKE, DESK, GIVEN, to=name):
            return None
        note_given(office, thread, name)
        office.tell(thread, "joined", name=name)
        record(connection, thread.now, DESK, What.ASSIGNED, conversation=conversation, to=name)
        return name


def choose(free: Sequence[Free], barred: Collection[str], before: str | None) -> str | None:
    """Who had it before, if they can; else who has been waiting longest for their turn."""
    able = [each for each in free if each.name not in barred]
    if any(each.name == before for each in able):
        return before
    turns = sorted(able, key=lambda each: (each.given_at is not None, each.given_at, each.name))
    return turns[0].name if turns else None


def _waiting(office: Office) -> list[str]:
    """What could be given to somebody now, as far as one can tell without holding it.

    Who waits for a decision about a request is helped by whoever decides it.
    """
    query = (
        select(conversations.c.id)
        .join(queue_entries, queue_entries.c.conversation == conversations.c.id)
        .where(conversations.c.owner == Owner.QUEUE.value, queue_entries.c.reason != APPROVAL)
        .order_by(queue_entries.c.rank, conversations.c.id)
        .limit(AT_A_TIME)
    )
    with office.store.read() as connection:
        free = _free(office, connection)
        waiting = list(connection.execute(query).scalars()) if free else []
        return [each for each in waiting if _chosen(office, connection, each, free) is not None]


def _chosen(
    office: Office, connection: Connection, conversation: str, free: Sequence[Free]
) -> str | None:
    barred = _had_it(connection, conversation)
    return choose(free, barred, _before(office, connection, conversation))


def _free(office: Office, connection: Connection, *, held: bool = False) -> list[Free]:
    here = conversations.c
    having = select(here.assignee, func.count()).where(here.owner == Owner.STAFF.value)
    there = select(staff).where(staff.c.presence == str(Presence.AVAILABLE)).order_by(staff.c.name)
    found = connection.execute(there.with_for_update() if held else there).mappings().all()
    open_now = dict(connection.execute(having.group_by(here.assignee)).all())
    now = office.store.now()
    return [
        Free(row["name"], row["given_at"])
        for row in found
        if presence_of(office, as_staff(row), now) is Presence.AVAILABLE
        and open_now.get(row["name"], 0) < row["capacity"]
    ]


def _had_it(connection: Connection, conversation: str) -> set[str]:
    """Who put it back, or did not answer, since it came from the bot: it goes to others."""
    come = select(func.max(handovers.c.at)).where(
        handovers.c.conversation == conversation, handovers.c.before == Owner.BOT.value
    )
    entry = audit.c
    query = select(entry.who, entry.subject, entry.what, entry.detail).where(
        entry.conversation == conversation,
        entry.what.in_([str(What.RELEASED), str(What.TAKEN_AWAY)]),
        entry.at >= come.scalar_subquery(),
    )
    barred = set()
    for row in connection.execute(query):
        if row.what == str(What.RELEASED):
            barred.add(row.who)
        elif row.detail["why"] == UNANSWERED:
            barred.add(row.subject)
    return barred


def _before(office: Office, connection: Connection, conversation: str) -> str | None:
    """Who of the staff ended their work on it a short while ago."""
    since = office.store.now() - timedelta(minutes=office.rules.same_person_minutes)
    away = (Owner.CLOSED.value, Owner.BOT.value)
    query = (
        select(handovers.c.by)
        .where(
            handovers.c.conversation == conversation,
            handovers.c.before == Owner.STAFF.value,
            handovers.c.after.in_(away),
            handovers.c.at > since,
        )
        .order_by(handovers.c.id.desc())
        .limit(1)
    )
    found: str | None = connection.execute(query).scalar()
    return found

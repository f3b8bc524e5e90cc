"""Who of the staff is there: what they say themselves, and whether a console of theirs is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from bot.conversations.database import Store
from bot.conversations.handover import Owner
from bot.conversations.tables import conversations
from bot.desk.accounts import Presence, Staff, find_staff, list_staff
from bot.desk.audit import What, record
from bot.desk.office import Office
from bot.desk.tables import staff


def set_presence(store: Store, name: str, presence: Presence, by: str | None = None) -> bool:
    """Note it; False where it was so before. `by` is who did it, if not they themselves."""
    here = (staff.c.name == name) & (staff.c.presence != str(presence))
    with store.write() as connection:
        changed = connection.execute(update(staff).where(here).values(presence=str(presence)))
        if changed.rowcount:
            told = str(presence)
            record(connection, store.now(), by or name, What.PRESENCE, subject=name, presence=told)
    return bool(changed.rowcount)


def note_seen(store: Store, names: Sequence[str]) -> None:
    """A console of each of these is open."""
    with store.note() as connection:
        here = staff.c.name.in_(list(names))
        connection.execute(update(staff).where(here).values(seen_at=store.now()))


def presence_of(office: Office, who: Staff, now: datetime) -> Presence:
    """What they say, as long as a console of theirs was open lately; else they have left."""
    gone = timedelta(minutes=office.rules.gone_minutes)
    there = who.seen_at is not None and who.seen_at > now - gone
    return who.presence if there and not who.disabled else Presence.OFFLINE


def somebody_is_available(office: Office) -> bool:
    """Whether anybody of the staff is there and takes what comes."""
    now, staff = office.store.now(), list_staff(office.store)
    return any(presence_of(office, each, now) is Presence.AVAILABLE for each in staff)


def find_presence(office: Office, name: str) -> Presence:
    who = find_staff(office.store, name)
    return Presence.OFFLINE if who is None else presence_of(office, who, office.store.now())


def loads(store: Store) -> dict[str, int]:
    """How many conversations each of the staff has now."""
    query = (
        select(conversations.c.assignee, func.count())
        .where(conversations.c.owner == Owner.STAFF.value)
        .group_by(conversations.c.assignee)
    )
    with store.read() as connection:
        return {name: count for name, count in connection.execute(query) if name is not None}

"""Who of the staff is there: what they say themselves, and whether a console of theirs is open."""

from __future__ import annotations

from sqlalchemy import func, select, update

from bot.conversations.database import Store
from bot.conversations.handover import Owner
from bot.conversations.tables import conversations
from bot.desk.accounts import Presence
from bot.desk.audit import What, record
from bot.desk.tables import staff


def set_presence(store: Store, name: str, presence: Presence) -> bool:
    """Note it; False where it was so before."""
    here = (staff.c.name == name) & (staff.c.presence != str(presence))
    with store.write() as connection:
        changed = connection.execute(update(staff).where(here).values(presence=str(presence)))
        if changed.rowcount:
            record(connection, store.now(), name, What.PRESENCE, presence=str(presence))
    return bool(changed.rowcount)


def loads(store: Store) -> dict[str, int]:
    """How many conversations each of the staff has now."""
    query = (
        select(conversations.c.assignee, func.count())
        .where(conversations.c.owner == Owner.STAFF.value)
        .group_by(conversations.c.assignee)
    )
    with store.read() as connection:
        return {name: count for name, count in connection.execute(query) if name is not None}

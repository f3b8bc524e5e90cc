"""What changed in conversations: enough to know whom it concerns, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from bot.conversations.database import Store
from bot.conversations.handover import Owner
from bot.conversations.tables import conversations

# Another process may commit a little after it looked at its clock.
OVERLAP = timedelta(seconds=2)
PAGE = 500

_COLUMNS = (
    conversations.c.id,
    conversations.c.owner,
    conversations.c.version,
    conversations.c.last_seq,
    conversations.c.changed_at,
)


@dataclass(frozen=True)
class Known:
    """How a conversation stands. Two that are alike differ in nothing a console shows."""

    version: int
    last_seq: int
    changed_at: datetime
    with_people: bool


def look_at(store: Store, ids: Sequence[str]) -> dict[str, Known]:
    found: dict[str, Known] = {}
    with store.read() as connection:
        for start in range(0, len(ids), PAGE):
            part = conversations.c.id.in_(ids[start : start + PAGE])
            found |= _known(connection, part)
    return found


def changed_since(store: Store, since: datetime) -> dict[str, Known]:
    """What changed lately, and who of it is with people or was, by its version."""
    with store.read() as connection:
        return _known(connection, conversations.c.changed_at > since - OVERLAP)


def _known(connection: Connection, condition: Any) -> dict[str, Known]:
    query = select(*_COLUMNS).where(condition).order_by(conversations.c.changed_at.desc())
    return {
        row.id: Known(
            row.version,
            row.last_seq,
            row.changed_at,
            row.owner in (Owner.QUEUE.value, Owner.STAFF.value),
        )
        for row in connection.execute(query.limit(PAGE))
    }

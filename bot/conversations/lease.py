"""One message of a conversation at a time, in order, across all processes that serve the door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from bot.conversations.database import Store
from bot.conversations.facts import State
from bot.conversations.tables import conversations, messages

# Renewed while its holder lives; so long a conversation rests if its holder dies.
LEASE = timedelta(seconds=10)


@dataclass(frozen=True)
class Waiting:
    """The next message to answer, and the version of the owner it is answered under."""

    seq: int
    version: int
    text: str
    payload: str | None
    metadata: dict[str, Any]
    locale: str | None
    tries: int


@dataclass(frozen=True)
class Busy:
    """Another process is at work on the conversation."""


def claim(store: Store, conversation: str, holder: str) -> Waiting | Busy | None:
    """Take the lease and the next message. None, and no lease, where nothing waits."""
    with store.note() as connection:
        waiting = _next(connection, conversation)
        if waiting is None:
            _let_go(connection, conversation, holder)
            return None
        return waiting if _take(store, connection, conversation, holder) else Busy()


def renew(store: Store, conversation: str, holder: str) -> bool:
    """Keep the lease; False where it was lost."""
    with store.note() as connection:
        return _take(store, connection, conversation, holder)


def release(store: Store, conversation: str, holder: str) -> None:
    with store.note() as connection:
        _let_go(connection, conversation, holder)


def find_unanswered(store: Store) -> list[str]:
    """Conversations with a waiting message that nobody alive works on."""
    with store.read() as connection:
        free = conversations.c.lease.is_(None) | (conversations.c.lease_until < store.now())
        query = (
            select(messages.c.conversation)
            .join(conversations, conversations.c.id == messages.c.conversation)
            .where(messages.c.state == str(State.WAITING), free)
            .distinct()
        )
        return list(connection.execute(query).scalars())


def _take(store: Store, connection: Connection, conversation: str, holder: str) -> bool:
    now = store.now()
    free = (
        conversations.c.lease.is_(None)
        | (conversations.c.lease == holder)
        | (conversations.c.lease_until < now)
    )
    taken = connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation, free)
        .values(lease=holder, lease_until=now + LEASE)
    )
    return int(taken.rowcount) == 1


def _let_go(connection: Connection, conversation: str, holder: str) -> None:
    connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation, conversations.c.lease == holder)
        .values(lease=None, lease_until=None)
    )


def _next(connection: Connection, conversation: str) -> Waiting | None:
    query = (
        select(messages, conversations.c.version, conversations.c.locale)
        .join(conversations, conversations.c.id == messages.c.conversation)
        .where(messages.c.conversation == conversation, messages.c.state == str(State.WAITING))
        .order_by(messages.c.seq)
        .limit(1)
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    return Waiting(
        seq=row["seq"],
        version=row["version"],
        text=row["text"],
        payload=row["payload"],
        metadata=row["metadata"] or {},
        locale=row["locale"],
        tries=row["tries"],
    )

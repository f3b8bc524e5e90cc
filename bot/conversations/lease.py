"""One message of a conversation at a time, in order, across all processes that serve the door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, select, update
from sqlalchemy.engine import Connection

from bot.conversations.database import Store
from bot.conversations.facts import State, Waiting
from bot.conversations.tables import conversations, messages

# Renewed while its holder lives; so long a conversation rests if its holder dies.
LEASE = timedelta(seconds=10)

# Built once, for every message runs through them.
_HERE = conversations.c.id == bindparam("here")
_HELD = conversations.c.lease == bindparam("holder")
_FREE = conversations.c.lease.is_(None) | (conversations.c.lease_until < bindparam("now"))
_UNTIL = {"lease": bindparam("holder"), "lease_until": bindparam("until")}
_TAKE = update(conversations).where(_HERE, _FREE).values(**_UNTIL)
_KEEP = update(conversations).where(_HERE, _HELD).values(lease_until=bindparam("until"))
_LET_GO = update(conversations).where(_HERE, _HELD).values(lease=None, lease_until=None)
_NEXT = (
    select(messages, conversations.c.version, conversations.c.locale)
    .join(conversations, conversations.c.id == messages.c.conversation)
    .where(
        messages.c.conversation == bindparam("here"),
        messages.c.state == State.WAITING.value,
    )
    .order_by(messages.c.seq)
    .limit(bindparam("most"))
)


@dataclass(frozen=True)
class Busy:
    """The conversation is being worked on: by another process, or by this one."""


def claim(store: Store, conversation: str, holder: str) -> Waiting | Busy | None:
    """Take the lease and the next message. None, and no lease, where nothing waits.

    What this holder took before is Busy, too: a message is worked on by whoever took it.
    """
    with store.note() as connection:
        if _next(connection, conversation) is None:
            return None
        if not _take(store, connection, conversation, holder):
            return Busy()
        # What was seen above may have been answered before the lease was free.
        return go_on(connection, conversation, holder)


def begin(store: Store, connection: Connection, conversation: str, holder: str) -> Waiting | None:
    """In the caller's transaction: take the lease and what waits, if nobody has the lease."""
    if not _take(store, connection, conversation, holder):
        return None
    return _next(connection, conversation)


def following(store: Store, conversation: str, holder: str) -> Waiting | None:
    """For who has the lease: what waits next; where nothing does, the lease is over."""
    with store.note() as connection:
        return go_on(connection, conversation, holder)


def go_on(connection: Connection, conversation: str, holder: str) -> Waiting | None:
    """In the caller's transaction: what waits next; where nothing does, the lease is over."""
    waiting = _next(connection, conversation)
    if waiting is None:
        _let_go(connection, conversation, holder)
    return waiting


def find_waiting(store: Store, conversation: str, most: int) -> list[Waiting]:
    """The first messages that wait, in their order."""
    with store.read() as connection:
        return _waiting(connection, conversation, most)


def renew(store: Store, conversation: str, holder: str) -> bool:
    """Keep the lease; False where it was lost, or given up."""
    given = {"here": conversation, "holder": holder, "until": store.now() + LEASE}
    with store.note() as connection:
        return int(connection.execute(_KEEP, given).rowcount) == 1


def release(store: Store, conversation: str, holder: str) -> None:
    with store.note() as connection:
        _let_go(connection, conversation, holder)


def find_unanswered(store: Store) -> list[str]:
    """Conversations with a waiting message that nobody alive works on."""
    with store.read() as connection:
        query = (
            select(messages.c.conversation)
            .join(conversations, conversations.c.id == messages.c.conversation)
            .where(messages.c.state == State.WAITING.value, _FREE)
            .distinct()
        )
        return list(connection.execute(query, {"now": store.now()}).scalars())


def _take(store: Store, connection: Connection, conversation: str, holder: str) -> bool:
    now = store.now()
    given = {"here": conversation, "holder": holder, "now": now, "until": now + LEASE}
    return int(connection.execute(_TAKE, given).rowcount) == 1


def _let_go(connection: Connection, conversation: str, holder: str) -> None:
    connection.execute(_LET_GO, {"here": conversation, "holder": holder})


def _next(connection: Connection, conversation: str) -> Waiting | None:
    return next(iter(_waiting(connection, conversation, most=2)), None)


def _waiting(connection: Connection, conversation: str, most: int) -> list[Waiting]:
    rows = connection.execute(_NEXT, {"here": conversation, "most": most}).mappings().all()
    return [
        Waiting(
            seq=row["seq"],
            version=row["version"],
            text=row["text"],
            payload=row["payload"],
            metadata=row["metadata"] or {},
            locale=row["locale"],
            tries=row["tries"],
            at=row["at"],
            followed=place < len(rows),
        )
        for place, row in enumerate(rows, start=1)
    ]

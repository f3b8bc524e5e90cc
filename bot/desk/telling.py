"""What the shop's own help desk is told of: changes of who has a conversation, and messages in it.

Read from what is stored anyway, so that no turn ever waits for it. How it gets there is in
`deliveries`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, func, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.sql import Select

from actions.shop.order import Word
from bot.conversations.database import Store
from bot.conversations.handover import Owner
from bot.conversations.tables import conversations, handovers, messages, queue_entries
from bot.desk.tables import delivered_up_to, deliveries

TRANSCRIPT = 50
AT_A_TIME = 200
# A transaction may commit after one with a later id: so long they are looked for once more.
LATE = timedelta(minutes=1)

Json = dict[str, Any]


class Event(Word):
    HANDOVER = "handover"
    MESSAGE = "message"
    RESOLVE = "resolve"


@dataclass(frozen=True)
class Source:
    """Rows that are told of, each once, by their id."""

    name: str
    table: Table
    rows: Callable[[], Select]
    told: Callable[[Connection, Mapping[str, Any]], tuple[Event, Json]]


def collect(store: Store) -> int:
    """Write down what happened since the last time; how many deliveries that makes."""
    return sum(_collect(store, source) for source in SOURCES)


def _collect(store: Store, source: Source) -> int:
    with store.read() as connection:
        known = _up_to(connection, source)
        newest = connection.execute(select(func.max(source.table.c.id))).scalar() or 0
        rows = [] if known is None else _fresh(connection, source, known, store.now())
    if known is None or not rows:
        if known != newest:
            with store.note() as connection:
                _note_up_to(connection, source, known, newest)
        return 0
    with store.write() as connection:
        told = set(_told(connection, source, rows))
        made = [_delivery(connection, source, row, store.now()) for row in rows]
        new = [each for each in made if each["about"] not in told]
        if new:
            connection.execute(insert(deliveries), new)
        full = len(rows) >= AT_A_TIME
        _note_up_to(connection, source, known, rows[-1]["id"] if full else newest)
        return len(new)


def _up_to(connection: Connection, source: Source) -> int | None:
    """None where nothing was ever told: what happened before is not told any more."""
    query = select(delivered_up_to.c.last_id).where(delivered_up_to.c.source == source.name)
    found: int | None = connection.execute(query).scalar()
    return found


def _note_up_to(connection: Connection, source: Source, known: int | None, last: int) -> None:
    if known is None:
        connection.execute(insert(delivered_up_to).values(source=source.name, last_id=last))
        return
    here = (delivered_up_to.c.source == source.name) & (delivered_up_to.c.last_id < last)
    connection.execute(update(delivered_up_to).where(here).values(last_id=last))


def _fresh(
    connection: Connection, source: Source, known: int, now: datetime
) -> Sequence[Mapping[str, Any]]:
    """What was not told yet, by its id."""
    column = source.table.c
    missed = (column.id > known - AT_A_TIME) & (column.at > now - LATE)
    query = source.rows().where((column.id > known) | missed).order_by(column.id)
    found = connection.execute(query.limit(2 * AT_A_TIME)).mappings().all()
    told = set(_told(connection, source, found))
    return [row for row in found if _about(source, row) not in told]


def _told(
    connection: Connection, source: Source, rows: Sequence[Mapping[str, Any]]
) -> Sequence[str]:
    abouts = [_about(source, row) for row in rows]
    query = select(deliveries.c.about).where(deliveries.c.about.in_(abouts))
    return list(connection.execute(query).scalars())


def _about(source: Source, row: Mapping[str, Any]) -> str:
    return f"{source.name}-{row['id']}"


def _delivery(
    connection: Connection, source: Source, row: Mapping[str, Any], now: datetime
) -> Json:
    event, told = source.told(connection, row)
    about = _about(source, row)
    body = {
        "id": about,
        "event": str(event),
        "at": row["at"].isoformat(),
        "conversation": {"id": row["conversation"], "customer": row["customer"]},
        **told,
    }
    return {
        "about": about,
        "event": str(event),
        "at": row["at"],
        "body": json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        "tries": 0,
        "next_at": now,
    }


def _messages() -> Select:
    """Those of conversations that came to people; who talks with the bot alone concerns nobody."""
    here = messages.c.conversation
    return (
        select(messages, conversations.c.customer)
        .select_from(messages)
        .join(conversations, conversations.c.id == here)
        .join(queue_entries, queue_entries.c.conversation == here)
        .where(messages.c.shown.is_(True))
    )


def _changes() -> Select:
    here = handovers.c.conversation
    return (
        select(handovers, conversations.c.customer, queue_entries.c.order_number)
        .add_columns(queue_entries.c.finding, queue_entries.c.mood)
        .select_from(handovers)
        .join(conversations, conversations.c.id == here)
        .outerjoin(queue_entries, queue_entries.c.conversation == here)
    )


def _of_message(connection: Connection, row: Mapping[str, Any]) -> tuple[Event, Json]:
    return Event.MESSAGE, {"message": _message(row)}


def _of_change(connection: Connection, row: Mapping[str, Any]) -> tuple[Event, Json]:
    told: Json = {name: row[name] for name in ("before", "after", "by", "reason")}
    told |= {"order": row["order_number"], "finding": row["finding"], "mood": row["mood"]}
    if row["after"] == Owner.CLOSED.value:
        return Event.RESOLVE, told
    if row["before"] == Owner.BOT.value:
        told["transcript"] = _transcript(connection, row["conversation"])
    return Event.HANDOVER, told


def _transcript(connection: Connection, conversation: str) -> list[Json]:
    query = (
        select(messages)
        .where(messages.c.conversation == conversation, messages.c.shown.is_(True))
        .order_by(messages.c.seq.desc())
        .limit(TRANSCRIPT)
    )
    return [_message(row) for row in reversed(connection.execute(query).mappings().all())]


def _message(row: Mapping[str, Any]) -> Json:
    return {
        "seq": row["seq"],
        "from": row["sender"],
        "author": row["author"],
        "text": row["text"],
        "at": row["at"].isoformat(),
    }


SOURCES = (
    Source("change", handovers, _changes, _of_change),
    Source("message", messages, _messages, _of_message),
)

"""One conversation whole: everything said in it, noted about it and done with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from bot.conversations.facts import Sender
from bot.conversations.tables import (
    buttons,
    dropped_replies,
    handovers,
    messages,
    queue_entries,
    shopper_marks,
)
from bot.desk.items import Item
from bot.desk.listing import find_item
from bot.desk.office import Office
from bot.desk.replying import Note
from bot.desk.tables import notes

# The newest of so many messages are shown.
SHOWN = 500


@dataclass(frozen=True)
class Line:
    """One message as the staff see it. `read_with` is the later one it was read together with."""

    seq: int
    sender: Sender
    author: str | None
    text: str
    at: datetime
    buttons: tuple[str, ...]
    card: Mapping[str, Any] | None
    photos: tuple[str, ...]
    read_with: int | None
    delivered: bool


@dataclass(frozen=True)
class Dropped:
    """What the bot had to say to message `answers` when somebody had taken over."""

    answers: int
    at: datetime
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    at: datetime
    by: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class Whole:
    """`summary` is what was noted at the handover, None where there was none."""

    item: Item
    summary: Mapping[str, Any] | None
    lines: tuple[Line, ...]
    dropped: tuple[Dropped, ...]
    notes: tuple[Note, ...]
    history: tuple[Change, ...]


def view_conversation(office: Office, me: str, conversation: str) -> Whole | None:
    item = find_item(office, me, conversation)
    if item is None:
        return None
    with office.store.read() as connection:
        summary = select(queue_entries.c.summary).where(
            queue_entries.c.conversation == conversation
        )
        return Whole(
            item=item,
            summary=connection.execute(summary).scalar(),
            lines=_lines(connection, conversation),
            dropped=_dropped(connection, conversation),
            notes=_notes(connection, conversation),
            history=_history(connection, conversation),
        )


def _lines(connection: Connection, conversation: str) -> tuple[Line, ...]:
    newest = (
        select(messages)
        .where(messages.c.conversation == conversation, messages.c.shown.is_(True))
        .order_by(messages.c.seq.desc())
        .limit(SHOWN)
    )
    rows = connection.execute(newest).mappings().all()[::-1]
    titles = _titles(connection, conversation, rows)
    mark = select(shopper_marks.c.seq).where(shopper_marks.c.conversation == conversation)
    seen = connection.execute(mark).scalar() or 0
    return tuple(_line(row, titles[row["seq"]], seen) for row in rows)


def _line(row: Mapping[str, Any], titles: list[str], seen: int) -> Line:
    form = (row["metadata"] or {}).get("form") or {}
    photos = (form.get("values") or {}).get("uploads") or () if form.get("type") == "photos" else ()
    sender = Sender(row["sender"])
    return Line(
        seq=row["seq"],
        sender=sender,
        author=row["author"],
        text=row["text"],
        at=row["at"],
        buttons=tuple(titles),
        card=row["card"],
        photos=tuple(photos),
        read_with=row["read_with"],
        delivered=sender is not Sender.STAFF or row["seq"] <= seen,
    )


def _titles(
    connection: Connection, conversation: str, rows: Sequence[Mapping[str, Any]]
) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    first = rows[0]["seq"] if rows else 0
    query = (
        select(buttons.c.seq, buttons.c.title)
        .where(buttons.c.conversation == conversation, buttons.c.seq >= first)
        .order_by(buttons.c.seq, buttons.c.place)
    )
    for row in connection.execute(query):
        found[row.seq].append(row.title)
    return found


def _dropped(connection: Connection, conversation: str) -> tuple[Dropped, ...]:
    query = (
        select(dropped_replies)
        .where(dropped_replies.c.conversation == conversation)
        .order_by(dropped_replies.c.id)
    )
    return tuple(
        Dropped(row.answers, row.at, tuple(reply["text"] for reply in row.replies))
        for row in connection.execute(query)
    )


def _notes(connection: Connection, conversation: str) -> tuple[Note, ...]:
    query = select(notes).where(notes.c.conversation == conversation).order_by(notes.c.id)
    return tuple(Note(r.id, r.author, r.at, r.text) for r in connection.execute(query))


def _history(connection: Connection, conversation: str) -> tuple[Change, ...]:
    query = (
        select(handovers).where(handovers.c.conversation == conversation).order_by(handovers.c.id)
    )
    return tuple(
        Change(row.at, row.by, row.before, row.after, row.reason)
        for row in connection.execute(query)
    )

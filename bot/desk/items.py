"""One conversation as a line of a list: whose it is, why it came, who waits since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql import Select

from actions.shop.order import Word
from actions.shop.tables import customers
from bot.conversations.facts import Sender
from bot.conversations.handover import Owner
from bot.conversations.mood import Mood
from bot.conversations.tables import conversations, messages, queue_entries
from bot.desk.office import Office
from bot.desk.tables import labels, read_marks
from bot.text import language_of

WITH_PEOPLE = frozenset({Owner.QUEUE, Owner.STAFF})


class Promise(Word):
    """What a shopper was promised by when."""

    FIRST_REPLY = "first_reply"
    NEXT_REPLY = "next_reply"


@dataclass(frozen=True)
class Due:
    """When a person has to have answered, counted in opening hours."""

    kind: Promise
    at: datetime
    breached: bool


@dataclass(frozen=True)
class Last:
    sender: Sender
    text: str
    at: datetime


@dataclass(frozen=True)
class Item:
    """`name` is the customer's, not masked; `priority` are minutes of waiting, urgency included."""

    id: str
    owner: Owner
    version: int
    assignee: str | None
    customer: str | None
    name: str | None
    language: str
    reason: str | None
    order: str | None
    finding: str | None
    since: datetime | None
    opened_at: datetime
    changed_at: datetime
    rank: datetime | None
    priority: int
    mood: Mood
    labels: tuple[str, ...]
    last: Last | None
    unread: int
    due: Due | None


def item_rows() -> Select:
    """One row for each conversation, with what was noted about it and its last message."""
    last = messages.alias("last")
    entry = queue_entries.c
    joined = (
        conversations.outerjoin(queue_entries, entry.conversation == conversations.c.id)
        .outerjoin(customers, customers.c.id == conversations.c.customer)
        .outerjoin(
            last,
            (last.c.conversation == conversations.c.id) & (last.c.seq == conversations.c.last_seq),
        )
    )
    return select(
        conversations,
        entry.since,
        entry.rank,
        entry.reason,
        entry.order_number,
        entry.finding,
        entry.summary,
        entry.mood,
        entry.awaiting_since,
        entry.answered,
        customers.c.name.label("customer_name"),
        last.c.text.label("last_text"),
        last.c.sender.label("last_sender"),
        last.c.at.label("last_at"),
        last.c.shown.label("last_shown"),
    ).select_from(joined)


def read_items(
    office: Office, connection: Connection, me: str, rows: Sequence[Mapping[str, Any]]
) -> list[Item]:
    """The rows of `item_rows` as items, in their order, as `me` sees them."""
    ids = [row["id"] for row in rows]
    labelled = _labels(connection, ids)
    unread = _unread(connection, me, ids)
    now = office.store.now()
    return [_item(office, row, labelled[row["id"]], unread.get(row["id"], 0), now) for row in rows]


def _item(
    office: Office, row: Mapping[str, Any], labelled: list[str], unread: int, now: datetime
) -> Item:
    owner, rank = Owner(row["owner"]), row["rank"]
    waits = owner is Owner.QUEUE and rank is not None
    return Item(
        id=row["id"],
        owner=owner,
        version=row["version"],
        assignee=row["assignee"],
        customer=row["customer"],
        name=row["customer_name"],
        language=language_of(_words(row), row["locale"]),
        reason=row["reason"],
        order=row["order_number"],
        finding=row["finding"],
        since=row["since"] if owner in WITH_PEOPLE else None,
        opened_at=row["opened_at"],
        changed_at=row["changed_at"],
        rank=rank,
        priority=max(int((now - rank).total_seconds() // 60), 0) if waits else 0,
        mood=Mood(row["mood"] or Mood.CALM),
        labels=tuple(labelled),
        last=_last(row),
        unread=unread,
        due=_due(office, row, owner, now),
    )


def _words(row: Mapping[str, Any]) -> str:
    """The shopper's words that show their language."""
    if row["last_sender"] == Sender.SHOPPER.value:
        return str(row["last_text"])
    words = (row["summary"] or {}).get("last_words") or [""]
    return str(words[-1])


def _last(row: Mapping[str, Any]) -> Last | None:
    if not row["last_shown"]:
        return None
    if row["last_sender"] == Sender.SYSTEM.value and (row["summary"] or {}).get("last_words"):
        # Whoever reads the queue wants to know what the shopper said, not what they were told.
        return Last(Sender.SHOPPER, _words(row), row["last_at"])
    return Last(Sender(row["last_sender"]), row["last_text"], row["last_at"])


def _due(office: Office, row: Mapping[str, Any], owner: Owner, now: datetime) -> Due | None:
    since = row["awaiting_since"]
    if since is None or owner not in WITH_PEOPLE:
        return None
    kind = Promise.NEXT_REPLY if row["answered"] else Promise.FIRST_REPLY
    minutes = (
        office.rules.next_answer_minutes
        if row["answered"]
        else office.policy.support.first_answer_minutes
    )
    at = office.hours.due(since, minutes)
    return Due(kind, at, now > at)


def _labels(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    query = select(labels).where(labels.c.conversation.in_(ids)).order_by(labels.c.label)
    for row in connection.execute(query):
        found[row.conversation].append(row.label)
    return found


def _unread(connection: Connection, me: str, ids: Sequence[str]) -> dict[str, int]:
    """How many messages of the shopper each has that `me` has not read."""
    mark = (read_marks.c.conversation == messages.c.conversation) & (read_marks.c.staff == me)
    query = (
        select(messages.c.conversation, func.count())
        .select_from(messages.outerjoin(read_marks, mark))
        .where(
            messages.c.conversation.in_(ids),
            messages.c.sender == Sender.SHOPPER.value,
            messages.c.shown.is_(True),
            messages.c.seq > func.coalesce(read_marks.c.seq, 0),
        )
        .group_by(messages.c.conversation)
    )
    return {row[0]: row[1] for row in connection.execute(query)}

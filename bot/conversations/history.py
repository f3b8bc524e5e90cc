"""Reading conversations: what was said, what answers what, and what waits for a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from bot.conversations.database import Store
from bot.conversations.facts import Button, Message, Sender, State
from bot.conversations.handover import Owner
from bot.conversations.tables import buttons, conversations, messages, queue_entries

PAGE = 500

# Built once, for every message runs through them.
_HERE = messages.c.conversation == bindparam("here")
_ASKED = select(messages.c.state, messages.c.handled_by, messages.c.read_with).where(
    _HERE, messages.c.seq == bindparam("its_seq")
)
_REPLIES = (
    select(messages)
    .where(_HERE, messages.c.answers == bindparam("its_seq"))
    .order_by(messages.c.seq)
)
_BUTTONS = (
    select(buttons.c.seq, buttons.c.id, buttons.c.title)
    .where(
        buttons.c.conversation == bindparam("here"),
        buttons.c.seq.between(bindparam("first"), bindparam("last")),
    )
    .order_by(buttons.c.seq, buttons.c.place)
)


@dataclass(frozen=True)
class Answer:
    """How one message ended so far. `done` is False while the bot still works on it."""

    done: bool
    handled_by: str
    replies: tuple[Message, ...]


@dataclass(frozen=True)
class Tip:
    """The newest seq of a conversation, and who answers it now."""

    last_seq: int
    handled_by: str


@dataclass(frozen=True)
class InQueue:
    conversation: str
    since: datetime
    reason: str
    order: str | None
    finding: str | None
    tried: tuple[str, ...]
    summary: dict[str, Any]


def messages_after(store: Store, conversation: str, seq: int) -> tuple[Message, ...]:
    """At most 500 messages, oldest first."""
    query = (
        select(messages)
        .where(
            messages.c.conversation == conversation,
            messages.c.seq > seq,
            messages.c.shown.is_(True),
        )
        .order_by(messages.c.seq)
        .limit(PAGE)
    )
    with store.read() as connection:
        return _with_buttons(connection, conversation, connection.execute(query).mappings().all())


def last_words(store: Store, conversation: str) -> str:
    """What the shopper wrote last that was no button and no form; empty if there is nothing."""
    query = (
        select(messages.c.text)
        .where(
            messages.c.conversation == conversation,
            messages.c.sender == str(Sender.SHOPPER),
            messages.c.payload.is_(None),
        )
        .order_by(messages.c.seq.desc())
        .limit(1)
    )
    with store.read() as connection:
        return str(connection.execute(query).scalar() or "")


def answer_to(store: Store, conversation: str, seq: int) -> Answer:
    """What was said to the shopper's message `seq`, or to those it was read together with."""
    given = {"here": conversation, "its_seq": seq}
    with store.read() as connection:
        row = connection.execute(_ASKED, given).mappings().one()
        given["its_seq"] = row["read_with"] or seq
        found = connection.execute(_REPLIES, given).mappings().all()
        said = _with_buttons(connection, conversation, found)
    done = row["state"] != str(State.WAITING)
    return Answer(done, row["handled_by"] or Owner.BOT.answering, said)


def tips(store: Store, ids: Sequence[str]) -> dict[str, Tip]:
    """Where each of these conversations stands now."""
    columns = (conversations.c.id, conversations.c.last_seq, conversations.c.owner)
    found: dict[str, Tip] = {}
    with store.read() as connection:
        for start in range(0, len(ids), PAGE):
            part = ids[start : start + PAGE]
            query = select(*columns).where(conversations.c.id.in_(part))
            for row in connection.execute(query):
                found[row.id] = Tip(row.last_seq, Owner(row.owner).answering)
    return found


def in_queue(store: Store) -> tuple[InQueue, ...]:
    """Who waits for a person, longest first."""
    query = (
        select(queue_entries)
        .join(conversations, conversations.c.id == queue_entries.c.conversation)
        .where(conversations.c.owner == Owner.QUEUE.value)
        .order_by(queue_entries.c.since, queue_entries.c.conversation)
    )
    with store.read() as connection:
        return tuple(
            InQueue(
                conversation=row["conversation"],
                since=row["since"],
                reason=row["reason"],
                order=row["order_number"],
                finding=row["finding"],
                tried=tuple(row["tried"]),
                summary=row["summary"],
            )
            for row in connection.execute(query).mappings()
        )


def _with_buttons(
    connection: Connection, conversation: str, rows: Sequence[Any]
) -> tuple[Message, ...]:
    if not rows:
        return ()
    shown: dict[int, list[Button]] = defaultdict(list)
    given = {"here": conversation, "first": rows[0]["seq"], "last": rows[-1]["seq"]}
    for row in connection.execute(_BUTTONS, given):
        shown[row.seq].append(Button(row.id, row.title))
    return tuple(_as_message(row, tuple(shown[row["seq"]])) for row in rows)


def _as_message(row: Any, shown: tuple[Button, ...]) -> Message:
    return Message(
        seq=row["seq"],
        sender=Sender(row["sender"]),
        text=row["text"],
        at=row["at"],
        buttons=shown,
        card=row["card"],
        closed=row["closed"],
        client_id=row["client_id"],
        author=row["author"],
        form=((row["metadata"] or {}).get("form") or {}).get("type"),
    )

"""What staff write: to the shopper, once each, and only in what is theirs; and to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from bot.conversations import entries
from bot.conversations.database import Store
from bot.conversations.facts import OtherContent, Sender
from bot.conversations.store import NoConversation
from bot.conversations.tables import conversations, messages
from bot.conversations.thread import hold
from bot.desk.accounts import Staff
from bot.desk.audit import What, record
from bot.desk.tables import labels, notes, read_marks
from bot.desk.taking import Taken, as_taken, is_yours

# Ids of staff's replies stand beside those of shoppers' messages.
OURS = "desk-"


@dataclass(frozen=True)
class Said:
    """`first` is False where the same reply came before."""

    seq: int
    first: bool


@dataclass(frozen=True)
class Note:
    id: int
    author: str
    at: datetime
    text: str


def reply(
    store: Store, me: Staff, conversation: str, reply_id: str, text: str, version: int
) -> Said | Taken | OtherContent | NoConversation:
    """Say something to the shopper. The same id again says nothing more."""
    with store.write() as connection:
        thread = hold(connection, conversation, store.now())
        if thread is None:
            return NoConversation()
        client_id = OURS + reply_id
        before = _find(connection, conversation, client_id)
        if before is not None:
            same = (before.text, before.author) == (text, me.name)
            return Said(before.seq, first=False) if same else OtherContent()
        if not is_yours(thread, me, version):
            return as_taken(thread)
        seq = thread.append(Sender.STAFF, text, author=me.name, client_id=client_id)
        entries.note_answer(thread)
        _mark_read(connection, conversation, me.name, seq)
        record(connection, thread.now, me.name, What.REPLIED, conversation=conversation, seq=seq)
        return Said(seq, first=True)


def add_note(store: Store, me: Staff, conversation: str, text: str) -> Note | NoConversation:
    """A note for colleagues; no shopper ever sees it."""
    with store.write() as connection:
        if not _touch(connection, conversation, store.now()):
            return NoConversation()
        now = store.now()
        row = {"conversation": conversation, "author": me.name, "at": now, "text": text}
        made = connection.execute(insert(notes).values(row))
        record(connection, now, me.name, What.NOTED, conversation=conversation)
        return Note(made.inserted_primary_key[0], me.name, now, text)


def set_labels(
    store: Store, me: Staff, conversation: str, wanted: list[str]
) -> list[str] | NoConversation:
    """From now on these labels and no others, each once, in their order."""
    kept = sorted(set(wanted))
    with store.write() as connection:
        if not _touch(connection, conversation, store.now()):
            return NoConversation()
        connection.execute(delete(labels).where(labels.c.conversation == conversation))
        if kept:
            rows = [{"conversation": conversation, "label": label} for label in kept]
            connection.execute(insert(labels), rows)
        now = store.now()
        record(connection, now, me.name, What.LABELLED, conversation=conversation, labels=kept)
    return kept


def mark_read(store: Store, me: Staff, conversation: str, seq: int) -> bool:
    """Note how far they have read; False where there is no such conversation."""
    with store.write() as connection:
        query = select(conversations.c.last_seq).where(conversations.c.id == conversation)
        last = connection.execute(query.with_for_update()).scalar()
        if last is None:
            return False
        _mark_read(connection, conversation, me.name, min(seq, last))
        return True


def _mark_read(connection: Connection, conversation: str, name: str, seq: int) -> None:
    here = (read_marks.c.conversation == conversation) & (read_marks.c.staff == name)
    before = connection.execute(select(read_marks.c.seq).where(here)).scalar()
    if before is None:
        row = {"conversation": conversation, "staff": name, "seq": seq}
        connection.execute(insert(read_marks).values(row))
    elif before < seq:
        connection.execute(update(read_marks).where(here).values(seq=seq))


def _find(connection: Connection, conversation: str, client_id: str) -> Any:
    query = select(messages.c.seq, messages.c.text, messages.c.author).where(
        messages.c.conversation == conversation, messages.c.client_id == client_id
    )
    return connection.execute(query).first()


def _touch(connection: Connection, conversation: str, now: datetime) -> bool:
    """Note that something happened in it, so that every console looks; False if there is none."""
    here = conversations.c.id == conversation
    done = connection.execute(update(conversations).where(here).values(changed_at=now))
    return bool(done.rowcount)

"""Taking in what shoppers write: once, in order, and left to the bot or to people."""

from __future__ import annotations

import unicodedata
from typing import Any

from sqlalchemy import func, select, update

from bot.conversations.database import Store
from bot.conversations.facts import Incoming, OtherContent, Reply, Sender, State, Taken
from bot.conversations.handover import Move, Owner
from bot.conversations.tables import buttons, messages, queue_entries
from bot.conversations.thread import Thread, hold

OPENING = "/get_started"
GREETING = "/greet"


def receive(store: Store, conversation: str, incoming: Incoming, note: str) -> Taken | OtherContent:
    """Store the message, or find it where the same id came before.

    `note` is said once to a shopper who writes on while waiting for a person. Raises KeyError if
    there is no such conversation.
    """
    with store.write() as connection:
        thread = hold(connection, conversation, store.now())
        if thread is None:
            raise KeyError(conversation)
        before = _find(thread, incoming.id)
        if before is not None:
            same = before["content_hash"] == incoming.fingerprint
            return Taken(before["seq"], first=False) if same else OtherContent()
        if thread.owner is Owner.CLOSED:
            thread.move(Move.REOPEN, by="shopper", reason="wrote_again")
        return Taken(_append(thread, incoming, note), first=True)


def find_button(store: Store, conversation: str, button: str) -> tuple[str, str] | None:
    """Title and payload of a button that was shown in this conversation."""
    with store.read() as connection:
        row = connection.execute(
            select(buttons.c.title, buttons.c.payload).where(
                buttons.c.id == button, buttons.c.conversation == conversation
            )
        ).first()
    return None if row is None else (row.title, row.payload)


def find_typed_button(store: Store, conversation: str, text: str) -> str | None:
    """Payload of the button of the bot's latest turn whose title was typed instead of pressed."""
    latest = (
        select(func.max(messages.c.answers))
        .where(messages.c.conversation == conversation, messages.c.sender == str(Sender.BOT))
        .scalar_subquery()
    )
    query = (
        select(buttons.c.title, buttons.c.payload)
        .join(
            messages,
            (messages.c.conversation == buttons.c.conversation) & (messages.c.seq == buttons.c.seq),
        )
        .where(buttons.c.conversation == conversation, messages.c.answers == latest)
        .order_by(buttons.c.seq.desc(), buttons.c.place)
    )
    typed = _folded(text)
    with store.read() as connection:
        shown = connection.execute(query).all()
    return next((row.payload for row in shown if _folded(row.title) == typed), None)


def _folded(text: str) -> str:
    """Full and half width, capitals and small letters are all the same."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _find(thread: Thread, client_id: str) -> Any:
    query = select(messages.c.seq, messages.c.content_hash).where(
        messages.c.conversation == thread.id, messages.c.client_id == client_id
    )
    return thread.connection.execute(query).mappings().first()


def _append(thread: Thread, incoming: Incoming, note: str) -> int:
    bots = thread.owner is Owner.BOT
    # A web chat opens with a command nobody typed: it is greeted, and not shown as a message.
    opens = incoming.text == OPENING and incoming.payload is None and thread.last_seq == 0
    seq = thread.append(
        Sender.SHOPPER,
        incoming.text,
        client_id=incoming.id,
        content_hash=incoming.fingerprint,
        payload=GREETING if opens else incoming.payload,
        metadata=incoming.metadata,
        shown=not opens,
        state=State.WAITING if bots else State.DESK,
        handled_by=None if bots else thread.owner.answering,
    )
    if thread.owner is Owner.QUEUE and _tell_once(thread):
        thread.say(Reply(note, sender=Sender.SYSTEM), answers=seq)
    return seq


def _tell_once(thread: Thread) -> bool:
    entry = (queue_entries.c.conversation == thread.id) & queue_entries.c.told.is_(False)
    done = thread.connection.execute(update(queue_entries).where(entry).values(told=True))
    return int(done.rowcount) == 1

"""What people at the desk do in a conversation; also from a process that is not the door.

The door notices by itself: it looks for new messages of the conversations it has open.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversations import entries
from bot.conversations.database import Store
from bot.conversations.facts import Reply, Sender
from bot.conversations.handover import Move, Owner
from bot.conversations.moving import make_move
from bot.conversations.thread import Thread, hold


@dataclass(frozen=True)
class NoConversation:
    """There is no such conversation."""


@dataclass(frozen=True)
class NotAllowed:
    """The move leads nowhere from where the conversation is."""

    owner: Owner
    move: Move


@dataclass(frozen=True)
class Moved:
    """Who owns the conversation now, in which version."""

    owner: Owner
    version: int


def move(
    store: Store, conversation: str, move: Move, by: str, reason: str = "desk"
) -> Moved | NotAllowed | NoConversation:
    """Take, put back, give to the bot or close a conversation."""
    with store.write() as connection:
        thread = hold(connection, conversation, store.now())
        if thread is None:
            return NoConversation()
        before = thread.owner
        if not make_move(thread, move, by=by, reason=reason):
            return NotAllowed(before, move)
        return Moved(thread.owner, thread.version)


def add_staff_message(
    store: Store, conversation: str, author: str, text: str
) -> int | NoConversation:
    """Say something as a person, who takes the conversation by that. Returns the seq."""
    with store.write() as connection:
        thread = hold(connection, conversation, store.now())
        if thread is None:
            return NoConversation()
        _take(thread, author)
        entries.note_answer(thread)
        return thread.append(Sender.STAFF, text, author=author)


def add_system_message(store: Store, conversation: str, text: str) -> int | NoConversation:
    """Tell the shopper something that happened, such as an approval. Nobody takes over."""
    with store.write() as connection:
        thread = hold(connection, conversation, store.now())
        if thread is None:
            return NoConversation()
        return thread.say(Reply(text, sender=Sender.SYSTEM), answers=None)


def _take(thread: Thread, by: str) -> None:
    if thread.owner is Owner.CLOSED:
        make_move(thread, Move.REOPEN, by=by, reason="staff_wrote")
    if thread.owner is not Owner.STAFF:
        make_move(thread, Move.TAKE, by=by, reason="staff_wrote")

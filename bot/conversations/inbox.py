"""Taking in what shoppers write: once, in order, and left to the bot or to people."""

from __future__ import annotations

import unicodedata
from typing import Any

from sqlalchemy import bindparam, func, select

from bot.conversations import entries, lease
from bot.conversations.another import names_another
from bot.conversations.database import Store
from bot.conversations.facts import Incoming, OtherContent, Sender, State, Taken
from bot.conversations.handover import Move, Owner
from bot.conversations.moving import make_move
from bot.conversations.summary import words_before
from bot.conversations.tables import buttons, messages
from bot.conversations.thread import Thread, hold
from bot.conversations.told import BACK_TO_BOT, QueueWords

OPENING = "/get_started"
GREETING = "/greet"
FORM = "form"

# Built once, for every message runs through them.
_HERE = messages.c.conversation == bindparam("here")
_BEFORE = select(messages.c.seq, messages.c.content_hash).where(
    _HERE, messages.c.client_id == bindparam("client_id")
)
_LATEST_BUTTONS = (
    select(buttons.c.title, buttons.c.payload)
    .join(
        messages,
        (messages.c.conversation == buttons.c.conversation) & (messages.c.seq == buttons.c.seq),
    )
    .where(
        buttons.c.conversation == bindparam("here"),
        messages.c.answers
        == select(func.max(messages.c.answers))
        .where(_HERE, messages.c.sender == Sender.BOT.value)
        .correlate(None)
        .scalar_subquery(),
    )
    .order_by(buttons.c.seq.desc(), buttons.c.place)
)


def receive(
    store: Store,
    conversation: str,
    incoming: Incoming,
    words: QueueWords | None = None,
    holder: str = "",
) -> Taken | OtherContent:
    """Store the message, or find it where the same id came before.

    A title of the last buttons counts as that button. `words` are for a shopper who waits for a
    person; None says nothing. `holder` is who answers for the bot, if it can begin at once. Raises
    KeyError if there is no such conversation.
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
        payload = _payload(thread, incoming)
        if payload == BACK_TO_BOT and thread.owner is not Owner.STAFF:
            return Taken(_leave_queue(thread, incoming, words), first=True)
        seq = _append(thread, incoming, payload)
        if thread.owner is not Owner.BOT:
            _note_waiting(thread, incoming, seq, words)
        elif holder:
            return Taken(seq, True, lease.begin(store, connection, conversation, holder))
        return Taken(seq, first=True)


def find_button(store: Store, conversation: str, button: str) -> tuple[str, str] | None:
    """Title and payload of a button that was shown in this conversation."""
    with store.read() as connection:
        row = connection.execute(
            select(buttons.c.title, buttons.c.payload).where(
                buttons.c.id == button, buttons.c.conversation == conversation
            )
        ).first()
    return None if row is None else (row.title, row.payload)


def _typed_button(thread: Thread, text: str) -> str | None:
    """Payload of the button of the bot's latest turn whose title was typed instead of pressed."""
    typed = _folded(text)
    shown = thread.connection.execute(_LATEST_BUTTONS, {"here": thread.id}).all()
    return next((row.payload for row in shown if _folded(row.title) == typed), None)


def _folded(text: str) -> str:
    """Full and half width, capitals and small letters are all the same."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _find(thread: Thread, client_id: str) -> Any:
    given = {"here": thread.id, "client_id": client_id}
    return thread.connection.execute(_BEFORE, given).mappings().first()


def _append(thread: Thread, incoming: Incoming, payload: str | None) -> int:
    bots = thread.owner is Owner.BOT
    # A web chat opens with a command nobody typed: it is greeted, and not shown as a message.
    opens = incoming.text == OPENING and incoming.payload is None and thread.last_seq == 0
    return thread.append(
        Sender.SHOPPER,
        incoming.text,
        client_id=incoming.id,
        content_hash=incoming.fingerprint,
        payload=GREETING if opens else payload,
        metadata=incoming.metadata,
        shown=not opens,
        state=State.WAITING if bots else State.DESK,
        handled_by=None if bots else thread.owner.answering,
    )


def _payload(thread: Thread, incoming: Incoming) -> str | None:
    typed = incoming.payload is None and FORM not in incoming.metadata
    return _typed_button(thread, incoming.text) if typed else incoming.payload


def _note_waiting(thread: Thread, incoming: Incoming, seq: int, words: QueueWords | None) -> None:
    """People answer this one: note that the shopper waits, and now and then tell how long.

    What is about something else is answered at once: the bot may be able to see to that meanwhile.
    """
    entries.note_words(thread, incoming.text)
    if thread.owner is not Owner.QUEUE or words is None:
        return
    earlier, order = words_before(thread, seq), entries.order_of(thread)
    another = names_another(incoming.text, earlier, order)
    if entries.may_tell(thread, at_once=another):
        thread.say((words.another if another else words.waiting)(thread), answers=seq)


def _leave_queue(thread: Thread, incoming: Incoming, words: QueueWords | None) -> int:
    """The shopper goes back to the bot, by a button that only means this."""
    make_move(thread, Move.GIVE_TO_BOT, by="shopper", reason="back_to_bot")
    seq = thread.append(
        Sender.SHOPPER,
        incoming.text,
        client_id=incoming.id,
        content_hash=incoming.fingerprint,
        metadata=incoming.metadata,
        state=State.ANSWERED,
        handled_by=thread.owner.answering,
    )
    if words is not None:
        thread.say(words.left(thread), answers=seq)
    return seq

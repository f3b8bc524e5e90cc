"""The entry of a conversation that came to people: its place in the queue, who waits since when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import func, insert, or_, select, update

from bot.conversations.facts import Handover, Sender
from bot.conversations.handover import Owner
from bot.conversations.mood import Mood, mood_of, worse
from bot.conversations.summary import last_words, summarize
from bot.conversations.tables import conversations, messages, queue_entries
from bot.conversations.thread import Thread
from bot.conversations.urgency import desk_rules, head_start

TAKEN = "taken"


def enter(thread: Thread, handover: Handover, *, awaiting: bool = True) -> None:
    """Note why the conversation comes to people, in the place of what was noted before.

    `awaiting`: the shopper waits for words of a person from now on.
    """
    words = last_words(thread)
    mood = mood_of(words)
    thread.connection.execute(queue_entries.delete().where(_of(thread)))
    thread.connection.execute(
        insert(queue_entries).values(
            conversation=thread.id,
            since=thread.now,
            rank=thread.now - head_start(thread.connection, mood, handover.order),
            reason=handover.reason,
            order_number=handover.order,
            finding=handover.finding,
            tried=list(handover.tried),
            summary=summarize(thread, handover, words, mood),
            mood=str(mood),
            told_at=None,
            awaiting_since=thread.now if awaiting else None,
            answered=False,
        )
    )


def come_back(thread: Thread, reason: str) -> None:
    """Wait in the queue again, from when the shopper began to wait; why it came is still known."""
    query = select(queue_entries).where(_of(thread))
    entry = thread.connection.execute(query).mappings().first()
    if entry is None:
        enter(thread, Handover(reason))
        return
    since = entry["awaiting_since"] or thread.now
    ahead = head_start(thread.connection, Mood(entry["mood"]), entry["order_number"])
    _note(thread, since=since, rank=since - ahead, told_at=None, answered=False)


def note_words(thread: Thread, text: str) -> None:
    """The shopper has written, and waits for a person; their mood may have got worse."""
    query = select(queue_entries).where(_of(thread))
    entry = thread.connection.execute(query).mappings().first()
    if entry is None:
        return
    before, now = Mood(entry["mood"]), worse(Mood(entry["mood"]), mood_of([text]))
    values: dict[str, Any] = {}
    if now is not before:
        ahead = head_start(thread.connection, now, entry["order_number"])
        values = {"mood": str(now), "rank": entry["since"] - ahead}
    if entry["awaiting_since"] is None:
        values["awaiting_since"] = thread.now
    if values:
        _note(thread, **values)


def note_answer(thread: Thread) -> None:
    """A person has answered."""
    _note(thread, awaiting_since=None, answered=True)


def note_left(thread: Thread) -> None:
    """The conversation left the people: nobody waits for them in it."""
    _note(thread, awaiting_since=None)


def may_tell(thread: Thread, *, at_once: bool = False) -> bool:
    """Whether it is time to tell the shopper how they wait; it counts as told then.

    It is after some minutes, after some messages without a word, or `at_once`.
    """
    told, rules = queue_entries.c.told_at, desk_rules()
    due = or_(told.is_(None), told <= thread.now - timedelta(minutes=rules.told_again_minutes))
    if at_once or _unanswered(thread) >= rules.told_again_messages:
        due = or_(due, told.is_not(None))
    done = thread.connection.execute(
        update(queue_entries).where(_of(thread), due).values(told_at=thread.now)
    )
    return int(done.rowcount) == 1


def order_of(thread: Thread) -> str | None:
    """The order that people are to look at, if one is known."""
    query = select(queue_entries.c.order_number).where(_of(thread))
    found: str | None = thread.connection.execute(query).scalar()
    return found


def _unanswered(thread: Thread) -> int:
    """How many messages the shopper has written since anybody else said a word."""
    ours = (messages.c.conversation == thread.id) & (messages.c.sender != str(Sender.SHOPPER))
    last = select(func.max(messages.c.seq)).where(ours).scalar_subquery()
    query = (
        select(func.count())
        .select_from(messages)
        .where(messages.c.conversation == thread.id, messages.c.seq > func.coalesce(last, 0))
    )
    return int(thread.connection.execute(query).scalar_one())


def reason_of(thread: Thread) -> str | None:
    """Why it came to people; None where it never did."""
    query = select(queue_entries.c.reason).where(_of(thread))
    found: str | None = thread.connection.execute(query).scalar()
    return found


def place_of(thread: Thread) -> int:
    """The place in the queue, from 1; the conversation must wait there."""
    mine = select(queue_entries.c.rank).where(_of(thread)).scalar_subquery()
    before = (
        select(func.count())
        .select_from(conversations.join(queue_entries))
        .where(
            conversations.c.owner == Owner.QUEUE.value,
            conversations.c.id != thread.id,
            queue_entries.c.rank <= mine,
        )
    )
    return int(thread.connection.execute(before).scalar_one()) + 1


def _of(thread: Thread) -> Any:
    return queue_entries.c.conversation == thread.id


def _note(thread: Thread, **values: object) -> None:
    thread.connection.execute(update(queue_entries).where(_of(thread)).values(**values))

"""What the next person should know first: why a conversation waits, whose it is, what was tried."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from bot.conversations.facts import Handover, Sender
from bot.conversations.mood import Mood
from bot.conversations.tables import messages
from bot.conversations.thread import Thread

LAST_WORDS = 3
LONGEST = 200
WORDS_BEFORE = 40


def last_words(thread: Thread) -> list[str]:
    """The shopper's last messages, oldest first, each cut short."""
    query = (
        select(messages.c.text)
        .where(
            messages.c.conversation == thread.id,
            messages.c.sender == str(Sender.SHOPPER),
            messages.c.shown.is_(True),
        )
        .order_by(messages.c.seq.desc())
        .limit(LAST_WORDS)
    )
    words = [text[:LONGEST] for text in thread.connection.execute(query).scalars()]
    return words[::-1]


def words_before(thread: Thread, seq: int) -> list[str]:
    """What was said on either side before this message, of late."""
    query = (
        select(messages.c.text)
        .where(messages.c.conversation == thread.id, messages.c.seq < seq)
        .order_by(messages.c.seq.desc())
        .limit(WORDS_BEFORE)
    )
    return list(thread.connection.execute(query).scalars())


def summarize(thread: Thread, handover: Handover, words: list[str], mood: Mood) -> dict[str, Any]:
    """`{"who", "order", "finding", "tried", "also", "mood", "last_words"}`; `who` may be None."""
    return {
        "who": thread.customer,
        "order": handover.order,
        "finding": handover.finding,
        "tried": list(handover.tried),
        "also": list(handover.also),
        "mood": str(mood),
        "last_words": words,
    }

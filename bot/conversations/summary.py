"""What the next person should know first: why a conversation waits, whose it is, what was tried."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select

from bot.conversations.facts import Handover, Sender
from bot.conversations.tables import messages, queue_entries
from bot.conversations.thread import Thread

LAST_WORDS = 3
LONGEST = 200


def enqueue(thread: Thread, handover: Handover) -> None:
    """Put the conversation on the list of those that wait for a person."""
    thread.connection.execute(
        insert(queue_entries).values(
            conversation=thread.id,
            since=thread.now,
            reason=handover.reason,
            order_number=handover.order,
            finding=handover.finding,
            tried=list(handover.tried),
            summary=summarize(thread, handover),
            told=False,
        )
    )


def summarize(thread: Thread, handover: Handover) -> dict[str, Any]:
    """`{"who", "order", "finding", "tried", "last_words"}`; `who` is a customer id or None."""
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
    return {
        "who": thread.customer,
        "order": handover.order,
        "finding": handover.finding,
        "tried": list(handover.tried),
        "last_words": words[::-1],
    }

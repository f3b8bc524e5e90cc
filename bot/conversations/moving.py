"""Changing who owns a conversation, with everything that is noted about it then."""

from __future__ import annotations

from bot.conversations import entries
from bot.conversations.facts import Handover
from bot.conversations.handover import Move, Owner
from bot.conversations.thread import Thread

AWAY_FROM_PEOPLE = frozenset({Move.GIVE_TO_BOT, Move.CLOSE})


def make_move(
    thread: Thread,
    move: Move,
    by: str,
    reason: str,
    *,
    to: str | None = None,
    handover: Handover | None = None,
) -> bool:
    """Move the conversation, or return False where that is not allowed.

    `to` is who of the staff has it afterwards, `by` itself if not given; `handover` tells the
    people what it is about.
    """
    before = thread.owner
    if not thread.move(move, by=by, reason=reason, to=to):
        return False
    if move is Move.HAND_OVER:
        entries.enter(thread, handover or Handover(reason))
    elif move is Move.PUT_BACK:
        entries.come_back(thread, reason)
    elif move is Move.TAKE and before is Owner.BOT:
        entries.enter(thread, Handover(entries.TAKEN), awaiting=thread.left_to_people)
    elif move in AWAY_FROM_PEOPLE:
        entries.note_left(thread)
    return True

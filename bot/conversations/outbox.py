"""Storing what the bot computed: all of it in one transaction, and only if it may still speak."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import bindparam, insert, select, update

from actions.shop.order import Word
from bot.conversations import lease
from bot.conversations.database import Store
from bot.conversations.facts import Handover, Reply, Sender, State, Turn, Waiting
from bot.conversations.handover import Move, Owner
from bot.conversations.moving import make_move
from bot.conversations.tables import dropped_replies, messages
from bot.conversations.thread import Thread, hold
from bot.conversations.told import QueueWords

_STATES = select(messages.c.state).where(
    messages.c.conversation == bindparam("here"),
    messages.c.seq.in_(bindparam("seqs", expanding=True)),
)


class Kept(Word):
    """What became of a turn."""

    SAID = "said"
    DROPPED = "dropped"
    ALREADY = "already"


@dataclass(frozen=True)
class Ended:
    """What became of a turn, and the message its holder goes on with."""

    kept: Kept
    following: Waiting | None


def keep_turn(
    store: Store,
    conversation: str,
    seq: int,
    version: int,
    turn: Turn,
    holder: str,
    earlier: tuple[int, ...] = (),
    words: QueueWords | None = None,
) -> Ended:
    """Say the turn that answers message `seq`, computed while the owner had `version`.

    `earlier` are the messages that were read together with it. If somebody took over since, the
    turn becomes a note for the desk instead. `words` are for a shopper who is handed over.
    """
    with store.write() as connection:
        thread = hold(connection, conversation, store.now())
        if thread is None:
            return Ended(Kept.ALREADY, None)
        kept = _keep(thread, seq, version, turn, earlier, words)
        return Ended(kept, lease.go_on(connection, conversation, holder))


def _keep(
    thread: Thread,
    seq: int,
    version: int,
    turn: Turn,
    earlier: tuple[int, ...],
    words: QueueWords | None,
) -> Kept:
    if thread.owner is not Owner.BOT or thread.version != version:
        _note_dropped(thread, seq, turn)
        return Kept.DROPPED
    if _states(thread, [*earlier, seq]) != {State.WAITING.value}:
        return Kept.ALREADY
    thread.say_all(turn.replies, answers=seq, closed=turn.closed)
    if turn.handover is not None:
        _hand_over(thread, seq, turn.handover, words)
    thread.settle(seq, State.ANSWERED, earlier)
    return Kept.SAID


def note_trouble(store: Store, conversation: str, seq: int, version: int, text: str) -> bool:
    """Count a try that failed; say `text` after the first one. False if it is no longer ours."""
    with store.write() as connection:
        thread = hold(connection, conversation, store.now())
        if thread is None or thread.owner is not Owner.BOT or thread.version != version:
            return False
        place = (messages.c.conversation == conversation) & (messages.c.seq == seq)
        found = connection.execute(select(messages.c.tries, messages.c.state).where(place)).one()
        if found.state != str(State.WAITING):
            return False
        connection.execute(update(messages).where(place).values(tries=messages.c.tries + 1))
        if found.tries == 0:
            thread.say(Reply(text, sender=Sender.SYSTEM), answers=seq)
        return True


def _hand_over(thread: Thread, seq: int, handover: Handover, words: QueueWords | None) -> None:
    """Move the conversation into the queue, with its summary."""
    make_move(thread, Move.HAND_OVER, by="bot", reason=handover.reason, handover=handover)
    if words is not None:
        thread.say(words.joined(thread), answers=seq)


def _states(thread: Thread, seqs: list[int]) -> set[str]:
    return set(thread.connection.execute(_STATES, {"here": thread.id, "seqs": seqs}).scalars())


def _note_dropped(thread: Thread, seq: int, turn: Turn) -> None:
    replies = [asdict(reply) | {"sender": str(reply.sender)} for reply in turn.replies]
    thread.connection.execute(
        insert(dropped_replies).values(
            conversation=thread.id, answers=seq, at=thread.now, replies=replies
        )
    )

"""What the bot computed is said only while it may speak, once, and all of it or nothing."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.conversations import inbox, lease, sessions
from bot.conversations.database import Store
from bot.conversations.facts import Handover, Incoming, Reply, Sender, Turn, Waiting
from bot.conversations.handover import Move
from bot.conversations.history import answer_to, messages_after
from bot.conversations.lease import Busy
from bot.conversations.outbox import Kept, keep_turn, note_trouble
from bot.conversations.store import add_staff_message, move
from bot.conversations.tables import dropped_replies
from tests.bot.conversations.conftest import Write

TURN = Turn((Reply("It is on its way."), Reply("Anything else?", (("No", "/deny"),))))


def _dropped(store: Store) -> int:
    with store.read() as connection:
        return len(connection.execute(dropped_replies.select()).fetchall())


def test_a_turn_is_said_in_order_with_its_buttons(
    store: Store, conversation: str, write: Write
) -> None:
    seq = write("where is it")
    assert keep_turn(store, conversation, seq, 0, TURN, "door").kept is Kept.SAID
    answer = answer_to(store, conversation, seq)
    assert [(m.seq, m.text) for m in answer.replies] == [
        (2, "It is on its way."),
        (3, "Anything else?"),
    ]
    assert [b.title for b in answer.replies[1].buttons] == ["No"]
    assert (answer.done, answer.handled_by) == (True, "bot")


def test_a_turn_is_said_once(store: Store, conversation: str, write: Write) -> None:
    seq = write("where is it")
    with ThreadPoolExecutor(5) as pool:
        kept = list(
            pool.map(lambda _: keep_turn(store, conversation, seq, 0, TURN, "door").kept, range(5))
        )
    assert sorted(kept) == sorted([Kept.SAID, *[Kept.ALREADY] * 4])
    assert len(messages_after(store, conversation, 0)) == 3


def test_a_reply_computed_before_a_takeover_is_never_said(
    store: Store, conversation: str, write: Write
) -> None:
    seq = write("where is it")
    add_staff_message(store, conversation, "mei", "I am on it.")
    assert keep_turn(store, conversation, seq, 0, TURN, "door").kept is Kept.DROPPED
    assert [m.sender for m in messages_after(store, conversation, 1)] == [Sender.STAFF]
    assert _dropped(store) == 1


def test_a_reply_is_dropped_even_if_the_bot_was_given_the_conversation_back(
    store: Store, conversation: str, write: Write
) -> None:
    seq = write("where is it")
    move(store, conversation, Move.TAKE, by="mei")
    move(store, conversation, Move.GIVE_TO_BOT, by="mei")
    assert keep_turn(store, conversation, seq, 0, TURN, "door").kept is Kept.DROPPED
    assert messages_after(store, conversation, seq) == ()


def test_no_reply_comes_after_the_takeover_in_any_of_a_hundred_interleavings(store: Store) -> None:
    with ThreadPoolExecutor(2) as pool:
        for seed in range(100):
            _race(store, pool, random.Random(seed))


def _race(store: Store, pool: ThreadPoolExecutor, chance: random.Random) -> None:
    """Three replies and a takeover, in an order by chance, two of them at a time."""
    conversation = sessions.start(store, sessions.REST, None).conversation
    dropped = _dropped(store)
    for n in range(3):
        inbox.receive(store, conversation, Incoming(f"{n}", f"message {n}", ""))
    steps = [1, 2, 3, None]
    chance.shuffle(steps)

    def do(step: int | None) -> None:
        if step is None:
            add_staff_message(store, conversation, "mei", "I am on it.")
        else:
            keep_turn(store, conversation, step, 0, TURN, "door")

    list(pool.map(do, steps))
    senders = [m.sender for m in messages_after(store, conversation, 3)]
    assert senders.count(Sender.STAFF) == 1
    assert Sender.BOT not in senders[senders.index(Sender.STAFF) :]
    assert senders.count(Sender.BOT) + 2 * (_dropped(store) - dropped) == 6


def test_a_handover_and_its_replies_come_together(
    store: Store, conversation: str, write: Write
) -> None:
    seq, later = write("I want a person"), write("now!")
    turn = Turn((Reply("A colleague will answer here."),), Handover("asked"))
    assert keep_turn(store, conversation, seq, 0, turn, "door").kept is Kept.SAID
    assert answer_to(store, conversation, seq).handled_by == "queue"
    assert answer_to(store, conversation, later).done
    assert lease.claim(store, conversation, "door") is None


def test_trouble_is_told_once_however_often_it_is_tried(
    store: Store, conversation: str, write: Write
) -> None:
    seq = write("where is it")
    assert note_trouble(store, conversation, seq, 0, "One moment.")
    assert note_trouble(store, conversation, seq, 0, "One moment.")
    assert [m.text for m in answer_to(store, conversation, seq).replies] == ["One moment."]


def test_trouble_is_not_told_after_a_takeover(
    store: Store, conversation: str, write: Write
) -> None:
    seq = write("where is it")
    move(store, conversation, Move.TAKE, by="mei")
    assert not note_trouble(store, conversation, seq, 0, "One moment.")
    assert messages_after(store, conversation, seq) == ()


def test_messages_are_worked_on_one_at_a_time_and_in_order(
    store: Store, conversation: str, write: Write
) -> None:
    first, second = write("first"), write("second")
    claimed = lease.claim(store, conversation, "door one")
    assert isinstance(claimed, Waiting)
    assert claimed.seq == first
    assert lease.claim(store, conversation, "door two") == Busy()
    assert lease.claim(store, conversation, "door one") == Busy()
    following = keep_turn(store, conversation, first, 0, TURN, "door one").following
    assert following is not None
    assert following.seq == second


def test_of_many_doors_one_gets_the_conversation(
    store: Store, conversation: str, write: Write
) -> None:
    write("hello")
    with ThreadPoolExecutor(8) as pool:
        claims = list(pool.map(lambda n: lease.claim(store, conversation, f"{n}"), range(8)))
    assert sum(isinstance(claim, Waiting) for claim in claims) == 1


def test_what_a_door_that_died_was_working_on_is_taken_up_by_another(
    store: Store, conversation: str, write: Write, clock_file: Path
) -> None:
    write("hello")
    lease.claim(store, conversation, "door one")
    assert lease.find_unanswered(store) == []
    clock_file.write_text("11")
    assert lease.find_unanswered(store) == [conversation]
    assert isinstance(lease.claim(store, conversation, "door two"), Waiting)
    assert lease.renew(store, conversation, "door two")
    assert not lease.renew(store, conversation, "door one")


def test_a_lease_that_was_given_up_is_not_renewed(
    store: Store, conversation: str, write: Write
) -> None:
    seq = write("hello")
    lease.claim(store, conversation, "door")
    keep_turn(store, conversation, seq, 0, TURN, "door")
    assert not lease.renew(store, conversation, "door")
    write("again")
    assert isinstance(lease.claim(store, conversation, "door"), Waiting)


def test_nothing_waiting_leaves_no_lease(store: Store, conversation: str, write: Write) -> None:
    keep_turn(store, conversation, write("hello"), 0, TURN, "door")
    assert lease.claim(store, conversation, "door one") is None
    write("again")
    assert isinstance(lease.claim(store, conversation, "door two"), Waiting)

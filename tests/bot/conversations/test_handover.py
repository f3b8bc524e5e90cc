"""Who answers: every move from every owner."""

from __future__ import annotations

from itertools import product

import pytest

from bot.conversations import lease
from bot.conversations.database import Store
from bot.conversations.facts import Handover, Reply, Turn, Waiting
from bot.conversations.handover import Move, Owner, judge_move
from bot.conversations.history import in_queue, tips
from bot.conversations.outbox import keep_turn
from bot.conversations.store import Moved, NoConversation, NotAllowed, add_staff_message, move
from tests.bot.conversations.conftest import Write

LEADS = {
    ("bot", "hand_over"): "queue",
    ("bot", "take"): "staff",
    ("bot", "close"): "closed",
    ("queue", "take"): "staff",
    ("queue", "give_to_bot"): "bot",
    ("queue", "close"): "closed",
    ("staff", "pass_on"): "staff",
    ("staff", "put_back"): "queue",
    ("staff", "give_to_bot"): "bot",
    ("staff", "close"): "closed",
    ("closed", "reopen"): "bot",
}


@pytest.mark.parametrize(("owner", "made"), list(product(Owner, Move)))
def test_every_move_leads_where_the_table_says_or_nowhere(owner: Owner, made: Move) -> None:
    after = judge_move(owner, made)
    assert (None if after is None else str(after)) == LEADS.get((str(owner), str(made)))


def test_each_move_makes_a_new_version(store: Store, conversation: str) -> None:
    assert move(store, conversation, Move.TAKE, by="mei") == Moved(Owner.STAFF, 1)
    assert move(store, conversation, Move.PUT_BACK, by="mei") == Moved(Owner.QUEUE, 2)
    assert move(store, conversation, Move.GIVE_TO_BOT, by="mei") == Moved(Owner.BOT, 3)


def test_a_move_that_leads_nowhere_changes_nothing(store: Store, conversation: str) -> None:
    refused = move(store, conversation, Move.PUT_BACK, by="mei")
    assert refused == NotAllowed(Owner.BOT, Move.PUT_BACK)
    assert move(store, conversation, Move.TAKE, by="mei") == Moved(Owner.STAFF, 1)


def test_a_conversation_that_is_not_there_cannot_be_moved(store: Store) -> None:
    assert move(store, "nowhere", Move.TAKE, by="mei") == NoConversation()
    assert add_staff_message(store, "nowhere", "mei", "hello?") == NoConversation()


def test_a_conversation_waits_with_what_the_next_person_should_know(
    store: Store, conversation: str, write: Write
) -> None:
    write("where is LK202611200001")
    seq = write("I want a person")
    keep_turn(store, conversation, 1, 0, Turn((Reply("On its way."),)), "door")
    why = Handover(
        "asked",
        order="LK202611200001",
        finding="parcel_delayed",
        tried=("trace",),
        also=("ask_invoice",),
    )
    keep_turn(store, conversation, seq, 0, Turn((Reply("A colleague comes."),), why), "door")
    (entry,) = in_queue(store)
    assert (entry.conversation, entry.reason) == (conversation, "asked")
    assert entry.summary == {
        "who": None,
        "order": "LK202611200001",
        "finding": "parcel_delayed",
        "tried": ["trace"],
        "also": ["ask_invoice"],
        "mood": "calm",
        "last_words": ["where is LK202611200001", "I want a person"],
    }


def test_a_conversation_that_is_taken_no_longer_waits(
    store: Store, conversation: str, write: Write
) -> None:
    keep_turn(
        store, conversation, write("person"), 0, Turn((Reply("ok"),), Handover("asked")), "door"
    )
    add_staff_message(store, conversation, "mei", "Hello, this is Mei.")
    assert in_queue(store) == ()
    assert tips(store, [conversation])[conversation].handled_by == "staff"


def test_what_waits_for_the_bot_is_left_to_the_person_who_takes_over(
    store: Store, conversation: str, write: Write
) -> None:
    write("first")
    write("second")
    move(store, conversation, Move.TAKE, by="mei")
    assert lease.claim(store, conversation, "door") is None
    assert lease.find_unanswered(store) == []


def test_a_closed_conversation_is_the_bots_again_when_the_shopper_writes(
    store: Store, conversation: str, write: Write
) -> None:
    move(store, conversation, Move.CLOSE, by="mei")
    assert tips(store, [conversation])[conversation].handled_by == "bot"
    seq = write("one more thing")
    waiting = lease.claim(store, conversation, "door")
    assert isinstance(waiting, Waiting)
    assert waiting.seq == seq

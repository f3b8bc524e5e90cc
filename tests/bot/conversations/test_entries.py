"""What is noted about a conversation that comes to people: who is first, who waits since when."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from actions.shop.tables import customers, orders
from bot.conversations import entries, inbox, sessions
from bot.conversations.database import Store
from bot.conversations.facts import Handover, Incoming, Reply, Sender, Turn
from bot.conversations.handover import Move, Owner
from bot.conversations.history import messages_after
from bot.conversations.moving import make_move
from bot.conversations.outbox import keep_turn
from bot.conversations.store import add_staff_message, move
from bot.conversations.tables import queue_entries
from bot.conversations.thread import hold
from tests.bot.conversations.conftest import WORDS


def come(store: Store, words: str, order: str | None = None) -> str:
    """A shopper who says this and is handed over."""
    conversation = sessions.start(store, sessions.REST, None).conversation
    inbox.receive(store, conversation, Incoming("1", words, ""), WORDS)
    turn = Turn((Reply("A colleague comes."),), Handover("asked", order))
    keep_turn(store, conversation, 1, 0, turn, "door")
    return conversation


def entry(store: Store, conversation: str) -> dict[str, Any]:
    query = select(queue_entries).where(queue_entries.c.conversation == conversation)
    with store.read() as connection:
        return dict(connection.execute(query).mappings().one())


def place(store: Store, conversation: str) -> int:
    with store.write() as connection:
        thread = hold(connection, conversation, store.now())
        assert thread is not None
        return entries.place_of(thread)


def add_order(store: Store, number: str, total: str) -> None:
    with store.write() as connection:
        row = {"id": "c1", "name": "C", "locale": "en", "notices": True}
        connection.execute(insert(customers).values(row))
        connection.execute(
            insert(orders).values(
                number=number,
                customer="c1",
                status="placed",
                currency="CNY",
                total=Decimal(total),
                shipping_fee=Decimal(0),
                discount=Decimal(0),
                phone_asked=True,
            )
        )


def test_who_came_first_is_first(store: Store) -> None:
    first, second = come(store, "hello"), come(store, "hello")
    assert [place(store, each) for each in (first, second)] == [1, 2]


def test_the_angry_and_the_annoyed_come_before_the_calm(store: Store) -> None:
    calm, annoyed, angry = come(store, "hello"), come(store, "still waiting"), come(store, "scam!")
    assert [place(store, each) for each in (calm, annoyed, angry)] == [3, 2, 1]
    assert [entry(store, each)["mood"] for each in (calm, annoyed, angry)] == [
        "calm",
        "annoyed",
        "angry",
    ]


def test_long_waiting_comes_before_anger(store: Store, clock_file: Path) -> None:
    calm = come(store, "hello")
    clock_file.write_text("1000")
    assert place(store, come(store, "scam!")) == 2
    assert place(store, calm) == 1


def test_a_dear_order_comes_before_a_cheap_one(store: Store) -> None:
    add_order(store, "LK202611200001", "1000.00")
    cheap, dear = come(store, "hello", "LK1"), come(store, "hello", "LK202611200001")
    assert place(store, dear) == 1
    assert entry(store, cheap)["rank"] - entry(store, dear)["rank"] > timedelta(minutes=9)


def test_who_gets_angry_while_waiting_moves_up(store: Store) -> None:
    first, second = come(store, "hello"), come(store, "hello")
    inbox.receive(store, second, Incoming("2", "this is a scam", ""), WORDS)
    assert (place(store, second), place(store, first)) == (1, 2)
    inbox.receive(store, second, Incoming("3", "thank you", ""), WORDS)
    assert entry(store, second)["mood"] == "angry"


def test_a_shopper_waits_until_a_person_answers(store: Store, clock_file: Path) -> None:
    conversation = come(store, "hello")
    before = entry(store, conversation)
    assert before["awaiting_since"] == before["since"]
    add_staff_message(store, conversation, "mei", "Hello, this is Mei.")
    assert (
        entry(store, conversation)["awaiting_since"],
        entry(store, conversation)["answered"],
    ) == (
        None,
        True,
    )
    clock_file.write_text("60")
    inbox.receive(store, conversation, Incoming("2", "thanks", ""), WORDS)
    again = entry(store, conversation)["awaiting_since"]
    assert again - before["since"] >= timedelta(seconds=60)
    inbox.receive(store, conversation, Incoming("3", "and?", ""), WORDS)
    assert entry(store, conversation)["awaiting_since"] == again


def test_who_comes_back_to_the_queue_has_waited_since_they_wrote(
    store: Store, clock_file: Path
) -> None:
    conversation = come(store, "hello", "LK1")
    since = entry(store, conversation)["since"]
    move(store, conversation, Move.TAKE, by="mei")
    clock_file.write_text("300")
    move(store, conversation, Move.PUT_BACK, by="mei", reason="gone")
    back = entry(store, conversation)
    assert (back["since"], back["reason"], back["order_number"]) == (since, "asked", "LK1")


def test_who_was_answered_waits_from_when_they_are_put_back(store: Store, clock_file: Path) -> None:
    conversation = come(store, "hello")
    since = entry(store, conversation)["since"]
    add_staff_message(store, conversation, "mei", "Hello.")
    clock_file.write_text("300")
    move(store, conversation, Move.PUT_BACK, by="mei")
    assert entry(store, conversation)["since"] - since >= timedelta(seconds=300)


def test_a_place_is_told_now_and_then_only(store: Store, clock_file: Path) -> None:
    conversation = come(store, "hello")
    for seconds, told in ((0, 1), (60, 1), (301, 2), (400, 2)):
        clock_file.write_text(str(seconds))
        inbox.receive(store, conversation, Incoming(f"at {seconds}", "hello?", ""), WORDS)
        said = [m.text for m in messages_after(store, conversation, 0)]
        assert said.count("please wait") == told


def test_what_is_taken_from_the_bot_is_noted_as_taken(store: Store) -> None:
    conversation = sessions.start(store, sessions.REST, None).conversation
    inbox.receive(store, conversation, Incoming("1", "hello", ""), WORDS)
    move(store, conversation, Move.TAKE, by="mei")
    assert entry(store, conversation)["reason"] == "taken"
    assert entry(store, conversation)["awaiting_since"] is not None


def test_a_conversation_is_somebodys_while_staff_own_it(store: Store) -> None:
    conversation = come(store, "hello")
    found = []
    with store.write() as connection:
        thread = hold(connection, conversation, store.now())
        assert thread is not None
        for step, by, to in (
            (Move.TAKE, "mei", None),
            (Move.PASS_ON, "lead", "kim"),
            (Move.PUT_BACK, "kim", None),
            (Move.TAKE, "lead", "mei"),
            (Move.CLOSE, "mei", None),
        ):
            assert make_move(thread, step, by, "desk", to=to)
            found.append((thread.owner, thread.assignee, thread.version))
        held = hold(connection, conversation, store.now())
        assert held is not None
        assert (held.owner, held.assignee) == (Owner.CLOSED, None)
    assert found == [
        (Owner.STAFF, "mei", 2),
        (Owner.STAFF, "kim", 3),
        (Owner.QUEUE, None, 4),
        (Owner.STAFF, "mei", 5),
        (Owner.CLOSED, None, 6),
    ]


def test_nobody_waits_for_people_where_the_bot_answers_again(store: Store) -> None:
    conversation = come(store, "hello")
    move(store, conversation, Move.GIVE_TO_BOT, by="shopper")
    assert entry(store, conversation)["awaiting_since"] is None
    senders = [m.sender for m in messages_after(store, conversation, 0)]
    assert senders == [Sender.SHOPPER, Sender.BOT]

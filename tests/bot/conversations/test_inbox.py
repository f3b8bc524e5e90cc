"""Taking messages in: once, in order, none lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.conversations import inbox, lease, sessions
from bot.conversations.database import Store
from bot.conversations.facts import Handover, Incoming, OtherContent, Reply, Taken, Turn, Waiting
from bot.conversations.history import answer_to, messages_after
from bot.conversations.outbox import keep_turn
from tests.bot.conversations.conftest import Write


def test_one_id_from_ten_threads_is_one_message(store: Store, conversation: str) -> None:
    incoming = Incoming("id-1", "refund please", "print")

    def send(_: int) -> Taken | OtherContent:
        return inbox.receive(store, conversation, incoming)

    with ThreadPoolExecutor(10) as pool:
        taken = list(pool.map(send, range(10)))
    assert sorted(taken, key=lambda t: t.first if isinstance(t, Taken) else False) == [
        *[Taken(1, first=False)] * 9,
        Taken(1, first=True),
    ]
    assert [m.text for m in messages_after(store, conversation, 0)] == ["refund please"]


def test_what_is_acknowledged_survives_a_power_cut(store: Store) -> None:
    full = 2
    with store.write() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == full


def test_ten_messages_at_once_get_ten_seqs(store: Store, conversation: str, write: Write) -> None:
    with ThreadPoolExecutor(10) as pool:
        seqs = list(pool.map(write, [f"line {n}" for n in range(10)]))
    assert sorted(seqs) == list(range(1, 11))


def test_an_id_that_comes_again_with_other_content_is_told_apart(
    store: Store, conversation: str, write: Write
) -> None:
    write("yes", id="id-1")
    other = inbox.receive(store, conversation, Incoming("id-1", "no", "no"))
    assert other == OtherContent()
    assert [m.text for m in messages_after(store, conversation, 0)] == ["yes"]


def test_the_same_id_in_another_conversation_is_another_message(
    store: Store, conversation: str, write: Write
) -> None:
    write("yes", id="id-1")
    other = sessions.start(store, sessions.REST, None).conversation
    assert inbox.receive(store, other, Incoming("id-1", "no", "no")) == Taken(1, first=True)


def test_a_conversation_nobody_began_takes_nothing(store: Store) -> None:
    with pytest.raises(KeyError):
        inbox.receive(store, "nowhere", Incoming("id-1", "hi", "hi"))


def test_an_opening_command_is_greeted_and_not_shown(
    store: Store, conversation: str, write: Write
) -> None:
    write("/get_started")
    waiting = lease.claim(store, conversation, "door")
    assert isinstance(waiting, Waiting)
    assert waiting.payload == "/greet"
    assert messages_after(store, conversation, 0) == ()


def test_an_opening_command_later_on_is_words(
    store: Store, conversation: str, write: Write
) -> None:
    keep_turn(store, conversation, write("hello"), 0, Turn((Reply("Hi!"),)), "door")
    write("/get_started")
    waiting = lease.claim(store, conversation, "door")
    assert isinstance(waiting, Waiting)
    assert waiting.payload is None
    assert messages_after(store, conversation, 2)[0].text == "/get_started"


def test_who_waits_for_a_person_is_told_so_once(
    store: Store, conversation: str, write: Write
) -> None:
    keep_turn(
        store, conversation, write("person"), 0, Turn((Reply("ok"),), Handover("asked")), "door"
    )
    first, second = write("hello?"), write("anybody?")
    assert [m.text for m in answer_to(store, conversation, first).replies] == ["please wait"]
    answer = answer_to(store, conversation, second)
    assert (answer.done, answer.handled_by, answer.replies) == (True, "queue", ())


def test_a_button_counts_only_where_it_was_shown(
    store: Store, conversation: str, write: Write
) -> None:
    shown = Turn((Reply("Sure?", (("Yes", "/affirm"), ("No", "/deny"))),))
    seq = write("cancel it")
    keep_turn(store, conversation, seq, 0, shown, "door")
    yes, no = answer_to(store, conversation, seq).replies[0].buttons
    assert inbox.find_button(store, conversation, yes.id) == ("Yes", "/affirm")
    assert inbox.find_button(store, conversation, no.id) == ("No", "/deny")
    other = sessions.start(store, sessions.REST, None).conversation
    assert inbox.find_button(store, other, yes.id) is None
    assert inbox.find_button(store, conversation, "/affirm") is None


def test_only_hashes_of_what_opens_a_conversation_are_kept(store: Store) -> None:
    opened = sessions.start(store, sessions.REST, None)
    with store.read() as connection:
        kept = str(connection.exec_driver_sql("select * from chat_sessions").fetchall())
    assert opened.secret not in kept
    assert len({opened.secret, opened.public_id, opened.conversation}) == 3


@pytest.mark.parametrize("secret", ["", "x", "\ud800", "' or 1=1 --", "\x00"])
def test_a_secret_that_was_not_issued_opens_nothing(store: Store, secret: str) -> None:
    sessions.start(store, sessions.SOCKET, None)
    assert sessions.find_by_secret(store, sessions.SOCKET, secret) is None


def test_a_secret_of_one_kind_does_not_open_the_other(store: Store) -> None:
    socket = sessions.start(store, sessions.SOCKET, None)
    assert sessions.find_by_secret(store, sessions.REST, socket.secret) is None
    assert sessions.find_by_secret(store, sessions.SOCKET, socket.secret) is not None


def test_a_customer_gets_back_the_conversation_that_changed_last(store: Store) -> None:
    first = sessions.start(store, sessions.REST, None).conversation
    second = sessions.start(store, sessions.REST, None).conversation
    sessions.note_customer(store, first, "c1")
    sessions.note_customer(store, second, "c1")
    inbox.receive(store, first, Incoming("a", "a", "a"))
    assert sessions.find_open_of(store, "c1") == first
    assert sessions.find_open_of(store, "c2") is None

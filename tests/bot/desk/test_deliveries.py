"""The outbox: each thing is told once, tried again at longer and longer spans, then given up."""

from __future__ import annotations

from datetime import timedelta

from bot.conversations import inbox, sessions
from bot.conversations.facts import Incoming
from bot.desk.deliveries import (
    RETRY_AFTER,
    Delivery,
    claim_due,
    note_delivered,
    note_failed,
)
from bot.desk.office import Office
from bot.desk.telling import collect
from tests.actions.shop.counter import StoppedClock
from tests.bot.desk.conftest import People


def due(office: Office) -> list[Delivery]:
    return claim_due(office.store, 100)


def test_what_happened_before_it_was_set_up_is_not_told(office: Office, people: People) -> None:
    people.come()
    assert collect(office.store) == 0
    assert due(office) == []
    people.come()
    assert collect(office.store) > 0


def test_everything_is_told_once_however_often_one_looks(office: Office, people: People) -> None:
    collect(office.store)
    people.come()
    assert collect(office.store) == 4
    assert collect(office.store) == 0
    found = due(office)
    assert [each.event for each in found] == ["handover", "message", "message", "message"]
    assert len({each.about for each in found}) == 4
    assert due(office) == []


def test_much_at_once_is_told_bit_by_bit(office: Office, people: People) -> None:
    collect(office.store)
    conversation = people.come()
    for number in range(500):
        incoming = Incoming(str(number + 2), f"message {number}", "")
        inbox.receive(office.store, conversation, incoming)
    told = 0
    while more := collect(office.store):
        told += more
    assert told == 504


def test_messages_to_the_bot_alone_are_told_to_nobody(office: Office, people: People) -> None:
    collect(office.store)
    alone = sessions.start(office.store, sessions.REST, None).conversation
    inbox.receive(office.store, alone, Incoming("1", "hello", ""))
    assert collect(office.store) == 0


def test_a_try_that_fails_is_made_again_later_and_later(
    office: Office, people: People, clock: StoppedClock
) -> None:
    collect(office.store)
    people.come()
    collect(office.store)
    first, *others = due(office)
    for each in others:
        note_delivered(office.store, each)
    tried, started = first, clock.now()
    for wait in RETRY_AFTER:
        assert note_failed(office.store, tried, "HTTP 503")
        clock.forward(seconds=wait.total_seconds() - 1)
        assert due(office) == []
        clock.forward(seconds=1)
        (tried,) = due(office)
        assert tried.about == first.about
    assert clock.now() - started == sum(RETRY_AFTER, timedelta())
    assert not note_failed(office.store, tried, "HTTP 503")
    clock.forward(days=30)
    assert due(office) == []


def test_what_a_door_was_sending_when_it_died_is_sent_by_another(
    office: Office, people: People, clock: StoppedClock
) -> None:
    collect(office.store)
    people.come()
    collect(office.store)
    claimed = due(office)
    clock.forward(seconds=59)
    assert due(office) == []
    clock.forward(seconds=2)
    assert [each.about for each in due(office)] == [each.about for each in claimed]

"""What shoppers are told while they wait: their place, how long, and when we are back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.conversations.facts import Sender
from bot.conversations.handover import Move
from bot.conversations.history import messages_after
from bot.conversations.store import move
from bot.desk.accounts import Presence
from bot.desk.office import Office
from bot.desk.presence import note_seen, set_presence
from tests.actions.shop.counter import StoppedClock
from tests.bot.desk.conftest import People

WEDNESDAY, FRIDAY = date(2026, 11, 18), date(2026, 11, 20)


@pytest.fixture
def mei(office: Office, people: People) -> None:
    """She is at the desk, and free."""
    people.hire("mei")
    set_presence(office.store, "mei", Presence.AVAILABLE)
    note_seen(office.store, ["mei"])


def told(office: Office, conversation: str) -> list[str]:
    found = messages_after(office.store, conversation, 0)
    return [m.text for m in found if m.sender is Sender.SYSTEM]


@pytest.mark.usefixtures("mei")
def test_a_shopper_is_told_the_place_and_the_wait(office: Office, people: People) -> None:
    places = [told(office, people.come()) for _ in range(4)]
    assert places == [
        ["waiting en place=1 minutes=5"],
        ["waiting en place=2 minutes=5"],
        ["waiting en place=3 minutes=5"],
        ["waiting en place=4 minutes=10"],
    ]


@pytest.mark.parametrize("presence", [None, Presence.AWAY, Presence.OFFLINE])
def test_where_nobody_is_free_no_wait_is_promised(
    office: Office, people: People, presence: Presence | None
) -> None:
    if presence is not None:
        people.hire("mei")
        set_presence(office.store, "mei", presence)
        note_seen(office.store, ["mei"])
    assert told(office, people.come()) == ["waiting_for_somebody en place=1"]


@pytest.mark.usefixtures("mei")
def test_the_wait_is_told_as_it_was_for_those_before(
    office: Office, people: People, clock: StoppedClock
) -> None:
    first, second = people.come(), people.come()
    clock.forward(minutes=12)
    move(office.store, first, Move.TAKE, by="mei")
    clock.forward(minutes=2)
    move(office.store, second, Move.TAKE, by="mei")
    note_seen(office.store, ["mei"])
    assert told(office, people.come()) == ["waiting en place=1 minutes=13"]
    clock.forward(hours=3)
    note_seen(office.store, ["mei"])
    assert told(office, people.come()) == ["waiting en place=2 minutes=5"]


@pytest.mark.usefixtures("mei")
def test_the_language_is_the_one_the_shopper_writes(office: Office, people: People) -> None:
    assert told(office, people.come("转人工")) == ["waiting zh place=1 minutes=5"]


@pytest.mark.parametrize(
    ("day", "hour", "said"),
    [
        (WEDNESDAY, 7, "waiting_until en day=2026-11-18 time=09:00"),
        (WEDNESDAY, 23, "waiting_until en day=2026-11-19 time=09:00"),
        (FRIDAY, 22, "waiting_until en day=2026-11-21 time=10:00"),
    ],
)
def test_out_of_hours_the_time_of_the_answer_is_told(
    office: Office, people: People, clock: StoppedClock, day: date, hour: int, said: str
) -> None:
    clock.at = people.at(day, hour)
    assert told(office, people.come()) == [said]


def test_a_shop_without_hours_promises_no_time(office: Office, people: People) -> None:
    support = replace(office.policy.support, hours={})
    people.office = replace(office, policy=replace(office.policy, support=support))
    assert told(office, people.come()) == ["waiting_closed en"]


def test_who_writes_on_is_told_the_new_place_now_and_then(
    office: Office, people: People, clock: StoppedClock
) -> None:
    first, second = people.come(), people.come()
    people.write(second, "hello?")
    move(office.store, first, Move.TAKE, by="mei")
    people.write(second, "still there?")
    clock.forward(minutes=6)
    people.write(second, "anybody?")
    places = [text.split("place=")[-1] for text in told(office, second)]
    assert [place[0] for place in places] == ["2", "2", "1"]


def test_nobody_writes_more_than_three_messages_without_a_word(
    office: Office, people: People
) -> None:
    conversation = people.come()
    after = []
    for word in ("hello?", "are you there", "it is urgent", "please", "hm", "well"):
        people.write(conversation, word)
        after.append(len(told(office, conversation)))
    assert after == [2, 2, 2, 3, 3, 3]


def test_another_matter_is_answered_at_once_and_once_with_the_way_back(
    office: Office, people: People
) -> None:
    conversation = people.come("the refund takes too long, a person please")
    people.write(conversation, "hello?")
    told_before = len(told(office, conversation))
    people.write(conversation, "I also need an invoice for LK202611200001")
    last = messages_after(office.store, conversation, 0)[-1]
    assert len(told(office, conversation)) == told_before + 1
    assert [button.title for button in last.buttons] == ["back_to_bot en"]
    people.write(conversation, "the invoice is for LK202611200001")
    people.write(conversation, "and my refund?")
    assert len(told(office, conversation)) == told_before + 1


def test_who_waits_may_go_back_to_the_bot_unless_it_does_not_answer(
    office: Office, people: People
) -> None:
    for reason, titles in (("asked_for", ["back_to_bot en"]), ("bot_unavailable", [])):
        conversation = people.come(reason=reason)
        last = messages_after(office.store, conversation, 0)[-1]
        assert [button.title for button in last.buttons] == titles

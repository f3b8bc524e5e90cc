"""What the desk does by itself: gives what waits to who is there, takes back what was left."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversations.facts import Sender
from bot.conversations.handover import Move, Owner
from bot.conversations.history import messages_after
from bot.conversations.store import Moved, add_staff_message, move
from bot.desk import replying, taking
from bot.desk.accounts import Change, Presence, Role, Staff, change_staff, set_preferences
from bot.desk.giving import Free, choose, give, give_waiting
from bot.desk.items import Item
from bot.desk.listing import find_item
from bot.desk.losing import Lost, take_back
from bot.desk.office import Office
from bot.desk.presence import note_seen, set_presence
from tests.actions.shop.counter import StoppedClock
from tests.actions.shop.samples import NOW
from tests.bot.desk.conftest import People


def arrive(office: Office, people: People, *names: str) -> list[Staff]:
    """These are at work, with a console open."""
    hired = [people.hire(name) for name in names]
    for each in hired:
        set_presence(office.store, each.name, Presence.AVAILABLE)
    note_seen(office.store, names)
    return hired


def item(office: Office, conversation: str) -> Item:
    found = find_item(office, "", conversation)
    assert found is not None
    return found


def answer(office: Office, who: Staff, conversation: str) -> None:
    version = item(office, conversation).version
    said = replying.reply(office.store, who, conversation, f"v{version}", "Hello.", version)
    assert isinstance(said, replying.Said)


def told(office: Office, conversation: str) -> list[str]:
    found = messages_after(office.store, conversation, 0)
    return [m.text for m in found if m.sender is Sender.SYSTEM]


def test_what_waits_goes_to_who_is_there_the_most_urgent_first(
    office: Office, people: People
) -> None:
    calm, angry = people.come(), people.come("a person, this is a scam")
    arrive(office, people, "mei")
    assert list(give_waiting(office).items()) == [(angry, "mei"), (calm, "mei")]
    found = item(office, calm)
    assert (found.owner, found.assignee) == (Owner.STAFF, "mei")
    assert told(office, calm)[-1] == "joined en name=mei"


def test_everybody_gets_their_turn(office: Office, people: People, clock: StoppedClock) -> None:
    arrive(office, people, "kim", "mei")
    turns: list[str] = []
    for _ in range(4):
        clock.forward(seconds=1)
        turns += give_waiting(office).values() if people.come() else ()
    assert turns == ["kim", "mei", "kim", "mei"]


def test_nobody_is_given_more_than_they_have_room_for(office: Office, people: People) -> None:
    arrive(office, people, "mei")
    set_preferences(office.store, "mei", capacity=2)
    for _ in range(3):
        people.come()
    assert len(give_waiting(office)) == 2
    assert give_waiting(office) == {}


@pytest.mark.parametrize("presence", [Presence.AWAY, Presence.OFFLINE])
def test_who_is_not_available_is_given_nothing(
    office: Office, people: People, presence: Presence
) -> None:
    people.come()
    arrive(office, people, "mei")
    set_presence(office.store, "mei", presence)
    assert give_waiting(office) == {}


def test_who_has_closed_the_console_is_given_nothing(
    office: Office, people: People, clock: StoppedClock
) -> None:
    arrive(office, people, "mei")
    clock.forward(minutes=3)
    people.come()
    assert give_waiting(office) == {}


def test_who_waits_for_an_approval_is_left_to_whoever_decides(
    office: Office, people: People
) -> None:
    people.come(reason="approval")
    arrive(office, people, "mei")
    assert give_waiting(office) == {}


def test_it_can_be_switched_off(office: Office, people: People) -> None:
    people.come()
    arrive(office, people, "mei")
    desk = replace(office.policy.desk, assign=False)
    quiet = replace(office, policy=replace(office.policy, desk=desk))
    assert give_waiting(quiet) == {}


def test_what_somebody_took_meanwhile_is_given_to_nobody(office: Office, people: People) -> None:
    conversation = people.come()
    (mei, _) = arrive(office, people, "mei", "kim")
    taking.claim(office, mei, conversation, 1)
    assert give(office, conversation) is None
    assert give(office, "0" * 32) is None


def test_who_leaves_loses_what_they_had_and_the_shopper_is_told_once(
    office: Office, people: People, clock: StoppedClock
) -> None:
    (mei,) = arrive(office, people, "mei")
    conversation = people.come()
    taking.claim(office, mei, conversation, 1)
    answer(office, mei, conversation)
    clock.forward(minutes=1)
    assert take_back(office) == {}
    clock.forward(minutes=2)
    assert take_back(office) == {conversation: Lost.GONE}
    assert take_back(office) == {}
    assert item(office, conversation).owner is Owner.QUEUE
    assert [text.split()[0] for text in told(office, conversation)][-2:] == [
        "passed_on",
        "waiting_for_somebody",
    ]
    assert sum(text.startswith("passed_on") for text in told(office, conversation)) == 1


@pytest.mark.parametrize("how", ["offline", "disabled"])
def test_who_says_they_are_gone_loses_it_at_once(office: Office, people: People, how: str) -> None:
    (mei,) = arrive(office, people, "mei")
    lead = people.hire("lead", Role.SUPERVISOR)
    conversation = people.come()
    taking.claim(office, mei, conversation, 1)
    if how == "offline":
        set_presence(office.store, "mei", Presence.OFFLINE)
    else:
        change_staff(office.store, "mei", Change(disabled=True), lead)
    assert take_back(office) == {conversation: Lost.GONE}


def test_who_is_away_for_a_while_keeps_what_they_have(office: Office, people: People) -> None:
    (mei,) = arrive(office, people, "mei")
    conversation = people.come()
    taking.claim(office, mei, conversation, 1)
    set_presence(office.store, "mei", Presence.AWAY)
    assert take_back(office) == {}


def test_who_was_given_it_and_says_nothing_loses_it_to_the_next(
    office: Office, people: People, clock: StoppedClock
) -> None:
    arrive(office, people, "mei", "kim")
    conversation = people.come()
    clock.forward(minutes=1)
    note_seen(office.store, ["mei", "kim"])
    first = give_waiting(office)[conversation]
    clock.forward(minutes=3)
    note_seen(office.store, ["mei", "kim"])
    assert take_back(office) == {}
    clock.forward(seconds=1)
    assert take_back(office) == {conversation: Lost.UNANSWERED}
    second = give_waiting(office)[conversation]
    assert {first, second} == {"mei", "kim"}
    # Neither answers: it waits for somebody to take it, and goes round no more.
    clock.forward(minutes=4)
    note_seen(office.store, ["mei", "kim"])
    assert take_back(office) == {conversation: Lost.UNANSWERED}
    assert give_waiting(office) == {}


def test_who_took_it_themselves_or_answered_has_longer(
    office: Office, people: People, clock: StoppedClock
) -> None:
    (mei,) = arrive(office, people, "mei")
    claimed, answered = people.come(), people.come()
    taking.claim(office, mei, claimed, 1)
    assert give(office, answered) == "mei"
    answer(office, mei, answered)
    people.write(answered, "and now?")
    for minutes, lost in ((19, {}), (2, {claimed: Lost.UNANSWERED, answered: Lost.UNANSWERED})):
        clock.forward(minutes=minutes)
        note_seen(office.store, ["mei"])
        assert take_back(office) == lost


def test_who_is_at_work_on_it_has_longer_too(
    office: Office, people: People, clock: StoppedClock
) -> None:
    mei, kim = arrive(office, people, "mei", "kim")
    conversation = people.come()
    taking.claim(office, mei, conversation, 1)
    clock.forward(minutes=15)
    replying.add_note(office.store, mei, conversation, "asking the warehouse")
    clock.forward(minutes=19)
    # What others do for it says nothing of mei.
    replying.add_note(office.store, kim, conversation, "they have none left")
    note_seen(office.store, ["mei", "kim"])
    assert take_back(office) == {}
    clock.forward(minutes=2)
    note_seen(office.store, ["mei", "kim"])
    assert take_back(office) == {conversation: Lost.UNANSWERED}


def test_who_has_answered_loses_nothing_while_the_shopper_is_silent(
    office: Office, people: People, clock: StoppedClock
) -> None:
    (mei,) = arrive(office, people, "mei")
    conversation = people.come()
    taking.claim(office, mei, conversation, 1)
    answer(office, mei, conversation)
    clock.forward(hours=5)
    note_seen(office.store, ["mei"])
    assert take_back(office) == {}


def test_who_comes_back_may_be_given_it_again(
    office: Office, people: People, clock: StoppedClock
) -> None:
    arrive(office, people, "mei")
    conversation = people.come()
    assert give(office, conversation) == "mei"
    clock.forward(minutes=3)
    assert take_back(office) == {conversation: Lost.GONE}
    note_seen(office.store, ["mei"])
    assert give_waiting(office) == {conversation: "mei"}


def test_what_somebody_put_back_goes_to_others(office: Office, people: People) -> None:
    (mei,) = arrive(office, people, "mei")
    conversation = people.come()
    taking.claim(office, mei, conversation, 1)
    taking.release(office, mei, conversation, 2)
    assert give_waiting(office) == {}
    arrive(office, people, "kim")
    assert give_waiting(office) == {conversation: "kim"}


def hand_over_again(office: Office, people: People, conversation: str) -> None:
    people.write(conversation, "one more thing")
    moved = move(office.store, conversation, Move.HAND_OVER, by="bot", reason="asked_for")
    assert isinstance(moved, Moved)


@pytest.mark.parametrize(("minutes", "name"), [(59, "mei"), (61, "kim")])
def test_a_case_taken_up_again_goes_to_whom_it_was_with(
    office: Office, people: People, clock: StoppedClock, minutes: int, name: str
) -> None:
    # It is kim's turn: mei was given the last one.
    mei, _ = arrive(office, people, "mei", "kim")
    conversation = people.come()
    assert choose([Free("kim", None), Free("mei", NOW)], (), None) == "kim"
    taking.claim(office, mei, conversation, 1)
    answer(office, mei, conversation)
    other = people.come()
    clock.forward(seconds=1)
    taking.assign(office, mei, conversation, "mei", 2)
    taking.resolve(office, mei, conversation, item(office, conversation).version)
    taking.claim(office, people.hire("lead", Role.SUPERVISOR), other, 1)
    clock.forward(minutes=minutes)
    note_seen(office.store, ["mei", "kim"])
    hand_over_again(office, people, conversation)
    assert give_waiting(office) == {conversation: name}


def test_who_writes_from_a_command_is_never_taken_for_gone(
    office: Office, people: People, clock: StoppedClock
) -> None:
    conversation = people.come()
    add_staff_message(office.store, conversation, "staff", "Hello.")
    people.write(conversation, "hello?")
    clock.forward(days=1)
    assert take_back(office) == {}


def test_of_several_free_who_had_it_before_comes_first() -> None:
    early, late = NOW - timedelta(hours=2), NOW - timedelta(hours=1)
    free = [Free("kim", late), Free("mei", early), Free("new", None)]
    assert choose(free, (), None) == "new"
    assert choose(free, ("new",), None) == "mei"
    assert choose(free, (), "kim") == "kim"
    assert choose(free, ("kim",), "kim") == "new"
    assert choose(free, ("kim", "mei", "new"), "kim") is None
    assert choose([], (), "kim") is None

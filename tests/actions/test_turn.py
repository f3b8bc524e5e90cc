"""A turn reads the first matter of a message, and takes the others up one after the other."""

from __future__ import annotations

from typing import Any, cast

from rasa_sdk import Tracker

from actions.case import Asked, Case
from actions.turn import EVENTS_OF_A_SESSION, Message, Turn, read_turn

PARTS = [
    {"intent": "parcel_delayed", "start": 0, "end": 10},
    {"intent": "charged_twice", "start": 17, "end": 34},
]
LATEST = {
    "text": "it is late. also charged me twice ",
    "intent": {"name": "parcel_delayed"},
    "entities": [],
    "parts": PARTS,
}


def tracker(latest: dict[str, Any], case: dict[str, Any] | None = None, events: int = 0) -> Tracker:
    slots = {"language": "en", "case": case}
    return Tracker("c", slots, latest, [{}] * events, False, None, {}, "action_listen")


def names(turn: Turn, events: int = 0) -> list[str]:
    """The events a turn leaves: their kinds, and which action follows."""
    left = cast(list[dict[str, Any]], turn.events(tracker({}, events=events)))
    return [str(e["name"]) if e["event"] == "followup" else str(e["event"]) for e in left]


def test_the_first_matter_is_the_message_and_the_second_waits() -> None:
    turn = read_turn(tracker(LATEST))
    assert (turn.message.text, turn.message.intent) == ("it is late", "parcel_delayed")
    assert [matter["intent"] for matter in turn.case.waiting] == ["charged_twice"]
    assert turn.noted == list(turn.case.waiting)


def test_what_waits_is_the_message_of_the_next_action_and_waits_no_more() -> None:
    before = read_turn(tracker(LATEST))
    assert before.go_on()
    assert names(before) == ["slot", "slot", "action_charged_twice"]
    after = read_turn(tracker(LATEST, before.case.to_slot()))
    assert (after.message.intent, after.taken_up) == ("charged_twice", True)
    assert (after.case.waiting, after.case.going_on, after.noted) == ((), False, [])
    # No rule foresees what follows it, so it says itself that the turn is over.
    assert names(after) == ["slot", "slot", "action_listen"]


def test_a_turn_like_any_other_leaves_the_rest_to_the_rules() -> None:
    assert names(read_turn(tracker({"text": "hi"}))) == ["slot", "slot"]


def test_a_session_that_grew_long_ends_without_losing_what_is_next() -> None:
    turn = read_turn(tracker(LATEST))
    assert names(turn, EVENTS_OF_A_SESSION)[-1] == "action_listen"
    turn.go_on()
    assert names(turn, EVENTS_OF_A_SESSION)[0] == "session_started"
    assert names(turn, EVENTS_OF_A_SESSION)[-1] == "action_charged_twice"


def test_going_on_drops_the_wish_and_keeps_what_was_tried() -> None:
    waiting = ({"intent": "reorder", "text": "again", "entities": []},)
    case = Case(
        topic="refund_request",
        order="LK1",
        wish="refund",
        draft={"amount": "5"},
        asked=Asked.YES,
        said=("before",),
        tried=("told:LK1:x",),
        waiting=waiting,
    )
    turn = Turn("c", "en", Message(), case)
    assert turn.go_on()
    left = turn.case
    assert (left.topic, left.wish, left.draft, left.said) == ("", "", {}, ())
    assert (left.order, left.tried, left.asked) == ("LK1", ("told:LK1:x",), Asked.NOTHING)


def test_with_nothing_waiting_or_a_person_called_there_is_nothing_to_go_on_with() -> None:
    turn = Turn("c", "en", Message(), Case())
    assert not turn.go_on()
    turn = read_turn(tracker(LATEST))
    turn.hand_over("asked_for")
    assert not turn.go_on()


def test_a_person_who_takes_over_is_told_of_everything_and_the_shopper_too() -> None:
    turn = read_turn(tracker(LATEST))
    turn.hand_over("asked_for")
    assert [reply.response for reply in turn.replies] == ["utter_also_told", ""]
    assert turn.replies[-1].beside["handover"]["also"] == ["charged_twice"]
    assert turn.case.waiting == ()


def test_an_order_is_drawn_once_in_a_turn() -> None:
    turn = read_turn(tracker({"text": "x"}))
    assert not turn.shows_order("LK1")
    turn.show("utter_item_problem", {"type": "order", "order": {"number": "LK1"}})
    turn.show("utter_ask_slot", {"type": "form", "form": "slot"})
    assert turn.shows_order("LK1")
    assert not turn.shows_order("LK2")

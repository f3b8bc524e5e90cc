"""What a tracker's events tell about a conversation."""

from __future__ import annotations

from typing import Any

from actions.offering import OFFER
from actions.shop.policy import RemedyKind
from bot.answering import responses
from bot.converse.seen import Seen, answered_in, seen_in

REFUND = OFFER[RemedyKind.REFUND]
CASE = {"finding": "parcel_delayed", "order": "LK1"}
OFFERING = {**CASE, "asked": "wish", "choices": ["wish:refund"]}


def user() -> dict[str, Any]:
    return {"event": "user", "text": "hi"}


def bot(response: str | None) -> dict[str, Any]:
    return {"event": "bot", "text": "...", "metadata": {"utter_action": response}}


def slot(name: str, value: Any) -> dict[str, Any]:
    return {"event": "slot", "name": name, "value": value}


def test_texts_are_known_by_name_in_the_language_of_their_moment() -> None:
    events = [bot("utter_a"), slot("language", "zh"), bot("utter_a"), bot("utter_b"), bot(None)]
    seen = seen_in(events, {})
    assert seen.said == {("utter_a", "en"), ("utter_a", "zh"), ("utter_b", "zh")}
    assert seen.languages == {"en", "zh"}


def test_a_finding_is_told_once_and_not_again_when_the_language_changes() -> None:
    told = {**CASE, "tried": ["told:LK1:parcel_delayed", "refund:done:R-1"]}
    seen = seen_in([slot("case", told), slot("language", "zh"), slot("case", told)], {})
    assert seen.told == {("parcel_delayed", "en")}


def test_an_offer_counts_where_its_button_was_shown() -> None:
    shown = [user(), bot(REFUND), slot("case", OFFERING)]
    assert seen_in(shown, {}).offered == {("parcel_delayed", "refund", "en")}
    # Still open two turns later, and not shown again.
    later = [*shown, slot("language", "zh"), user(), bot("utter_greet"), slot("case", OFFERING)]
    assert seen_in(later, {}).offered == {("parcel_delayed", "refund", "en")}


def test_a_remedy_counts_for_the_finding_it_was_agreed_under_only_if_it_came_about() -> None:
    events = [slot("language", "zh"), user(), slot("case", {**CASE, "proposal": "P-1"})]
    assert seen_in(events, {"P-1": "resend"}).done == {("parcel_delayed", "resend", "zh")}
    assert seen_in(events, {"P-2": "resend"}).done == frozenset()


def test_what_conversations_reached_adds_up() -> None:
    first, second = Seen(said=frozenset({("a", "en")})), Seen(told=frozenset({("b", "zh")}))
    both = first | second
    assert (both.said, both.told) == (first.said, second.told)


def test_answers_of_staff_are_known_by_their_words() -> None:
    texts = responses()["utter_request_approved"]
    heard = [texts[language].format(number="LK1", reference="R-1") for language in ("zh", "en")]
    assert answered_in(heard).said == {
        ("utter_request_approved", "zh"),
        ("utter_request_approved", "en"),
    }
    assert answered_in(["Good news, everyone!", ""]).said == frozenset()

"""A wish that is interrupted waits as it stood; what takes its place lets it wait no longer."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from actions.case import Asked, Case
from actions.matters import is_parked
from actions.parking import given_for, parked, replaced_by, unparked, without_wish_of

REFUND = Case(
    topic="parcel_delayed",
    order="LK1",
    finding="parcel_delayed",
    asked=Asked.YES,
    wish="refund",
    draft={"lines": [0]},
    proposal="P-1",
)


def of(wish: str, topic: str = "", **draft: object) -> Case:
    return replace(REFUND, wish=wish, topic=topic, draft=draft)


def test_it_comes_back_as_it_stood_without_the_proposal() -> None:
    waiting = parked(REFUND)
    assert is_parked(waiting)
    assert (waiting["intent"], waiting["entities"][0]["value"]) == ("refund_request", "LK1")
    back = unparked(Case(topic="ask_invoice", order="LK2", tried=("told",)), waiting)
    assert back == replace(REFUND, proposal="", tried=("told",))


def test_a_tracker_can_keep_it() -> None:
    case = Case(waiting=(parked(REFUND),))
    assert Case.from_slot(json.loads(json.dumps(case.to_slot()))).waiting == case.waiting


def test_what_was_only_noted_changes_nothing() -> None:
    noted = {"intent": "ask_invoice", "text": "x", "entities": []}
    assert not is_parked(noted)
    assert unparked(REFUND, noted) is REFUND
    assert replaced_by((noted,), "ask_invoice", "LK1") == ()
    assert without_wish_of((noted,), "invoice", "LK1") == (noted,)


@pytest.mark.parametrize(
    ("wish", "topic"),
    [
        ("refund", "reorder"),
        ("cancel", "wrong_address"),
        ("refund_surplus", "cancel_order"),
        ("refund_surplus", "refund_request"),
        ("invoice", "ask_invoice"),
        ("cancel", "charged_twice"),
    ],
)
def test_a_change_of_mind_about_the_same_order_takes_its_place(wish: str, topic: str) -> None:
    waiting = (parked(of(wish)),)
    assert replaced_by(waiting, topic, "LK1") == waiting
    assert replaced_by(waiting, topic, "LK2") == ()


@pytest.mark.parametrize(
    ("wish", "topic"),
    [
        ("refund", "ask_invoice"),
        ("cancel", "delivery_complaint"),
        ("refund_surplus", "parcel_delayed"),
        ("invoice", "cancel_order"),
        ("reschedule", "charged_twice"),
    ],
)
def test_another_matter_of_the_same_order_does_not(wish: str, topic: str) -> None:
    assert replaced_by((parked(of(wish)),), topic, "LK1") == ()


def test_a_complaint_is_called_one_and_goods_of_another_seller_are() -> None:
    assert parked(of("claim", problem="courier"))["intent"] == "delivery_complaint"
    assert parked(of("claim", problem="not_received"))["intent"] == "parcel_missing"
    assert parked(of("substitute"))["intent"] == "out_of_stock"
    assert parked(of("substitute", changing=True))["intent"] == "change_items"


def test_what_was_given_counts_where_the_same_is_wished_again() -> None:
    gone = (parked(of("change_address", "wrong_address", address={"city": "X"})),)
    assert given_for(gone, "wrong_address") == {"address": {"city": "X"}}
    assert given_for(gone, "cancel_order") == {}


def test_each_wish_of_each_order_waits_once() -> None:
    one, other = parked(REFUND), parked(replace(REFUND, order="LK2"))
    assert without_wish_of((one, other), "refund", "LK2") == (one,)

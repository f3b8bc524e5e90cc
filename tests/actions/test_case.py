"""The case survives the tracker, and drops what belongs to another order."""

from __future__ import annotations

import json

from actions.case import Asked, Case


def test_a_case_comes_back_from_the_tracker_as_it_was() -> None:
    case = Case(
        topic="wrong_address",
        order="LK1",
        asked=Asked.ADDRESS,
        wish="change_address",
        draft={"address": {"city": "杭州市"}},
        choices=("order:LK1", "order:LK2"),
        said=("where is it",),
        tried=("told:LK1:address_invalid",),
        missed=1,
    )
    assert Case.from_slot(json.loads(json.dumps(case.to_slot()))) == case


def test_a_fresh_case_costs_the_tracker_nothing() -> None:
    assert Case().to_slot() == {}
    assert Case.from_slot(None) == Case()


def test_what_is_not_known_in_a_slot_is_left_out() -> None:
    assert Case.from_slot({"topic": "reorder", "of_another_version": 1}) == Case(topic="reorder")


def test_another_order_drops_what_was_collected_for_the_first() -> None:
    case = Case(order="LK1", wish="reschedule", draft={"day": "2026-11-25"}, proposal="p")
    moved = case.on_order("LK2")
    assert (moved.order, moved.wish, moved.draft, moved.proposal) == ("LK2", "", {}, "")


def test_the_same_order_keeps_what_was_collected() -> None:
    case = Case(order="LK1", wish="reschedule", draft={"day": "2026-11-25"})
    assert case.on_order("LK1") == case

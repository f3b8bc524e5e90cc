"""One matter or several, from what the parts were read as."""

from __future__ import annotations

import pytest
import yaml

from bot.nlu.clauses import Clauses, Cut, Segment
from bot.nlu.several import LEADS, MATTERS, STORIES, Part, Ranking, arranged, find_matters
from bot.settings import ROOT

PLAIN, MARKED, OTHER = (False, False), (True, False), (False, True)


def two(first: str, second: str, sure: float, cut: tuple[bool, bool], trace: float = 0.1) -> int:
    """How many matters there are in two parts that were read like this."""
    clauses = Clauses("x" * 20, 0, (Cut(9, 10, *cut),))
    rankings: dict[Segment, Ranking] = {
        (0, 2): [(second, 0.8), (first, trace)],
        (0, 1): [(first, sure), ("greet", 0.0)],
        (1, 2): [(second, sure), ("greet", 0.0)],
    }
    return len(find_matters(clauses, rankings, lambda segment: frozenset()))


def test_words_that_add_make_two_of_sure_and_fairly_sure_readings() -> None:
    assert two("parcel_delayed", "charged_twice", 0.7, MARKED) == 2
    assert two("parcel_delayed", "charged_twice", 0.5, MARKED) == 1


def test_without_such_words_both_must_be_sure_and_leave_a_trace_in_the_whole() -> None:
    assert two("parcel_delayed", "charged_twice", 0.95, PLAIN) == 2
    assert two("parcel_delayed", "charged_twice", 0.85, PLAIN) == 1
    assert two("parcel_delayed", "charged_twice", 0.95, PLAIN, trace=0.001) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [("payment_failed", "charged_twice"), ("parcel_delayed", "parcel_missing")],
)
def test_what_belongs_to_one_story_is_one_unless_it_is_surely_said_to_be_more(
    first: str, second: str
) -> None:
    assert two(first, second, 0.99, PLAIN) == 1
    assert two(first, second, 0.8, MARKED) == 1
    assert two(first, second, 0.95, MARKED) == 2
    assert two(first, second, 0.7, (True, True)) == 2


def test_what_is_wanted_about_a_problem_is_no_second_one_but_of_another_order_it_is() -> None:
    assert two("parcel_delayed", "refund_request", 0.99, MARKED) == 1
    assert two("parcel_delayed", "refund_request", 0.8, OTHER) == 2


def test_a_question_beside_a_problem_is_a_matter_of_its_own() -> None:
    assert two("parcel_delayed", "ask_payment_methods", 0.7, MARKED) == 2
    assert two("payment_failed", "ask_payment_methods", 0.7, MARKED) == 2


def test_a_stop_may_stand_before_a_matter_but_not_after_it() -> None:
    assert two("stop", "parcel_delayed", 0.99, MARKED) == 2
    assert two("parcel_delayed", "stop", 0.99, MARKED) == 1


@pytest.mark.parametrize("other", ["greet", "frustration", "out_of_scope", "talk_to_human"])
def test_what_is_no_matter_of_orders_is_never_a_part(other: str) -> None:
    assert two("parcel_delayed", other, 0.99, MARKED) == 1
    assert two(other, "parcel_delayed", 0.99, MARKED) == 1


def test_the_same_of_two_orders_is_two_but_two_numbers_of_a_duplicate_are_one() -> None:
    numbers = {(0, 1): frozenset({"A"}), (1, 2): frozenset({"B"}), (0, 2): frozenset({"A", "B"})}
    clauses = Clauses("x" * 20, 0, (Cut(9, 10, False, False),))
    for intent, many in (("parcel_delayed", 2), ("duplicate_order", 1)):
        rankings: dict[Segment, Ranking] = {s: [(intent, 0.95), ("greet", 0.0)] for s in numbers}
        assert len(find_matters(clauses, rankings, numbers.__getitem__)) == many
        assert len(find_matters(clauses, rankings, lambda segment: frozenset({"A"}))) == 1


def test_three_matters_are_found_one_after_the_other() -> None:
    clauses = Clauses("x" * 40, 0, (Cut(9, 10, True, False), Cut(19, 20, True, False)))
    read = {
        (0, 3): "charged_twice",
        (0, 1): "parcel_delayed",
        (1, 2): "charged_twice",
        (2, 3): "item_problem",
        (0, 2): "parcel_delayed",
        (1, 3): "charged_twice",
    }
    rankings: dict[Segment, Ranking] = {s: [(i, 0.9), ("greet", 0.0)] for s, i in read.items()}
    found = find_matters(clauses, rankings, lambda segment: frozenset())
    assert found == [(0, 1), (1, 2), (2, 3)]


def test_a_part_that_was_not_read_divides_nothing() -> None:
    clauses = Clauses("x" * 20, 0, (Cut(9, 10, True, False),))
    whole: dict[Segment, Ranking] = {(0, 2): [("charged_twice", 0.9), ("greet", 0.0)]}
    assert find_matters(clauses, whole, lambda segment: frozenset()) == [(0, 2)]


def part(intent: str, at: int) -> Part:
    return Part(intent, at * 10, at * 10 + 10, (at, at + 1))


def test_questions_are_answered_before_problems() -> None:
    said = [part("parcel_delayed", 0), part("ask_refund_policy", 1)]
    assert [p.intent for p in arranged(said, "nothing")] == ["ask_refund_policy", "parcel_delayed"]


def test_an_answer_counts_first_where_something_was_asked() -> None:
    said = [part("affirm", 0), part("parcel_delayed", 1)]
    assert [p.intent for p in arranged(said, "yes")] == ["affirm", "parcel_delayed"]


def test_an_answer_to_nothing_is_part_of_what_follows() -> None:
    (only,) = arranged([part("inform", 0), part("parcel_delayed", 1)], "more")
    assert (only.intent, only.start, only.end) == ("parcel_delayed", 0, 20)


def test_thanks_are_answered_before_the_new_problem_whatever_was_asked() -> None:
    said = [part("thank", 0), part("parcel_delayed", 1)]
    for asked in ("nothing", "wish", "yes"):
        assert [p.intent for p in arranged(said, asked)] == ["thank", "parcel_delayed"]


def test_every_intent_named_here_is_one_of_the_domain() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    known = {name for entry in domain["intents"] for name in entry}
    assert MATTERS | LEADS | set().union(*STORIES) <= known


def test_ordering_twice_and_cancelling_one_is_one_matter() -> None:
    assert two("duplicate_order", "cancel_order", 0.99, MARKED) == 1

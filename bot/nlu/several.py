"""Whether a message holds several matters, read part by part. Pure decisions, no Rasa.

A long message about one thing must stay one: an added thing is believed where words announce it,
another order is meant, or both readings are sure and the whole message shows both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.nlu.clauses import Clauses, Cut, Segment

PROBLEMS = frozenset(
    {
        "payment_failed",
        "payment_not_confirmed",
        "charged_twice",
        "wrong_address",
        "parcel_delayed",
        "parcel_missing",
        "item_problem",
        "delivery_complaint",
        "duplicate_order",
        "order_cancelled",
        "out_of_stock",
    }
)
REQUESTS = frozenset(
    {
        "order_status",
        "cancel_order",
        "refund_request",
        "refund_status",
        "reorder",
        "reschedule_delivery",
        "ask_invoice",
        "change_items",
    }
)
# Answered at once, so they come first.
QUESTIONS = frozenset(
    {"ask_refund_policy", "ask_shipping_time", "ask_payment_methods", "ask_support_hours"}
)
MATTERS = PROBLEMS | REQUESTS | QUESTIONS
# What may stand before the matter: "yes please, and also ...", "thanks! another thing: ..."
LEADS = frozenset({"affirm", "deny", "inform", "stop", "thank"})
# Asked for with these problems, they are what the shopper wants done about them.
REMEDIES = REQUESTS - {"ask_invoice", "change_items"}
MENDED = PROBLEMS - {"wrong_address"}
# One story is often told in the words of two of these.
STORIES = (
    {"payment_failed", "payment_not_confirmed", "charged_twice", "duplicate_order"},
    {"payment_failed", "payment_not_confirmed", "order_cancelled", "ask_payment_methods"},
    {"payment_not_confirmed", "charged_twice", "ask_invoice"},
    {"parcel_delayed", "parcel_missing", "order_status", "reschedule_delivery", "out_of_stock"},
    {"parcel_delayed", "order_status", "reschedule_delivery", "ask_shipping_time"},
    {"ask_refund_policy", "ask_shipping_time"},
    {"parcel_missing", "delivery_complaint", "reschedule_delivery", "wrong_address"},
    {"refund_request", "refund_status", "cancel_order", "order_cancelled", "reorder"},
    {"refund_request", "refund_status", "cancel_order", "ask_refund_policy", "item_problem"},
    {"refund_status", "parcel_delayed", "parcel_missing", "order_status"},
    {"out_of_stock", "reorder", "ask_payment_methods"},
    {"change_items", "cancel_order", "reorder", "item_problem", "refund_request"},
)
# The same order placed twice has two numbers.
ONE_WITH_TWO_NUMBERS = frozenset({"duplicate_order"})
# "I ordered twice, cancel the second one" is one matter.
ONE_OF_TWO = frozenset({"duplicate_order", "cancel_order"})
MOST_MATTERS = 3
ANNOUNCED, SURE, TRACE = 0.6, 0.95, 0.005

# An answer is one only where something was asked.
NOTHING_ASKED = frozenset({"", "nothing", "more", "reading", "rating"})

# (intent, confidence), the best first
Ranking = Sequence[tuple[str, float]]
Rankings = Mapping[Segment, Ranking]
Numbers = Callable[[Segment], frozenset[str]]


@dataclass(frozen=True)
class Part:
    """One matter of a message, from `start` to before `end` of what was typed.

    `segment` is where it was read.
    """

    intent: str
    start: int
    end: int
    segment: Segment


def arranged(parts: Sequence[Part], asked: str) -> list[Part]:
    """The parts as they are to be taken up: an answer first, then questions, then the rest.

    An answer to nothing is no part of its own.
    """
    lead, rest = (list(parts[:1]), list(parts[1:])) if parts[0].intent in LEADS else ([], parts)
    if lead and lead[0].intent != "thank" and asked in NOTHING_ASKED:
        rest, lead = [replace(rest[0], start=lead[0].start), *rest[1:]], []
    questions = [part for part in rest if part.intent in QUESTIONS]
    return [*lead, *questions, *(part for part in rest if part.intent not in QUESTIONS)]


def find_matters(clauses: Clauses, rankings: Rankings, numbers: Numbers) -> list[Segment]:
    """The parts that are about something of their own, in order; one where there is one matter.

    `numbers` are the order numbers in a part.
    """
    matters = [clauses.whole]
    while len(matters) < MOST_MATTERS:
        ways = [(*_best(clauses, rankings, numbers, one), at) for at, one in enumerate(matters)]
        surest, place, at = max(ways)
        if not surest:
            break
        first, last = matters[at]
        matters[at : at + 1] = [(first, place), (place, last)]
    return matters


def _best(
    clauses: Clauses, rankings: Rankings, numbers: Numbers, part: Segment
) -> tuple[float, int]:
    """How sure the surest cut of `part` is, 0 where it holds one matter; and which that is."""
    first, last = part
    sure = [(0.0, 0)]
    for place in range(first + 1, last):
        before, after = (first, place), (place, last)
        if before in rankings and after in rankings:
            said = numbers(before), numbers(after)
            other_number = bool(said[0] and said[1] and not said[0] & said[1])
            read = rankings[before], rankings[after]
            cut = clauses.cuts[place - 1]
            sure.append((_sureness(cut, rankings[part], *read, other_number), place))
    return max(sure, key=lambda each: each[0])


def _sureness(
    cut: Cut, whole: Ranking, before: Ranking, after: Ranking, other_number: bool
) -> float:
    """How sure it is that two matters meet here; 0 where it is not sure enough."""
    (first, one), (second, other) = before[0], after[0]
    least = min(one, other)
    if second not in MATTERS or least < ANNOUNCED:
        return 0.0
    if first in LEADS:
        unsure = first != "inform" and (whole[0][0] in LEADS or whole[0][1] < ANNOUNCED)
        return least if cut.marked or (unsure and least >= SURE) else 0.0
    if first not in MATTERS:
        return 0.0
    elsewhere = cut.elsewhere or other_number
    if {first, second} == ONE_OF_TWO:
        return 0.0
    if first == second:
        return least if other_number and first not in ONE_WITH_TWO_NUMBERS else 0.0
    if first in MENDED and second in REMEDIES:
        return least if elsewhere else 0.0
    if _one_story(first, second):
        asks = (first in QUESTIONS) != (second in QUESTIONS)
        told_apart = cut.marked and (elsewhere or asks)
        return least if told_apart or (least >= SURE and (cut.marked or elsewhere)) else 0.0
    if cut.marked or elsewhere:
        return least
    return least if least >= SURE and _shows_both(whole, first, second) else 0.0


def _one_story(first: str, second: str) -> bool:
    return any(first in story and second in story for story in STORIES)


def _shows_both(whole: Ranking, first: str, second: str) -> bool:
    """The whole message is likeliest one of the two, then the other, which leaves a trace."""
    return {intent for intent, _ in whole[:2]} == {first, second} and whole[1][1] >= TRACE

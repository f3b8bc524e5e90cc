"""Compensation: not for the bot to grant. It says so, and what it can do; a person may do more."""

from __future__ import annotations

from dataclasses import replace

from actions import explain, offering, wish
from actions.human import COMPENSATION
from actions.second_thoughts import asks_for_compensation
from actions.several import busy
from actions.shop.diagnosis import Finding
from actions.shop.order import Order
from actions.shop.policy import RemedyKind
from actions.shop.shop import Shop
from actions.topic import Topic
from actions.turn import Turn

# With these a wait or trouble can be meant that something is asked for.
ASKED_WITH = frozenset(
    {
        "refund_request",
        "parcel_delayed",
        "parcel_missing",
        "delivery_complaint",
        "item_problem",
        "out_of_stock",
        "order_status",
    }
)


def is_asked(turn: Turn, topic: Topic) -> bool:
    """Whether more is asked for than what the rules give back."""
    texts = (turn.message.text, *turn.case.said)
    return topic.intent in ASKED_WITH and any(asks_for_compensation(text) for text in texts)


def tell_compensation(shop: Shop, turn: Turn, order: Order, finding: Finding) -> None:
    """Say how the order stands, that a person decides about compensation, and what is possible."""
    if busy(turn.case) or turn.parked is not None:
        _tell(turn)
        if not busy(turn.case):
            turn.go_on()
            return
        wish.pursue(shop, turn, order, RemedyKind(turn.case.wish))
        return
    explain.tell(shop, turn, order, finding)
    _tell(turn)
    if finding.kind in offering.FOR_PEOPLE:
        turn.hand_over(str(finding.kind))
    else:
        offering.offer(shop, turn, order, finding)


def _tell(turn: Turn) -> None:
    turn.say("utter_compensation")
    turn.case = replace(turn.case.having_tried(COMPENSATION), said=())

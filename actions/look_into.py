"""How a topic is looked into: find the order, find out, explain, offer, or pursue the wish."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace

from actions import arriving, claims, compensation, explain, offering, wish
from actions.case import Asked, Case
from actions.duplicates import choose_duplicate, meant_duplicate
from actions.guard import ShopAction
from actions.matters import without
from actions.named import named_wish
from actions.resume import resume
from actions.several import (
    comes_later,
    keep_interrupted,
    note_for_later,
    set_aside,
    take_back,
)
from actions.shop.context import findings_of
from actions.shop.diagnosis import Finding, FindingKind
from actions.shop.order import ClaimKind, Order, OrderStatus
from actions.shop.shop import Shop
from actions.topic import Topic
from actions.turn import Turn
from actions.undo import done_last, tell_undo
from actions.which_order import find_order, order_of_case, said_number

# Of orders that are the same, these let one go.
LETS_GO = frozenset({"duplicate_order", "cancel_order", "refund_request"})
# A courier can be complained of before the parcel is there; what else is wrong comes first.
UNDER_WAY = frozenset({FindingKind.PARCEL_DELAYED, FindingKind.PARCEL_STUCK})


class TopicAction(ShopAction, ABC):
    """Looks into one topic."""

    @property
    @abstractmethod
    def topic(self) -> Topic:
        """Set in the class of each topic; without it this is no action of its own."""

    def name(self) -> str:
        return f"action_{self.topic.intent}"

    def take(self, shop: Shop, turn: Turn) -> None:
        if (done := done_last(shop, turn, wishes=True)) is not None:
            tell_undo(shop, turn, done)
            return
        if comes_later(turn):
            note_for_later(turn)
            resume(shop, turn)
            return
        if arriving.tell_if_asked(shop, turn):
            resume(shop, turn)
            return
        turn.case = replace(turn.case, waiting=without(turn.case.waiting, self.topic.intent))
        set_aside(turn)
        self.work(shop, turn)
        keep_interrupted(turn)

    def work(self, shop: Shop, turn: Turn) -> None:
        look_into(shop, turn, self.topic)


def look_into(shop: Shop, turn: Turn, topic: Topic) -> None:
    """From what was said to an explanation and offers, or to the wish that was named.

    Where offers are open, words that name one of them choose it.
    """
    twin = (
        meant_duplicate(shop, turn) if topic.intent in LETS_GO and not said_number(turn) else None
    )
    if twin is not None:
        choose_duplicate(shop, turn, twin)
        return
    named = named_wish(turn.message.text, turn.case.choices)
    if named is not None and turn.case.asked is Asked.WISH and not said_number(turn):
        wish.choose(shop, turn, order_of_case(shop, turn), named)
        return
    turn.case = on_topic(turn.case, topic)
    order = find_order(shop, turn, topic)
    if order is not None:
        look_at(shop, turn, topic, order)


def look_at(shop: Shop, turn: Turn, topic: Topic, order: Order) -> None:
    """The same, once the order is known."""
    findings = findings_of(shop, order)
    finding = chosen(findings, topic)
    if compensation.is_asked(turn, topic):
        compensation.tell_compensation(shop, turn, order, finding)
        return
    take_back(turn, order, topic)
    draft = {**turn.case.draft, **dict(topic.noted)}
    turn.case = replace(turn.case, finding=str(finding.kind), draft=draft)
    unforeseen = not topic.covers(finding.kind) and finding.kind not in offering.FOR_PEOPLE
    if topic.claim and unforeseen and order.status is OrderStatus.DELIVERED:
        claims.raise_claim(shop, turn, order, topic.claim, finding)
    elif topic.claim is ClaimKind.COURIER and finding.kind in UNDER_WAY and order.shipment:
        explain.tell(shop, turn, order, finding)
        claims.raise_claim(shop, turn, order, topic.claim, finding)
    elif topic.wishes:
        if topic.covers(finding.kind) and not explain.was_told(shop, turn, order, finding):
            explain.tell(shop, turn, order, finding)
        named = topic.named(shop, order, " ".join((*turn.case.said, turn.message.text)))
        kinds = tuple(dict.fromkeys((named, *topic.wishes))) if named else topic.wishes
        wish.pursue_first(shop, turn, order, kinds, finding, named or topic.meant)
    else:
        otherwise = topic.otherwise if unforeseen and topic.is_fine(order) else ""
        explain.tell(shop, turn, order, finding, otherwise=otherwise)
        if finding.kind in offering.FOR_PEOPLE:
            turn.hand_over(str(finding.kind))
        elif not (finding.kind is FindingKind.NOTHING_WRONG and turn.go_on()):
            offering.offer(shop, turn, order, finding)


def chosen(findings: tuple[Finding, ...], topic: Topic) -> Finding:
    """The finding the shopper's words point to; the most serious one when they point to none."""
    return next((f for f in findings if topic.covers(f.kind)), findings[0])


def on_topic(case: Case, topic: Topic) -> Case:
    """The case with this topic; a wish in progress for another one is dropped."""
    if case.topic == topic.intent:
        return case
    open_question = case.asked if case.asked in (Asked.NUMBER, Asked.PROOF) else Asked.NOTHING
    fresh = replace(case.without_wish(), topic=topic.intent)
    return replace(fresh, asked=open_question)

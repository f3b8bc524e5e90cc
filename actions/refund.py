"""Refunds: money back, and where money is that was promised."""

from __future__ import annotations

from actions import explain
from actions.finish import finish
from actions.look_into import TopicAction, chosen, look_at, on_topic
from actions.sending_back import named_return
from actions.sentences.orders import values_of
from actions.shop.context import findings_of
from actions.shop.diagnosis import FindingKind
from actions.shop.order import OrderStatus
from actions.shop.policy import RemedyKind
from actions.shop.shop import Shop
from actions.topic import Topic, in_state
from actions.turn import Turn
from actions.which_order import find_order


class RefundRequest(TopicAction):
    topic = Topic(
        "refund_request",
        about=(FindingKind.CHARGED_TWICE,),
        applies=in_state(OrderStatus.DELIVERED, OrderStatus.SHIPPED, OrderStatus.CONFIRMED),
        wishes=(
            RemedyKind.REFUND_SURPLUS,
            RemedyKind.CANCEL,
            RemedyKind.REFUND,
            RemedyKind.RETURN,
        ),
        meant=RemedyKind.REFUND,
        named=named_return,
    )


class RefundStatusAsked(TopicAction):
    """Says how every refund stands; with a late one, or none, comes what can be done."""

    topic = Topic(
        "refund_status",
        about=(FindingKind.REFUND_LATE,),
        applies=lambda order: bool(order.refunds),
    )

    def work(self, shop: Shop, turn: Turn) -> None:
        turn.case = on_topic(turn.case, self.topic)
        order = find_order(shop, turn, self.topic)
        if order is None:
            return
        findings = findings_of(shop, order)
        finding = chosen(findings, self.topic)
        if finding.kind is not FindingKind.REFUND_LATE and order.refunds:
            explain.tell_refunds(turn, order)
            finish(turn)
            return
        if order.refunds:
            look_at(shop, turn, self.topic, order)
            return
        turn.say("utter_refund_none", **values_of(shop, order, finding))
        look_at(shop, turn, RefundRequest.topic, order)

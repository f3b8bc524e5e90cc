"""Refunds: money back, and where money is that was promised."""

from __future__ import annotations

from actions import explain, wish
from actions.case import Asked
from actions.finish import finish
from actions.look_into import TopicAction, chosen, look_at, look_into, on_topic
from actions.paying import to_another_card
from actions.payment import PaymentFailed
from actions.resume import resume
from actions.sending_back import named_for_goods
from actions.sentences import effects
from actions.sentences.orders import arrival_days, values_of
from actions.shop.context import findings_of
from actions.shop.diagnosis import FindingKind
from actions.shop.ledger import find_proposal
from actions.shop.order import OrderStatus
from actions.shop.policy import RemedyKind
from actions.shop.shop import Shop
from actions.topic import Topic, in_state
from actions.turn import Turn
from actions.which_order import find_order, order_of_case, said_number


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
        named=named_for_goods,
    )


class RefundStatusAsked(TopicAction):
    """Says how every refund stands; with a late one, or none, comes what can be done."""

    topic = Topic(
        "refund_status",
        about=(FindingKind.REFUND_LATE,),
        applies=lambda order: bool(order.refunds),
    )

    def work(self, shop: Shop, turn: Turn) -> None:
        if to_another_card(turn.message.text) and not said_number(turn):
            _tell_of_card(shop, turn)
        elif turn.case.wish and not said_number(turn):
            _tell_of_wish(shop, turn)
        else:
            self._tell_of_refunds(shop, turn)

    def _tell_of_refunds(self, shop: Shop, turn: Turn) -> None:
        turn.case = on_topic(turn.case, self.topic)
        order = find_order(shop, turn, self.topic)
        if order is None:
            return
        findings = findings_of(shop, order)
        finding = chosen(findings, self.topic)
        if finding.kind is not FindingKind.REFUND_LATE and order.refunds:
            explain.tell_refunds(shop, turn, order)
            finish(turn)
            return
        if order.refunds:
            look_at(shop, turn, self.topic, order)
            return
        turn.say("utter_refund_none", **values_of(shop, order, finding))
        look_at(shop, turn, RefundRequest.topic, order)


def _tell_of_card(shop: Shop, turn: Turn) -> None:
    """What becomes of money for a card that is no more; where none was taken, another one pays."""
    if turn.case.order and not order_of_case(shop, turn).captured:
        look_into(shop, turn, PaymentFailed.topic)
        return
    turn.say("utter_refund_to_closed_card")
    turn.button("utter_button_human", "/talk_to_human")
    if turn.case.wish:
        _tell_of_wish(shop, turn)
    else:
        resume(shop, turn)


def _tell_of_wish(shop: Shop, turn: Turn) -> None:
    """When the money of what is being agreed on would arrive, and where; its question stays."""
    order = order_of_case(shop, turn)
    proposal = find_proposal(shop, turn.case.proposal) if turn.case.proposal else None
    days = arrival_days(shop)
    if proposal and proposal.effect.amount and turn.case.asked is Asked.YES:
        values = effects.of_effect(order, proposal.effect)
        turn.say(effects.arrival_of(proposal.effect), **values, **days)
        wish.ask_yes(turn, proposal)
        return
    if order.refunds:
        explain.tell_refunds(shop, turn, order)
    else:
        turn.say("utter_refund_arrives", **days)
    resume(shop, turn)

"""Payments: paying did not work, money taken without an order, money taken twice."""

from __future__ import annotations

from abc import ABC

from actions.doubt import asks_to_be_sure
from actions.look_into import TopicAction, look_into
from actions.named import asks_if_charged
from actions.reassuring import tell_if_charged
from actions.resume import resume
from actions.shop.diagnosis import FindingKind
from actions.shop.order import OrderStatus
from actions.shop.shop import Shop
from actions.topic import Topic, in_state, paid
from actions.turn import Turn
from actions.which_order import order_of_case, said_number

NOT_TAKEN = (FindingKind.PAYMENT_FAILED, FindingKind.PAYMENT_PENDING)


class PaymentAction(TopicAction, ABC):
    """Once the matter was told, whether money was taken is answered in a word."""

    def work(self, shop: Shop, turn: Turn) -> None:
        known = turn.case.order and not said_number(turn)
        if known and asks_if_charged(turn.message.text):
            order = order_of_case(shop, turn)
            if order.captured - order.refunded <= order.total:
                doubted = asks_to_be_sure(turn.message.text)
                tell_if_charged(shop, turn, order, doubted=doubted)
                if doubted:
                    turn.button("utter_button_human", "/talk_to_human")
                resume(shop, turn)
                return
        look_into(shop, turn, self.topic)


class PaymentFailed(PaymentAction):
    topic = Topic(
        "payment_failed",
        about=(FindingKind.PAYMENT_FAILED,),
        also=(FindingKind.PAYMENT_PENDING, FindingKind.PAYMENT_NOT_CONFIRMED),
        applies=in_state(OrderStatus.PLACED),
        otherwise="utter_payment_fine",
        is_fine=paid,
    )


class PaymentNotConfirmed(PaymentAction):
    topic = Topic(
        "payment_not_confirmed",
        about=(FindingKind.PAYMENT_NOT_CONFIRMED, FindingKind.PAYMENT_PENDING),
        also=(FindingKind.CHARGED_TWICE, FindingKind.PAYMENT_FAILED),
        applies=in_state(OrderStatus.PLACED),
        otherwise="utter_payment_fine",
        is_fine=paid,
    )


class ChargedTwice(PaymentAction):
    topic = Topic(
        "charged_twice",
        about=(FindingKind.CHARGED_TWICE,),
        also=(FindingKind.DUPLICATE_ORDER, *NOT_TAKEN),
        otherwise="utter_charged_once",
    )

"""Payments: paying did not work, money taken without an order, money taken twice."""

from __future__ import annotations

from actions.look_into import TopicAction
from actions.shop.diagnosis import FindingKind
from actions.shop.order import OrderStatus
from actions.topic import Topic, in_state, paid


class PaymentFailed(TopicAction):
    topic = Topic(
        "payment_failed",
        about=(FindingKind.PAYMENT_FAILED,),
        also=(FindingKind.PAYMENT_PENDING, FindingKind.PAYMENT_NOT_CONFIRMED),
        applies=in_state(OrderStatus.PLACED),
        otherwise="utter_payment_fine",
        is_fine=paid,
    )


class PaymentNotConfirmed(TopicAction):
    topic = Topic(
        "payment_not_confirmed",
        about=(FindingKind.PAYMENT_NOT_CONFIRMED, FindingKind.PAYMENT_PENDING),
        also=(FindingKind.CHARGED_TWICE, FindingKind.PAYMENT_FAILED),
        applies=in_state(OrderStatus.PLACED),
        otherwise="utter_payment_fine",
        is_fine=paid,
    )


class ChargedTwice(TopicAction):
    topic = Topic(
        "charged_twice",
        about=(FindingKind.CHARGED_TWICE,),
        also=(FindingKind.DUPLICATE_ORDER,),
        otherwise="utter_charged_once",
    )

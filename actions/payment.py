"""Payments: paying did not work, money taken without an order, money taken twice."""

from __future__ import annotations

from abc import ABC

from actions import explain
from actions.look_into import TopicAction, look_into
from actions.named import asks_if_charged
from actions.resume import resume
from actions.sentences.orders import values_of
from actions.shop.context import findings_of
from actions.shop.diagnosis import FindingKind
from actions.shop.order import Order, OrderStatus
from actions.shop.policy.holding import on_hold
from actions.shop.shop import Shop
from actions.speech import Money
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
                tell_if_charged(shop, turn, order)
                resume(shop, turn)
                return
        look_into(shop, turn, self.topic)


def tell_if_charged(shop: Shop, turn: Turn, order: Order) -> None:
    """Yes or no: what was taken, what a bank may hold, what went back."""
    finding = findings_of(shop, order)[0]
    if order.captured > 0:
        turn.say("utter_charged_once", **values_of(shop, order, finding))
        explain.tell_refunds(turn, order)
    elif hold := on_hold(order, shop.policy):
        amount = Money(hold.amount, hold.currency)
        turn.say("utter_charged_held", number=order.number, amount=amount, until=hold.until or "")
    else:
        turn.say("utter_charged_not", number=order.number)


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

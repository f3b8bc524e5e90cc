"""Cancelling: on the shopper's wish, why the shop did it, and orders placed twice."""

from __future__ import annotations

from actions.look_into import TopicAction
from actions.shop.diagnosis import FindingKind
from actions.shop.order import OrderStatus
from actions.shop.policy import RemedyKind
from actions.topic import Topic, in_state


class CancelOrder(TopicAction):
    topic = Topic(
        "cancel_order",
        applies=in_state(OrderStatus.PLACED, OrderStatus.CONFIRMED),
        wishes=(RemedyKind.CANCEL,),
    )


class OrderCancelled(TopicAction):
    topic = Topic(
        "order_cancelled",
        about=(FindingKind.AUTO_CANCELLED, FindingKind.CUSTOMER_CANCELLED),
        applies=in_state(OrderStatus.CANCELLED),
        otherwise="utter_not_cancelled",
    )


class DuplicateOrder(TopicAction):
    topic = Topic(
        "duplicate_order",
        about=(FindingKind.DUPLICATE_ORDER, FindingKind.CHARGED_TWICE),
        otherwise="utter_no_duplicate",
    )

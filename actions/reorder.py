"""Ordering the same again."""

from __future__ import annotations

from actions.look_into import TopicAction
from actions.shop.diagnosis import FindingKind
from actions.shop.order import OrderStatus
from actions.shop.policy import RemedyKind
from actions.topic import Topic, in_state


class Reorder(TopicAction):
    topic = Topic(
        "reorder",
        about=(FindingKind.AUTO_CANCELLED, FindingKind.CUSTOMER_CANCELLED),
        applies=in_state(OrderStatus.CANCELLED),
        wishes=(RemedyKind.REORDER,),
    )

"""Goods: what arrived is not right, or what was ordered is not there."""

from __future__ import annotations

from actions.look_into import TopicAction
from actions.shop.diagnosis import FindingKind
from actions.shop.order import ClaimKind, OrderStatus
from actions.topic import Topic, in_state


class ItemProblem(TopicAction):
    topic = Topic(
        "item_problem",
        about=(FindingKind.ITEM_PROBLEM,),
        applies=in_state(OrderStatus.DELIVERED),
        claim=ClaimKind.ITEM_PROBLEM,
    )


class OutOfStock(TopicAction):
    topic = Topic(
        "out_of_stock",
        about=(FindingKind.OUT_OF_STOCK,),
        also=(FindingKind.NOT_SHIPPED_LATE,),
        otherwise="utter_in_stock",
    )

"""Goods: what arrived is not right, or what was ordered is not there."""

from __future__ import annotations

from actions import changes
from actions.claims import ITEM_PROBLEM
from actions.look_into import TopicAction, look_into
from actions.shop.diagnosis import FindingKind
from actions.shop.shop import Shop
from actions.topic import Topic
from actions.turn import Turn


class ItemProblem(TopicAction):
    topic = ITEM_PROBLEM

    def work(self, shop: Shop, turn: Turn) -> None:
        """Of an order that nobody has packed yet, "one pair less" is a wish, not a complaint."""
        meant = changes.CHANGE if changes.is_meant(shop, turn) else self.topic
        look_into(shop, turn, meant)


class OutOfStock(TopicAction):
    topic = Topic(
        "out_of_stock",
        about=(FindingKind.OUT_OF_STOCK,),
        also=(FindingKind.NOT_SHIPPED_LATE,),
        otherwise="utter_in_stock",
    )

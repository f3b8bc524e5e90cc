"""Ordering the same again, or having it sent again where the parcel never made it."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.look_into import TopicAction, look_into
from actions.shop.diagnosis import FindingKind
from actions.shop.order import OrderStatus
from actions.shop.policy import RemedyKind
from actions.shop.shop import Shop
from actions.topic import Topic, in_state
from actions.turn import Turn

# What is to be sent again was bought already: nobody wants to pay for it a second time.
SEND_AGAIN = re.compile(
    r"补发|重发|再发|重新发|再寄|重寄|再送|重新送"
    r"|\b(?:re-?send|re-?ship|re-?deliver|(?:send|ship|deliver|bring) (?:it|them|the \w+) again)\b",
    re.IGNORECASE,
)
SENT_AGAIN = (RemedyKind.RESEND, RemedyKind.RESCHEDULE, RemedyKind.REORDER)


class Reorder(TopicAction):
    topic = Topic(
        "reorder",
        about=(FindingKind.AUTO_CANCELLED, FindingKind.CUSTOMER_CANCELLED),
        applies=in_state(OrderStatus.CANCELLED),
        wishes=(RemedyKind.REORDER,),
    )

    def work(self, shop: Shop, turn: Turn) -> None:
        topic = self.topic
        if SEND_AGAIN.search(turn.message.text):
            under_way = in_state(OrderStatus.SHIPPED, OrderStatus.DELIVERED)
            topic = replace(topic, about=(), applies=under_way, wishes=SENT_AGAIN)
        look_into(shop, turn, topic)

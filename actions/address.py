"""Addresses: put right what is wrong on an order, or send a parcel on its way elsewhere."""

from __future__ import annotations

from actions.look_into import TopicAction
from actions.shop.diagnosis import FindingKind
from actions.shop.order import OrderStatus
from actions.shop.policy import RemedyKind
from actions.topic import Topic, in_state


class WrongAddress(TopicAction):
    topic = Topic(
        "wrong_address",
        about=(FindingKind.ADDRESS_INVALID, FindingKind.ADDRESS_AMBIGUOUS),
        applies=in_state(
            OrderStatus.PLACED, OrderStatus.CONFIRMED, OrderStatus.PACKED, OrderStatus.SHIPPED
        ),
        wishes=(RemedyKind.CHANGE_ADDRESS, RemedyKind.REDIRECT),
    )

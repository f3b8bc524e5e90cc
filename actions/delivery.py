"""Delivery: where an order is, what keeps it, another time, and what went wrong at the door."""

from __future__ import annotations

from actions import explain
from actions.look_into import TopicAction, look_into
from actions.resume import resume
from actions.shop.context import findings_of
from actions.shop.diagnosis import FindingKind
from actions.shop.order import ClaimKind, OrderStatus
from actions.shop.policy import RemedyKind
from actions.shop.shop import Shop
from actions.topic import Topic, in_state
from actions.turn import Turn
from actions.which_order import order_of_case, orders_meant_instead, said_number

ON_ITS_WAY = (OrderStatus.CONFIRMED, OrderStatus.PACKED, OrderStatus.SHIPPED)
LATE = (
    FindingKind.PARCEL_DELAYED,
    FindingKind.PARCEL_STUCK,
    FindingKind.DELIVERY_FAILED,
    FindingKind.NOT_SHIPPED_LATE,
)
HELD_UP = (
    FindingKind.OUT_OF_STOCK,
    FindingKind.ADDRESS_INVALID,
    FindingKind.ADDRESS_AMBIGUOUS,
    FindingKind.PAYMENT_NOT_CONFIRMED,
)


class OrderStatusAsked(TopicAction):
    topic = Topic("order_status", applies=in_state(OrderStatus.PLACED, *ON_ITS_WAY))

    def work(self, shop: Shop, turn: Turn) -> None:
        """Asked in the middle of something else, it is answered and the open question put again."""
        elsewhere = said_number(turn) or orders_meant_instead(shop, turn)
        if turn.case.wish and not elsewhere:
            order = order_of_case(shop, turn)
            explain.tell(shop, turn, order, findings_of(shop, order)[0])
            resume(shop, turn)
        else:
            look_into(shop, turn, self.topic)


class ParcelDelayed(TopicAction):
    topic = Topic(
        "parcel_delayed",
        about=LATE,
        also=HELD_UP,
        applies=in_state(*ON_ITS_WAY),
        otherwise="utter_parcel_on_time",
        is_fine=in_state(*ON_ITS_WAY),
    )


class ParcelMissing(TopicAction):
    topic = Topic(
        "parcel_missing",
        about=(
            FindingKind.DELIVERED_NOT_RECEIVED,
            FindingKind.PARCEL_STUCK,
            FindingKind.PARCEL_DELAYED,
            FindingKind.DELIVERY_FAILED,
        ),
        applies=in_state(OrderStatus.DELIVERED),
        claim=ClaimKind.NOT_RECEIVED,
    )


class DeliveryComplaint(TopicAction):
    topic = Topic(
        "delivery_complaint",
        about=(FindingKind.DELIVERY_DISPUTE, FindingKind.DELIVERY_FAILED),
        applies=in_state(OrderStatus.DELIVERED),
        claim=ClaimKind.COURIER,
    )


class RescheduleDelivery(TopicAction):
    topic = Topic(
        "reschedule_delivery",
        about=(FindingKind.DELIVERY_FAILED, FindingKind.PARCEL_DELAYED),
        applies=in_state(*ON_ITS_WAY),
        wishes=(RemedyKind.RESCHEDULE,),
    )

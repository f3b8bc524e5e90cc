"""All topics by intent, for what refers to a topic by its name: buttons, numbers said alone."""

from __future__ import annotations

from actions import address, cancel, changes, delivery, invoice, items, payment, refund, reorder
from actions.look_into import TopicAction
from actions.shop.shop import Shop
from actions.topic import Topic
from actions.turn import Turn

ACTIONS: tuple[TopicAction, ...] = (
    payment.PaymentFailed(),
    payment.PaymentNotConfirmed(),
    payment.ChargedTwice(),
    address.WrongAddress(),
    delivery.OrderStatusAsked(),
    delivery.ParcelDelayed(),
    delivery.ParcelMissing(),
    delivery.DeliveryComplaint(),
    delivery.RescheduleDelivery(),
    items.ItemProblem(),
    items.OutOfStock(),
    changes.ChangeItems(),
    cancel.CancelOrder(),
    cancel.OrderCancelled(),
    cancel.DuplicateOrder(),
    refund.RefundRequest(),
    refund.RefundStatusAsked(),
    reorder.Reorder(),
    invoice.AskInvoice(),
)
TOPICS: dict[str, Topic] = {action.topic.intent: action.topic for action in ACTIONS}


def take_up(shop: Shop, turn: Turn, intent: str) -> None:
    """Do what the topic of this intent does, as if it had just been said."""
    action = next((a for a in ACTIONS if a.topic.intent == intent), None)
    (action or delivery.OrderStatusAsked()).work(shop, turn)


def topic_of(intent: str) -> Topic:
    """The topic of an intent; where none was named, how the order stands is told."""
    return TOPICS.get(intent, TOPICS["order_status"])

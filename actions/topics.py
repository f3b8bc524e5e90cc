"""All topics by intent, for what refers to a topic by its name: buttons, waiting problems."""

from __future__ import annotations

from actions import address, cancel, delivery, invoice, items, payment, refund, reorder
from actions.look_into import TopicAction
from actions.topic import Topic

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
    cancel.CancelOrder(),
    cancel.OrderCancelled(),
    cancel.DuplicateOrder(),
    refund.RefundRequest(),
    refund.RefundStatusAsked(),
    reorder.Reorder(),
    invoice.AskInvoice(),
)
TOPICS: dict[str, Topic] = {action.topic.intent: action.topic for action in ACTIONS}


def topic_of(intent: str) -> Topic:
    """The topic of an intent; where none was named, how the order stands is told."""
    return TOPICS.get(intent, TOPICS["order_status"])

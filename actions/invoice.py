"""Invoices: asked for with an e-mail address to send them to."""

from __future__ import annotations

from actions.look_into import TopicAction
from actions.shop.policy import RemedyKind
from actions.topic import Topic


class AskInvoice(TopicAction):
    topic = Topic(
        "ask_invoice", applies=lambda order: order.captured > 0, wishes=(RemedyKind.INVOICE,)
    )

"""Which of the shopper's orders a message can mean: by what it names, or by what is wrong."""

from __future__ import annotations

from actions.mentions import mentioned_orders, newest_meant, orders_with
from actions.named import another_order_named
from actions.shop.context import findings_of
from actions.shop.diagnosis import FindingKind
from actions.shop.order import Order
from actions.shop.shop import Shop
from actions.topic import Topic
from actions.turn import Turn

# Asked for besides, they are about the order at hand unless another one is named.
WISHES = frozenset(
    {"cancel_order", "refund_request", "reorder", "reschedule_delivery", "ask_invoice"}
)


def named_orders(turn: Turn, orders: tuple[Order, ...]) -> tuple[Order, ...]:
    """The orders that the message names by the end of their number or by their goods."""
    ending = str(turn.message.first("order_ending") or "")
    ended = tuple(order for order in orders if ending and order.number.endswith(ending))
    # What was said before a question in between, such as what was meant, still counts.
    said = (mentioned_orders(text, orders) for text in (turn.message.text, *turn.case.said[::-1]))
    return ended or next(filter(None, said), ())


def named_with(
    shop: Shop, turn: Turn, orders: tuple[Order, ...], topic: Topic
) -> tuple[Order, ...]:
    """The orders named; of several named beside each other, those that show what is the matter."""
    named = named_orders(turn, orders)
    if any(_shows(shop, order, topic.about) for order in named):
        return named
    touched = tuple(order for order in orders if mentioned_orders(turn.message.text, (order,)))
    return tuple(order for order in touched if _shows(shop, order, topic.about)) or named


def suiting(shop: Shop, orders: tuple[Order, ...], topic: Topic) -> tuple[Order, ...]:
    """The orders that show what the topic is about; where none does, those that can be meant."""
    found = {o.number: {f.kind for f in findings_of(shop, o)} for o in orders}
    return (
        tuple(order for order in orders if found[order.number] & set(topic.about))
        or tuple(order for order in orders if found[order.number] & set(topic.also))
        or tuple(order for order in orders if topic.applies(order))
    )


def elsewhere(
    shop: Shop, turn: Turn, topic: Topic, known: Order, orders: tuple[Order, ...]
) -> tuple[Order, ...]:
    """The orders to look among, where the words are not about the `known` one; else none.

    Goods that are called by name decide. A matter that is said to be one more may be about any
    order: one that is named, or one that shows it where the known one does not.
    """
    text = turn.message.text
    others = tuple(order for order in orders if order.number != known.number)
    if another_order_named(text):
        return others
    if not (turn.taken_up or turn.message.adds):
        return goods_elsewhere(text, known.number, orders)
    named = orders[:1] if newest_meant(text) else mentioned_orders(text, orders)
    if named:
        return () if known in named else named
    if topic.intent not in WISHES and not _shows(shop, known, (*topic.about, *topic.also)):
        showing = tuple(order for order in others if _shows(shop, order, topic.about))
        if showing:
            return showing
    return () if suiting(shop, (known,), topic) else suiting(shop, others, topic)


def goods_elsewhere(text: str, known: str, orders: tuple[Order, ...]) -> tuple[Order, ...]:
    """The orders whose goods the text calls by name, where those of the `known` one are not."""
    called = orders_with(text, orders)
    return () if any(order.number == known for order in called) else called


def _shows(shop: Shop, order: Order, kinds: tuple[FindingKind, ...]) -> bool:
    return any(finding.kind in kinds for finding in findings_of(shop, order))

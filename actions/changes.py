"""Changed needs: another size, colour or number of what was ordered."""

from __future__ import annotations

from actions.claims import ITEM_PROBLEM
from actions.details.change import names_change
from actions.look_into import TopicAction, look_into
from actions.shop.access import access_order, shopper_of
from actions.shop.order import Order, OrderStatus
from actions.shop.policy import RemedyKind
from actions.shop.shop import Shop
from actions.topic import Topic, in_state
from actions.turn import Turn
from actions.which_order import said_number

UNPACKED = (OrderStatus.PLACED, OrderStatus.CONFIRMED)
CHANGE = Topic(
    "change_items",
    applies=in_state(*UNPACKED),
    wishes=(RemedyKind.SUBSTITUTE,),
    noted=(("changing", True),),
)


class ChangeItems(TopicAction):
    topic = CHANGE

    def work(self, shop: Shop, turn: Turn) -> None:
        """Of an order that has arrived, words that ask for no change speak of what is wrong."""
        order, text = _order_at_hand(shop, turn), turn.message.text
        arrived = order if order and order.status is OrderStatus.DELIVERED else None
        wrong = arrived is not None and not names_change(shop, arrived, text)
        look_into(shop, turn, ITEM_PROBLEM if wrong else self.topic)


def is_meant(shop: Shop, turn: Turn) -> bool:
    """Whether the words name a change of the order at hand, which can still be changed."""
    order = _order_at_hand(shop, turn)
    if order is None or order.status not in UNPACKED:
        return False
    return names_change(shop, order, turn.message.text)


def _order_at_hand(shop: Shop, turn: Turn) -> Order | None:
    """The order that is named, or that the conversation is about, if it is the shopper's."""
    number = said_number(turn) or turn.case.order
    order = access_order(shop, shopper_of(shop, turn.conversation), number) if number else None
    return order if isinstance(order, Order) else None

"""Cancelling: on the shopper's wish, why the shop did it, and orders placed twice."""

from __future__ import annotations

from actions import explain
from actions.duplicates import choose_duplicate, lets_one_go, twin_named
from actions.look_into import TopicAction, chosen, look_into, on_topic
from actions.shop.context import findings_of
from actions.shop.diagnosis import FindingKind
from actions.shop.order import Order, OrderStatus
from actions.shop.policy import RemedyKind
from actions.shop.shop import Shop
from actions.topic import Topic, in_state
from actions.turn import Turn
from actions.which_order import known_orders, order_of_case, said_number


class CancelOrder(TopicAction):
    topic = Topic(
        "cancel_order",
        applies=in_state(OrderStatus.PLACED, OrderStatus.CONFIRMED),
        wishes=(RemedyKind.CANCEL,),
    )


class OrderCancelled(TopicAction):
    topic = Topic(
        "order_cancelled",
        about=(FindingKind.AUTO_CANCELLED, FindingKind.CUSTOMER_CANCELLED),
        applies=in_state(OrderStatus.CANCELLED),
        otherwise="utter_not_cancelled",
    )


class DuplicateOrder(TopicAction):
    """Of orders that are the same, the one that moved least is asked about."""

    topic = Topic(
        "duplicate_order",
        about=(FindingKind.DUPLICATE_ORDER,),
        also=(FindingKind.CHARGED_TWICE,),
        otherwise="utter_no_duplicate",
    )

    def work(self, shop: Shop, turn: Turn) -> None:
        if not said_number(turn):
            orders = known_orders(shop, turn)
            moved_least = {duplicate_of(shop, order) for order in orders} - {""}
            if len(moved_least) == 1:
                turn.case = on_topic(turn.case, self.topic).on_order(moved_least.pop())
                if self._says_which(shop, turn):
                    return
        look_into(shop, turn, self.topic)

    def _says_which(self, shop: Shop, turn: Turn) -> bool:
        """Whether the first words say already which of them shall go; then that is next."""
        text, order = turn.message.text, order_of_case(shop, turn)
        twin = twin_named(shop, turn, text) if lets_one_go(text) else None
        if twin is not None:
            explain.tell(shop, turn, order, chosen(findings_of(shop, order), self.topic))
            choose_duplicate(shop, turn, twin)
        return twin is not None


def duplicate_of(shop: Shop, order: Order) -> str:
    """The number of the order to cancel where this one is one of several the same; else empty."""
    found = findings_of(shop, order)
    twice = (f for f in found if f.kind is FindingKind.DUPLICATE_ORDER)
    return next((str(f.detail["cancel"]) for f in twice), "")

"""A parcel that was paid back and still comes: what to do with it when it does."""

from __future__ import annotations

from actions.sending_back import asks_about_arrival
from actions.shop.order import Order, OrderStatus
from actions.shop.policy import RemedyKind
from actions.shop.shop import Shop
from actions.turn import Turn
from actions.which_order import known_orders


def tell_if_asked(shop: Shop, turn: Turn) -> bool:
    """Answer what to do with such a parcel; False where that is not asked, or there is none."""
    if not asks_about_arrival(turn.message.text):
        return False
    orders = known_orders(shop, turn)
    at_hand = [order for order in orders if order.number == turn.case.order]
    if not any(_comes_paid_back(turn, order) for order in at_hand or orders):
        return False
    tell(shop, turn)
    return True


def tell(shop: Shop, turn: Turn) -> None:
    rules = shop.policy.returns
    turn.say("utter_parcel_after_refund", return_to=rules.to, return_days=rules.send_days)


def _comes_paid_back(turn: Turn, order: Order) -> bool:
    """Whether it is under way and all of it goes back to the shopper, or will after a yes."""
    if order.status not in (OrderStatus.SHIPPED, OrderStatus.CANCELLED) or not order.shipment:
        return False
    asked = turn.case.order == order.number and turn.case.wish == RemedyKind.REFUND
    return asked or order.refunded >= order.total

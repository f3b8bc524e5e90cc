"""Which order, among those shown and beyond: the answer to "which one?", and "not this one"."""

from __future__ import annotations

from dataclasses import replace

from actions import which_order
from actions.candidates import named_orders
from actions.choosing import choose_order, picked_by_words
from actions.each_order import orders_counted, take_each
from actions.human import give_up
from actions.look_into import look_into
from actions.mentions import mentioned_orders
from actions.named import other_order_meant
from actions.shop.access import shopper_of
from actions.shop.order import Order
from actions.shop.shop import Shop
from actions.topics import topic_of
from actions.turn import Turn

# Where the draft keeps the numbers of orders that were shown and are not meant.
DENIED = "not_meant"


def answer_which_order(shop: Shop, turn: Turn) -> None:
    if which_order.said_number(turn):
        look_into(shop, turn, topic_of(turn.case.topic))
        return
    picked = picked_by_words(turn)
    if picked.startswith("order:"):
        choose_order(shop, turn, picked.removeprefix("order:"))
        return
    orders = which_order.known_orders(shop, turn)
    shown = tuple(order for order in orders if f"order:{order.number}" in turn.case.choices)
    topic = topic_of(turn.case.topic)
    if each := orders_counted(shop, turn, topic, shown):
        take_each(turn, topic, each, next(iter(turn.case.said), ""))
        look_into(shop, turn, topic)
        return
    if turn.message.intent == "deny" and not mentioned_orders(turn.message.text, orders):
        _none_of_these(turn, orders, shown)
        return
    named = named_orders(turn, shown) or named_orders(turn, orders)
    if len(named) == 1:
        choose_order(shop, turn, named[0].number)
    elif not give_up(turn):
        said = "utter_ask_which_order" if named else "utter_ask_which_order_again"
        which_order.ask_which_order(turn, named or shown or orders, said)


def _none_of_these(turn: Turn, orders: tuple[Order, ...], shown: tuple[Order, ...]) -> None:
    """The order that is meant was not among those shown: those not shown yet, else its number."""
    if give_up(turn):
        return
    denied = {*turn.case.draft.get(DENIED, ()), *(order.number for order in shown)}
    turn.case = replace(turn.case, draft={**turn.case.draft, DENIED: sorted(denied)})
    others = tuple(order for order in orders if order.number not in denied)
    if others:
        which_order.ask_which_order(turn, others, "utter_ask_other_order")
    else:
        which_order.ask_number_of_another(turn)


def is_of_another_order(turn: Turn) -> bool:
    told = turn.case.order and not turn.message.choice and not which_order.said_number(turn)
    return bool(told) and other_order_meant(turn.message.text)


def take_another_order(shop: Shop, turn: Turn) -> None:
    known = which_order.known_orders(shop, turn)
    others = tuple(order for order in known if order.number != turn.case.order)
    turn.case = turn.case.on_order("")
    if others:
        which_order.ask_which_order(turn, others)
    else:
        which_order.ask_number(turn, shopper_of(shop, turn.conversation))

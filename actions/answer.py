"""Answers: words read in the light of what was asked last. Buttons are in `choosing.py`."""

from __future__ import annotations

from collections.abc import Callable

from actions import which_order
from actions.case import Asked
from actions.choosing import (
    CHOSEN,
    choose_order,
    choose_topic,
    choose_wish,
    decline,
    give_detail,
    no_more,
    picked_by_words,
    settle,
    where_is_number,
)
from actions.details import needs
from actions.finish import finish
from actions.guard import ShopAction
from actions.human import give_up, not_understood
from actions.look_into import look_at, look_into
from actions.named import other_order_meant
from actions.resume import resume
from actions.session import take_rating
from actions.shop.access import orders_of, shopper_of
from actions.shop.order import Order
from actions.shop.shop import Shop
from actions.topics import TOPICS, take_up, topic_of
from actions.turn import Turn

Answer = Callable[[Shop, Turn], None]
# Topics that first tell how the order stands.
TELLING = frozenset({"order_status", "parcel_delayed", "parcel_missing"})


class TakeAnswer(ShopAction):
    def name(self) -> str:
        return "action_take_answer"

    def work(self, shop: Shop, turn: Turn) -> None:
        take_answer(shop, turn)


class NotUnderstood(ShopAction):
    """Words that mean nothing by themselves may still answer what was asked."""

    def name(self) -> str:
        return "action_not_understood"

    def work(self, shop: Shop, turn: Turn) -> None:
        take_answer(shop, turn)


def take_answer(shop: Shop, turn: Turn) -> None:
    """Go on with what was asked; a choice says for itself what it answers."""
    head, _, rest = turn.message.choice.partition(":")
    if turn.message.form == "rating":
        score = turn.message.values.get("score")
        take_rating(
            shop, turn, int(score) if score else None, str(turn.message.values.get("comment", ""))
        )
    elif _is_of_another_order(turn):
        _another_order(shop, turn)
    elif head in CHOSEN:
        CHOSEN[head](shop, turn, rest)
    elif turn.case.wish and (turn.message.form or turn.case.asked in needs.DETAILS):
        give_detail(shop, turn)
    else:
        ANSWERS[turn.case.asked](shop, turn)


def _number(shop: Shop, turn: Turn) -> None:
    if which_order.said_number(turn):
        look_into(shop, turn, topic_of(turn.case.topic))
    elif turn.message.intent == "deny" or which_order.NUMBER_UNKNOWN.search(turn.message.text):
        where_is_number(shop, turn, "")
    else:
        if give_up(turn):
            return
        turn.say("utter_number_not_recognised")
        turn.wait_for(Asked.NUMBER)
        turn.button("utter_button_where_is_number", '/choose{"choice":"where_is_number"}')
        turn.button("utter_button_human", "/talk_to_human")


def _proof(shop: Shop, turn: Turn) -> None:
    proof = which_order.said_proof(turn)
    if proof:
        shopper = shopper_of(shop, turn.conversation)
        order = which_order.take_proof(shop, turn, shopper, proof)
        if order is not None:
            look_at(shop, turn, topic_of(turn.case.topic), order)
    elif which_order.said_number(turn):
        look_into(shop, turn, topic_of(turn.case.topic))
    else:
        if give_up(turn):
            return
        turn.say("utter_proof_not_recognised")
        turn.wait_for(Asked.PROOF)
        turn.button("utter_button_human", "/talk_to_human")


def _order(shop: Shop, turn: Turn) -> None:
    if which_order.said_number(turn):
        look_into(shop, turn, topic_of(turn.case.topic))
        return
    picked = picked_by_words(turn)
    if picked.startswith("order:"):
        choose_order(shop, turn, picked.removeprefix("order:"))
        return
    orders = orders_of(shop, shopper_of(shop, turn.conversation))
    shown = tuple(order for order in orders if f"order:{order.number}" in turn.case.choices)
    named = which_order.named_orders(turn, shown) or which_order.named_orders(turn, orders)
    if len(named) == 1:
        choose_order(shop, turn, named[0].number)
    elif not give_up(turn):
        which_order.ask_which_order(turn, named or shown or orders, again=not named)


def _is_of_another_order(turn: Turn) -> bool:
    told = turn.case.order and not turn.message.choice and not which_order.said_number(turn)
    return bool(told) and other_order_meant(turn.message.text)


def _another_order(shop: Shop, turn: Turn) -> None:
    known = orders_of(shop, shopper_of(shop, turn.conversation))
    others = tuple(order for order in known if order.number != turn.case.order)
    turn.case = turn.case.on_order("")
    if others:
        which_order.ask_which_order(turn, others)
    else:
        which_order.ask_number(turn, shopper_of(shop, turn.conversation))


def _wish(shop: Shop, turn: Turn) -> None:
    picked = picked_by_words(turn)
    if picked.startswith("wish:"):
        choose_wish(shop, turn, picked.removeprefix("wish:"))
    elif which_order.said_number(turn):
        look_into(shop, turn, topic_of(turn.case.topic))
    elif turn.message.intent == "deny":
        finish(turn)
    elif len(meant := _goods_of_others(shop, turn)) == 1:
        choose_order(shop, turn, meant[0].number)
    elif not give_up(turn):
        turn.say("utter_choose_one")
        resume(shop, turn)


def _goods_of_others(shop: Shop, turn: Turn) -> tuple[Order, ...]:
    known = orders_of(shop, shopper_of(shop, turn.conversation))
    return which_order.goods_of_others(turn, known)


def _yes(shop: Shop, turn: Turn) -> None:
    if turn.message.intent == "affirm":
        settle(shop, turn, turn.case.proposal)
    elif turn.message.intent == "deny":
        decline(shop, turn)
    elif which_order.said_number(turn) not in ("", turn.case.order):
        take_up(shop, turn, turn.case.topic)
    else:
        picked = picked_by_words(turn)
        if picked:
            CHOSEN[picked.partition(":")[0]](shop, turn, picked.partition(":")[2])
        elif not give_up(turn):
            resume(shop, turn)


def _reading(shop: Shop, turn: Turn) -> None:
    picked = picked_by_words(turn)
    if picked:
        choose_topic(shop, turn, picked.removeprefix("topic:"))
    elif which_order.said_number(turn):
        take_up(shop, turn, _likely_topic(turn, ""))
    else:
        not_understood(turn)


def _more(shop: Shop, turn: Turn) -> None:
    if turn.message.intent == "deny":
        no_more(shop, turn, "")
    elif which_order.said_number(turn):
        take_up(shop, turn, _likely_topic(turn, ""))
    elif turn.message.intent == "affirm":
        turn.say("utter_what_else")
    else:
        not_understood(turn)


def _unasked(shop: Shop, turn: Turn) -> None:
    if which_order.said_number(turn):
        take_up(shop, turn, _likely_topic(turn, turn.case.topic))
    elif turn.message.intent in ("affirm", "deny"):
        turn.say("utter_what_else")
    else:
        not_understood(turn)


def _likely_topic(turn: Turn, otherwise: str) -> str:
    """What a message with a number in it is about; in doubt rather a question than a wish."""
    if turn.message.intent != "nlu_fallback":
        return otherwise
    likely = [intent for intent in turn.message.readings if intent in TOPICS]
    return next((i for i in likely if i in TELLING), next(iter(likely), otherwise))


ANSWERS: dict[Asked, Answer] = {
    Asked.NOTHING: _unasked,
    Asked.NUMBER: _number,
    Asked.PROOF: _proof,
    Asked.ORDER: _order,
    Asked.WISH: _wish,
    Asked.ADDRESS: give_detail,
    Asked.SLOT: give_detail,
    Asked.ITEMS: give_detail,
    Asked.PHOTOS: give_detail,
    Asked.PRODUCT: give_detail,
    Asked.EMAIL: give_detail,
    Asked.YES: _yes,
    Asked.READING: _reading,
    Asked.MORE: _more,
    Asked.RATING: _more,
}

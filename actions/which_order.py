"""Which order, and whose: finds the order a conversation is about, or asks for what is missing.

Nothing about an order is said before the shopper has shown that it is theirs.
"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.candidates import elsewhere, goods_elsewhere, named_with, suiting
from actions.case import Asked
from actions.each_order import (
    ONE_TOO_MANY,
    note_each,
    numbers_said,
    orders_counted,
    take_each,
)
from actions.lost_number import number_is_lost
from actions.mentions import newest_meant
from actions.named import another_order_named
from actions.shop.access import (
    GuestLocked,
    OrderNotFound,
    Proven,
    Shopper,
    access_order,
    orders_of,
    prove,
    shopper_of,
)
from actions.shop.order import Order
from actions.shop.shop import Shop
from actions.speech import Soon
from actions.topic import Topic
from actions.turn import Turn
from actions.values.phone import find_phones

SHOWN_ORDERS = 5
FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)


def find_order(shop: Shop, turn: Turn, topic: Topic) -> Order | None:
    """The order this turn is about; None when the shopper was asked something instead."""
    shopper = shopper_of(shop, turn.conversation)
    said = said_number(turn)
    if said:
        if topic.intent not in ONE_TOO_MANY:
            said, *others = numbers_said(turn) or (said,)
            note_each(turn, topic, others)
        return take_number(shop, turn, shopper, said)
    if turn.case.order:
        known = access_order(shop, shopper, turn.case.order)
        if isinstance(known, Order):
            return _same_or_other(shop, turn, topic, known)
    orders = orders_of(shop, shopper)
    if orders:
        return likely_order(shop, turn, topic, orders)
    proof = said_proof(turn)
    if turn.case.number and proof:
        return take_proof(shop, turn, shopper, proof)
    if turn.case.number and turn.case.asked is Asked.PROOF:
        ask_proof(turn)
    else:
        ask_number(turn, shopper)
    return None


def _same_or_other(shop: Shop, turn: Turn, topic: Topic, known: Order) -> Order | None:
    """The order the conversation is about, unless the words are about another one."""
    shopper = shopper_of(shop, turn.conversation)
    orders = orders_of(shop, shopper)
    if each := orders_counted(shop, turn, topic, orders):
        return take_each(turn, topic, each)
    others = elsewhere(shop, turn, topic, known, orders)
    if others:
        return likely_order(shop, turn, topic, others)
    if shopper.customer or not another_order_named(turn.message.text):
        return known
    turn.case = turn.case.on_order("")
    ask_number(turn, shopper)
    return None


def known_orders(shop: Shop, turn: Turn) -> tuple[Order, ...]:
    """The orders that the shopper has shown to be theirs, newest first."""
    return orders_of(shop, shopper_of(shop, turn.conversation))


def orders_meant_instead(shop: Shop, turn: Turn) -> tuple[Order, ...]:
    """The shopper's orders whose goods the message names, where those at hand are not named."""
    return goods_elsewhere(turn.message.text, turn.case.order, known_orders(shop, turn))


def order_of_case(shop: Shop, turn: Turn) -> Order:
    """The order the case is about, which the shopper has shown to be theirs.

    Raises LookupError when it is not to be had any more.
    """
    found = access_order(shop, shopper_of(shop, turn.conversation), turn.case.order)
    if isinstance(found, OrderNotFound):
        raise LookupError(f"order {turn.case.order} was there a moment ago")
    return found


def said_number(turn: Turn) -> str:
    """The order number in this message, or the one a button stands for."""
    chosen = turn.message.choice
    if chosen.startswith("order:"):
        return chosen.removeprefix("order:")
    return str(turn.message.first("order_number") or turn.message.first("tracking_number") or "")


def other_number_said(shop: Shop, turn: Turn) -> bool:
    """Whether the message names an order by its number, and not the one at hand."""
    said = said_number(turn)
    return bool(said) and turn.case.order not in _readings(shop, said)


def take_number(shop: Shop, turn: Turn, shopper: Shopper, number: str) -> Order | None:
    """The order of this number if it is the shopper's; else what there is to ask or say."""
    for candidate in _readings(shop, number):
        found = access_order(shop, shopper, candidate)
        if isinstance(found, Order):
            turn.case = turn.case.on_order(found.number)
            return found
    if shopper.customer:
        turn.say("utter_order_not_found", number=number)
        ask_number(turn, shopper, again=True)
        offer_orders(turn, orders_of(shop, shopper))
        return None
    meant = next((r for r in _readings(shop, number) if shop.orders.find_order(r)), number)
    turn.case = replace(turn.case.on_order(""), number=meant)
    proof = said_proof(turn) or _proof_said_before(turn)
    if proof:
        return take_proof(shop, turn, shopper, proof)
    ask_proof(turn)
    return None


def take_proof(shop: Shop, turn: Turn, shopper: Shopper, proof: str) -> Order | None:
    """Check what a guest gave as proof for the number said before."""
    answer = prove(shop, shopper, turn.case.number, proof)
    if isinstance(answer, Proven):
        turn.case = turn.case.on_order(answer.order.number)
        return answer.order
    turn.case = turn.case.having_tried("wrong_proof")
    if isinstance(answer, GuestLocked):
        turn.say("utter_guest_locked", until=Soon(answer.until))
        turn.wait_for(Asked.NOTHING)
        turn.hand_over("proof_locked")
        return None
    turn.say("utter_proof_wrong", left=answer.left)
    turn.wait_for(Asked.PROOF)
    turn.button("utter_button_other_number", '/choose{"choice":"number"}')
    turn.button("utter_button_human", "/talk_to_human")
    return None


def said_proof(turn: Turn) -> str:
    """Phone digits or an e-mail in this message."""
    for entity in ("email", "phone", "phone_ending"):
        value = turn.message.first(entity)
        if value:
            return str(value)
    if turn.case.asked is Asked.PROOF:
        endings = FOUR_DIGITS.findall(turn.message.text)
        return endings[0] if len(endings) == 1 else ""
    return ""


def _proof_said_before(turn: Turn) -> str:
    """A phone number that was given in the place of an order number that was not at hand."""
    lost = (text for text in turn.case.said if number_is_lost(text))
    return next((phone.number for text in lost for phone in find_phones(text)), "")


def remember(turn: Turn) -> None:
    """Keep the words of this message until the order is known."""
    if turn.message.text and not turn.message.choice:
        turn.case = turn.case.having_said(turn.message.text)


def ask_number(turn: Turn, shopper: Shopper, *, again: bool = False) -> None:
    remember(turn)
    if number_is_lost(turn.message.text, asked=turn.case.asked is Asked.NUMBER):
        tell_where_number_is(turn)
        return
    if not again:
        turn.say("utter_ask_number" if not shopper.customer else "utter_no_orders_ask_number")
    _wait_for_number(turn)


def tell_where_number_is(turn: Turn) -> None:
    """Where to find it, and that it is waited for."""
    turn.say("utter_where_is_number")
    turn.wait_for(Asked.NUMBER)
    turn.button("utter_button_human", "/talk_to_human")


def _wait_for_number(turn: Turn) -> None:
    turn.wait_for(Asked.NUMBER)
    turn.button("utter_button_where_is_number", '/choose{"choice":"where_is_number"}')
    turn.button("utter_button_human", "/talk_to_human")


def ask_proof(turn: Turn) -> None:
    remember(turn)
    turn.say("utter_ask_proof")
    turn.wait_for(Asked.PROOF)


def likely_order(shop: Shop, turn: Turn, topic: Topic, orders: tuple[Order, ...]) -> Order | None:
    """The one order the message can only mean; several are shown as buttons."""
    if each := orders_counted(shop, turn, topic, orders):
        return take_each(turn, topic, each)
    named = named_with(shop, turn, orders, topic)
    if newest_meant(turn.message.text):
        named = (named or orders)[:1]
    hits = suiting(shop, named or orders, topic) or named
    if len(hits) == 1 or len(orders) == 1:
        chosen = (hits or orders)[0]
        turn.case = turn.case.on_order(chosen.number)
        return chosen
    ask_which_order(turn, hits or orders)
    return None


def ask_number_of_another(turn: Turn) -> None:
    """None of the orders shown is meant: its number is needed."""
    turn.say("utter_ask_other_number")
    _wait_for_number(turn)


def ask_which_order(
    turn: Turn, orders: tuple[Order, ...], said: str = "utter_ask_which_order"
) -> None:
    remember(turn)
    turn.say(said)
    turn.wait_for(Asked.ORDER)
    offer_orders(turn, orders)


def offer_orders(turn: Turn, orders: tuple[Order, ...]) -> None:
    """Orders as buttons, newest first."""
    for order in orders[:SHOWN_ORDERS]:
        turn.choice(
            "utter_button_order", f"order:{order.number}", number=order.number, goods=order.lines
        )


def _readings(shop: Shop, number: str) -> tuple[str, ...]:
    """The order numbers this text can stand for: as said, with its `#`, and by tracking number."""
    readings = [number]
    if re.fullmatch(r"[A-Z]?\d{1,7}", number):
        readings.append(f"#{number}")
    by_tracking = shop.orders.find_order_by_tracking(number)
    if by_tracking is not None:
        readings.append(by_tracking.number)
    return tuple(readings)

"""Choices: what a button stands for is done, as is what words pick among the choices shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from actions import offering, which_order, wish
from actions.case import Asked
from actions.details import needs
from actions.finish import finish
from actions.human import give_up, not_understood
from actions.look_into import look_into
from actions.named import after_no
from actions.reorder import SEND_AGAIN, send_again
from actions.resume import resume
from actions.shop.access import shopper_of
from actions.shop.diagnosis import FindingKind
from actions.shop.policy import RemedyKind
from actions.shop.shop import Shop
from actions.topics import TOPICS, take_up, topic_of
from actions.turn import Turn
from actions.values.pickup import wants_pickup
from actions.values.when import read_when
from actions.values.which_address import named_address

TO_ANOTHER_PLACE = frozenset({RemedyKind.CHANGE_ADDRESS, RemedyKind.REDIRECT})


def settle(shop: Shop, turn: Turn, proposal: str) -> None:
    """A yes: do it, then ask whether there is more."""
    if not wish.do(shop, turn, proposal) or turn.handed_over:
        return
    if turn.case.asked is Asked.NOTHING:
        finish(turn)


def decline(shop: Shop, turn: Turn, _: str = "") -> None:
    """A no: nothing is done. What was said beside it is next, else what else is possible."""
    turn.say("utter_not_done")
    order = which_order.order_of_case(shop, turn)
    if instead := offering.named_instead(shop, turn, order):
        turn.drop_noted()  # the same words were noted as a matter of their own
        wish.choose(shop, turn, order, instead)
    elif SEND_AGAIN.search(after_no(turn.message.text)):
        turn.drop_noted()
        send_again(shop, turn)
    elif not (turn.noted and turn.go_on()):
        # What was declined is not wished for of the next order that is named either.
        turn.case = replace(turn.case, topic="")
        offering.offer_rest(shop, turn, order)


def choose_order(shop: Shop, turn: Turn, number: str) -> None:
    turn.case = turn.case.on_order(number)
    look_into(shop, turn, topic_of(turn.case.topic))


def choose_wish(shop: Shop, turn: Turn, kind: str) -> None:
    """Pursue what was chosen; words that name it with goods of another order mean that one."""
    meant = which_order.orders_meant_instead(shop, turn)
    if len(meant) == 1:
        turn.case = turn.case.on_order(meant[0].number)
    wish.choose(shop, turn, which_order.order_of_case(shop, turn), RemedyKind(kind))


def choose_topic(shop: Shop, turn: Turn, intent: str) -> None:
    if intent in TOPICS:
        take_up(shop, turn, intent)
    else:
        not_understood(turn)


def _choose_detail(shop: Shop, turn: Turn, _: str) -> None:
    give_detail(shop, turn)


def _other_number(shop: Shop, turn: Turn, _: str) -> None:
    turn.case = replace(turn.case, number="")
    which_order.ask_number(turn, shopper_of(shop, turn.conversation))


def where_is_number(shop: Shop, turn: Turn, _: str) -> None:
    which_order.tell_where_number_is(turn)


def no_more(shop: Shop, turn: Turn, _: str) -> None:
    turn.say("utter_goodbye")
    turn.wait_for(Asked.NOTHING)


def go_on(shop: Shop, turn: Turn, _: str = "") -> None:
    """Leave this, and take up what waits."""
    if not turn.go_on():
        turn.say("utter_what_else")
        resume(shop, turn)


def give_detail(shop: Shop, turn: Turn) -> None:
    """Take what was given for the wish; a no leaves it, what does not fit is asked for again."""
    picked = picked_by_words(turn)
    if picked and not turn.message.choice:
        pressed = {"entity": "choice", "value": picked}
        turn.message = replace(turn.message, entities=(pressed, *turn.message.entities))
    order, kind = which_order.order_of_case(shop, turn), RemedyKind(turn.case.wish)
    before = turn.case.draft
    given = needs.collect(shop, turn, order, kind).draft != before or turn.case.draft != before
    if not given and turn.message.intent == "deny":
        decline(shop, turn)
    elif given or not give_up(turn):
        again = Asked.NOTHING if given else turn.case.asked
        wish.pursue(shop, turn, order, kind, again=again)


def picked_by_words(turn: Turn) -> str:
    """The choice that the words stand for: by position, or the only one there is after a yes."""
    choices = turn.case.choices
    ordinal = turn.message.first("ordinal")
    if ordinal is not None and choices:
        at = int(ordinal) - 1 if int(ordinal) > 0 else len(choices) + int(ordinal)
        return choices[at] if 0 <= at < len(choices) else ""
    if turn.message.intent == "affirm" and len(choices) == 1:
        return choices[0]
    return ""


def wish_by_detail(shop: Shop, turn: Turn) -> str:
    """The wish offered whose detail is given outright: one of the addresses, a day, a pick-up."""
    return _another_time(shop, turn) or _one_of_addresses(shop, turn)


def _another_time(shop: Shop, turn: Turn) -> str:
    kind, text = RemedyKind.RESCHEDULE, turn.message.text
    if f"wish:{kind}" not in turn.case.choices:
        return ""
    zone = shop.policy.time_zone
    when, today = read_when(text, shop.now, zone), shop.now.astimezone(zone).date()
    to_come = when and when.has_days() and (when.last_day is None or when.last_day > today)
    return kind if to_come or wants_pickup(text) else ""


def _one_of_addresses(shop: Shop, turn: Turn) -> str:
    if turn.case.finding != FindingKind.ADDRESS_AMBIGUOUS:
        return ""
    addresses = which_order.order_of_case(shop, turn).addresses
    if named_address(turn.message.text, addresses) is None:
        return ""
    offered = (choice.removeprefix("wish:") for choice in turn.case.choices)
    return next((kind for kind in offered if kind in TO_ANOTHER_PLACE), "")


CHOSEN: dict[str, Callable[[Shop, Turn, str], None]] = {
    "order": choose_order,
    "wish": choose_wish,
    "yes": settle,
    "no": decline,
    "topic": choose_topic,
    "address": _choose_detail,
    "slot": _choose_detail,
    "product": _choose_detail,
    "variant": _choose_detail,
    "number": _other_number,
    "where_is_number": where_is_number,
    "more": no_more,
    "next": go_on,
}

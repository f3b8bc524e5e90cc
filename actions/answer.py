"""Answers: words read in the light of what was asked last. Buttons are in `choosing.py`."""

from __future__ import annotations

from collections.abc import Callable

from actions import arriving, offering, which_order, wish
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
    wish_by_detail,
)
from actions.details import needs
from actions.doubt import is_doubted
from actions.duplicates import choose_duplicate, meant_duplicate
from actions.finish import finish
from actions.guard import ShopAction
from actions.human import give_up, not_understood, show_readings
from actions.look_into import look_at, look_into
from actions.lost_number import number_is_lost
from actions.named import after_no, asks_what_now
from actions.other_order import answer_which_order, is_of_another_order, take_another_order
from actions.reassuring import reassure
from actions.resume import resume
from actions.session import take_rating
from actions.shop.access import shopper_of
from actions.shop.policy import RemedyKind
from actions.shop.shop import Shop
from actions.topics import TOPICS, take_up, topic_of
from actions.turn import Turn
from actions.undo import done_last, tell_undo

Answer = Callable[[Shop, Turn], None]
# Here nothing is waited for but what the shopper wants.
OPEN_ENDED = frozenset({Asked.NOTHING, Asked.WISH, Asked.MORE, Asked.READING, Asked.RATING})
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
    elif asks_what_now(turn.message.text) and not turn.message.choice:
        _what_now(shop, turn)
    elif not turn.message.choice and arriving.tell_if_asked(shop, turn):
        resume(shop, turn)
    elif (done := done_last(shop, turn)) is not None:
        tell_undo(shop, turn, done)
    elif not which_order.said_number(turn) and (twin := meant_duplicate(shop, turn)):
        choose_duplicate(shop, turn, twin)
    elif _has_no_number(turn):
        take_up(shop, turn, turn.case.topic)
    elif turn.case.order and is_doubted(turn.message.text) and not turn.message.choice:
        reassure(shop, turn)
    elif is_of_another_order(turn):
        take_another_order(shop, turn)
    elif head in CHOSEN:
        CHOSEN[head](shop, turn, rest)
    elif turn.case.wish and (turn.message.form or turn.case.asked in needs.DETAILS):
        give_detail(shop, turn)
    else:
        ANSWERS[turn.case.asked](shop, turn)


def _has_no_number(turn: Turn) -> bool:
    """Whether nothing is told but that the order, still unknown, has no number at hand."""
    known = turn.case.order or turn.case.number or which_order.said_number(turn)
    open_ended = turn.case.asked in OPEN_ENDED and not turn.message.choice
    return open_ended and not known and number_is_lost(turn.message.text)


def _what_now(shop: Shop, turn: Turn) -> None:
    """What can be done, said from what is open; where nothing is, what there is to choose from."""
    asked = turn.case.asked
    if asked is Asked.NUMBER:
        where_is_number(shop, turn, "")
    elif asked not in OPEN_ENDED:
        resume(shop, turn)
    elif turn.case.order:
        offering.offer_now(shop, turn, which_order.order_of_case(shop, turn))
    else:
        show_readings(turn, [])


def _number(shop: Shop, turn: Turn) -> None:
    if which_order.said_number(turn):
        look_into(shop, turn, topic_of(turn.case.topic))
    elif turn.message.intent == "deny" or number_is_lost(turn.message.text, asked=True):
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


def _wish(shop: Shop, turn: Turn) -> None:
    picked = picked_by_words(turn)
    if picked.startswith("wish:"):
        choose_wish(shop, turn, picked.removeprefix("wish:"))
    elif which_order.said_number(turn):
        look_into(shop, turn, topic_of(turn.case.topic))
    elif picked := wish_by_detail(shop, turn):
        choose_wish(shop, turn, picked)
    elif turn.message.intent == "deny":
        finish(turn)
    elif len(meant := which_order.orders_meant_instead(shop, turn)) == 1:
        choose_order(shop, turn, meant[0].number)
    elif not give_up(turn):
        turn.say("utter_choose_one")
        resume(shop, turn)


def _yes(shop: Shop, turn: Turn) -> None:
    elsewhere = which_order.other_number_said(shop, turn)
    if turn.case.wish and not elsewhere and _corrects(shop, turn):
        order = which_order.order_of_case(shop, turn)
        wish.pursue(shop, turn, order, RemedyKind(turn.case.wish))
    elif elsewhere:
        take_up(shop, turn, turn.case.topic)
    elif turn.message.intent == "affirm":
        settle(shop, turn, turn.case.proposal)
    elif turn.message.intent == "deny" or after_no(turn.message.text):
        decline(shop, turn)
    else:
        picked = picked_by_words(turn)
        if picked:
            CHOSEN[picked.partition(":")[0]](shop, turn, picked.partition(":")[2])
        elif not give_up(turn):
            resume(shop, turn)


def _corrects(shop: Shop, turn: Turn) -> bool:
    """Whether the message puts right what was shown for a yes."""
    before = turn.case
    order = which_order.order_of_case(shop, turn)
    given = needs.collect(shop, turn, order, RemedyKind(before.wish)).draft
    turn.case = before
    return given != before.draft


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
    Asked.ORDER: answer_which_order,
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

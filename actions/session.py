"""The conversation itself: hello, never mind, how was it."""

from __future__ import annotations

from dataclasses import replace

from actions.case import Asked
from actions.guard import ShopAction
from actions.human import show_menu
from actions.matters import named
from actions.parking import parked
from actions.resume import resume
from actions.several import busy
from actions.shop.access import shopper_of
from actions.shop.ratings import is_bad, read_score, record_rating
from actions.shop.shop import Shop
from actions.turn import Turn
from actions.undo import done_last, tell_undo


class Greet(ShopAction):
    """Hello, by name where we know it, and what can be done here."""

    def name(self) -> str:
        return "action_greet"

    def work(self, shop: Shop, turn: Turn) -> None:
        customer_id = shopper_of(shop, turn.conversation).customer
        customer = shop.orders.find_customer(customer_id) if customer_id else None
        if turn.case.asked not in (Asked.NOTHING, Asked.READING, Asked.MORE):
            turn.say("utter_greet_again")
            resume(shop, turn)
            return
        if customer is None:
            turn.say("utter_greet")
        else:
            turn.say("utter_greet_by_name", name=customer.name)
        show_menu(turn)


class OutOfScope(ShopAction):
    def name(self) -> str:
        return "action_out_of_scope"

    def work(self, shop: Shop, turn: Turn) -> None:
        turn.say("utter_out_of_scope")
        if turn.case.asked in (Asked.NOTHING, Asked.READING, Asked.MORE):
            show_menu(turn)
        else:
            resume(shop, turn)


class Stop(ShopAction):
    """Leave what is being done, or tell how what was done can be mended; what waits is next."""

    def name(self) -> str:
        return "action_stop"

    def work(self, shop: Shop, turn: Turn) -> None:
        if (done := done_last(shop, turn)) is not None:
            tell_undo(shop, turn, done)
            return
        if turn.case.waiting:
            turn.say("utter_not_done")
            turn.go_on()
            return
        # After something was done there is nothing to stop: "nothing changed" would not be true.
        was_open = bool(turn.case.wish) or turn.case.asked not in (Asked.NOTHING, Asked.MORE)
        turn.say("utter_stopped" if was_open else "utter_nothing_to_stop")
        turn.case = replace(turn.case.without_wish(), topic="", number="")
        turn.wait_for(Asked.MORE)


class Goodbye(ShopAction):
    """Goodbye; what was not done is named, so that nobody leaves believing that it was."""

    def name(self) -> str:
        return "action_goodbye"

    def work(self, shop: Shop, turn: Turn) -> None:
        open_still = (*([parked(turn.case)] if busy(turn.case) else []), *turn.case.waiting)
        if open_still:
            turn.say("utter_left_open", matters=named(open_still))
        turn.say("utter_goodbye")


class Feedback(ShopAction):
    """How the help was, in words."""

    def name(self) -> str:
        return "action_feedback"

    def work(self, shop: Shop, turn: Turn) -> None:
        take_rating(shop, turn, read_score(turn.message.text), turn.message.text)
        resume(shop, turn)


def take_rating(shop: Shop, turn: Turn, score: int | None, comment: str) -> None:
    """Keep a rating, and thank for it; a bad one gets the offer of a person."""
    record_rating(shop, turn.conversation, score, comment)
    bad = is_bad(score, comment)
    turn.say("utter_feedback_sorry" if bad else "utter_feedback_thanks")
    if bad:
        turn.button("utter_button_human", "/talk_to_human")

"""People: asked for, needed, or the way out when the bot does not understand."""

from __future__ import annotations

from dataclasses import replace

from actions.case import Asked
from actions.guard import ShopAction
from actions.shop.shop import Shop
from actions.turn import Turn

# What the likely readings of an unclear message are called on a button.
READINGS: dict[str, str] = {
    "payment_failed": "utter_reading_payment_failed",
    "payment_not_confirmed": "utter_reading_payment_not_confirmed",
    "charged_twice": "utter_reading_charged_twice",
    "wrong_address": "utter_reading_wrong_address",
    "parcel_delayed": "utter_reading_parcel_delayed",
    "parcel_missing": "utter_reading_parcel_missing",
    "item_problem": "utter_reading_item_problem",
    "delivery_complaint": "utter_reading_delivery_complaint",
    "duplicate_order": "utter_reading_duplicate_order",
    "order_cancelled": "utter_reading_order_cancelled",
    "out_of_stock": "utter_reading_out_of_stock",
    "change_items": "utter_reading_change_items",
    "order_status": "utter_reading_order_status",
    "cancel_order": "utter_reading_cancel_order",
    "refund_request": "utter_reading_refund_request",
    "refund_status": "utter_reading_refund_status",
    "reorder": "utter_reading_reorder",
    "reschedule_delivery": "utter_reading_reschedule_delivery",
    "ask_invoice": "utter_reading_ask_invoice",
}
MENU = ("order_status", "parcel_delayed", "payment_failed", "wrong_address", "refund_request")
SHOWN_READINGS = 3
# What was told last to be for a person alone; so it stands among what was tried.
COMPENSATION = "compensation"


class TalkToHuman(ShopAction):
    def name(self) -> str:
        return "action_talk_to_human"

    def work(self, shop: Shop, turn: Turn) -> None:
        turn.say("utter_handover")
        turn.hand_over(COMPENSATION if turn.case.tried[-1:] == (COMPENSATION,) else "asked_for")


def not_understood(turn: Turn) -> None:
    """First ask to say it differently, then show what it could be, then bring in a person."""
    if give_up(turn):
        return
    turn.case = turn.case.having_said(turn.message.text)
    missed = turn.case.missed
    likely = [intent for intent in turn.message.readings if intent in READINGS]
    if len(likely) > 1 or missed == 2:
        show_readings(turn, likely[:SHOWN_READINGS])
    else:
        turn.say("utter_rephrase")
    turn.case = replace(turn.case, missed=missed)


def give_up(turn: Turn) -> bool:
    """Note a message that did not help; the third in a row brings in a person."""
    if not turn.miss():
        return False
    turn.say("utter_not_understood_handover")
    turn.hand_over("not_understood")
    return True


def show_readings(turn: Turn, likely: list[str]) -> None:
    """What the message could mean, as buttons, with a person as the last of them."""
    turn.say("utter_ask_reading" if likely else "utter_ask_menu")
    turn.wait_for(Asked.READING)
    for intent in likely or MENU:
        turn.choice(READINGS[intent], f"topic:{intent}")
    turn.button("utter_button_human", "/talk_to_human")


def show_menu(turn: Turn) -> None:
    """What the bot can do, as buttons under what was said last."""
    turn.wait_for(Asked.READING)
    for intent in MENU:
        turn.choice(READINGS[intent], f"topic:{intent}")
    turn.button("utter_button_human", "/talk_to_human")

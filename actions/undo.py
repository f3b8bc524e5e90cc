"""Taking back what was done: what it was, and what can still be done about it, or a person."""

from __future__ import annotations

from dataclasses import replace

from actions import offering
from actions.case import Asked, Case
from actions.second_thoughts import asks_to_undo, regrets
from actions.shop.access import access_order, shopper_of
from actions.shop.ledger import find_remedy
from actions.shop.order import Order
from actions.shop.policy import RemedyKind
from actions.shop.remedies import Remedy, RemedyStatus
from actions.shop.shop import Shop
from actions.speech import Term
from actions.turn import Turn

K = RemedyKind
# What comes nearest to taking it back, as far as the order allows it now.
INSTEAD: dict[RemedyKind, tuple[RemedyKind, ...]] = {
    K.CANCEL: (K.REORDER,),
    K.REFUND: (K.REORDER,),
    K.CHANGE_ADDRESS: (K.CHANGE_ADDRESS, K.REDIRECT),
    K.REDIRECT: (K.REDIRECT,),
    K.RESCHEDULE: (K.RESCHEDULE,),
    K.CONFIRM_PAYMENT: (K.CANCEL,),
    # These made a new order.
    K.REORDER: (K.CANCEL,),
    K.RESEND: (K.CANCEL,),
    K.SUBSTITUTE: (K.CANCEL,),
}
MONEY = frozenset({K.REFUND, K.REFUND_SURPLUS})
# Nothing is in progress that the words could be about instead.
AFTERWARDS = frozenset({Asked.NOTHING, Asked.MORE, Asked.RATING, Asked.READING})


def done_last(shop: Shop, turn: Turn, *, wishes: bool = False) -> Remedy | None:
    """What was last done in this conversation, if the words ask to take it back.

    `wishes`: they were read as a wish of their own, so that regret alone does not mean that.
    """
    asked, text = turn.case.asked, turn.message.text
    if turn.message.choice or turn.message.all("order_number") or turn.taken_up:
        return None
    over = asked in AFTERWARDS
    meant = regrets(text) if over and not wishes else asks_to_undo(text)
    if not (meant and (over or asked is Asked.WISH)):
        return None
    reference = _last_reference(turn.case)
    return find_remedy(shop, reference) if reference else None


def tell_undo(shop: Shop, turn: Turn, remedy: Remedy) -> None:
    """Say what was done, and offer what can be done about it now."""
    what = Term("remedy", str(remedy.kind))
    turn.say("utter_undo_what", what=what, number=remedy.order, reference=remedy.id)
    if remedy.kind in MONEY and remedy.status is RemedyStatus.DONE:
        turn.say("utter_undo_money")
    order = _order_now(shop, turn, remedy)
    _keep_what_is_open(turn, order)
    kinds: tuple[RemedyKind, ...] = ()
    if order is not None:
        turn.case = replace(turn.case.on_order(order.number).without_wish(), topic="", finding="")
        kinds, _ = offering.allowed(shop, turn, order, INSTEAD.get(remedy.kind, ()))
    if kinds:
        turn.say("utter_undo_instead", number=turn.case.order)
        offering.show_kinds(turn, kinds)
    else:
        turn.say("utter_undo_person")
        turn.wait_for(Asked.MORE)
        turn.button("utter_button_human", "/talk_to_human")


def _keep_what_is_open(turn: Turn, order: Order | None) -> None:
    """What was offered for another order meanwhile waits until this is settled."""
    case = turn.case
    if case.asked is Asked.WISH and case.topic and order and case.order not in ("", order.number):
        number = {"entity": "order_number", "value": case.order}
        turn.note([{"intent": case.topic, "text": "", "entities": [number]}])


def _order_now(shop: Shop, turn: Turn, remedy: Remedy) -> Order | None:
    """The order it is about now: the one it made, else the one it was done for."""
    number = str(remedy.detail.get("order", "")) or remedy.order
    found = access_order(shop, shopper_of(shop, turn.conversation), number)
    return found if isinstance(found, Order) else None


def _last_reference(case: Case) -> str:
    """The reference of what was tried last with an end to it; see `wish.py`."""
    ended = (tried.split(":") for tried in reversed(case.tried))
    kinds = frozenset(str(kind) for kind in RemedyKind)
    return next((parts[2] for parts in ended if len(parts) == 3 and parts[0] in kinds), "")

"""Back to what was open: after a digression the question is put again, and nothing is lost."""

from __future__ import annotations

from actions import offering, which_order, wish
from actions.case import Asked
from actions.details import needs
from actions.guard import ShopAction
from actions.shop.access import shopper_of
from actions.shop.policy import RemedyKind
from actions.shop.shop import Shop
from actions.turn import Turn


class Resume(ShopAction):
    def name(self) -> str:
        return "action_resume"

    def work(self, shop: Shop, turn: Turn) -> None:
        resume(shop, turn)


def resume(shop: Shop, turn: Turn) -> None:
    """Put the open question again. When nothing is open, what waits is next."""
    asked = turn.case.asked
    if asked is Asked.NUMBER:
        which_order.ask_number(turn, shopper_of(shop, turn.conversation))
    elif asked is Asked.PROOF:
        which_order.ask_proof(turn)
    elif asked is Asked.ORDER:
        which_order.ask_which_order(turn, which_order.known_orders(shop, turn))
    elif asked is Asked.WISH:
        _offer_again(shop, turn)
    elif asked is Asked.YES or asked in needs.DETAILS:
        order = which_order.order_of_case(shop, turn)
        wish.pursue(shop, turn, order, RemedyKind(turn.case.wish))
    else:
        turn.go_on()


def _offer_again(shop: Shop, turn: Turn) -> None:
    """The same offers; each is judged anew when it is chosen."""
    shown = (c.removeprefix("wish:") for c in turn.case.choices if c.startswith("wish:"))
    kinds = tuple(RemedyKind(kind) for kind in shown)
    if kinds:
        offering.offer_kinds(turn, kinds)
    else:
        order = which_order.order_of_case(shop, turn)
        offering.offer(shop, turn, order, offering.finding_of_case(shop, turn, order))

"""Tells how what was told is known: the order is read again, and a person is offered."""

from __future__ import annotations

from datetime import datetime, timedelta

from actions import explain, offering
from actions.resume import resume
from actions.sentences.again import short_for
from actions.sentences.orders import values_of
from actions.shop.context import findings_of
from actions.shop.diagnosis import FindingKind
from actions.shop.order import Order
from actions.shop.policy.holding import on_hold
from actions.shop.shop import Shop
from actions.speech import Money
from actions.turn import Turn
from actions.which_order import order_of_case

OF_PAYMENT = frozenset(
    {
        FindingKind.PAYMENT_FAILED,
        FindingKind.PAYMENT_PENDING,
        FindingKind.PAYMENT_NOT_CONFIRMED,
        FindingKind.CHARGED_TWICE,
    }
)
ABOUT_REFUNDS = frozenset({"refund_status", "refund_request"})


def reassure(shop: Shop, turn: Turn) -> None:
    """Say it from the order as it is now, and go back to what was open."""
    order = order_of_case(shop, turn)
    finding = offering.finding_of_case(shop, turn, order)
    values = values_of(shop, order, finding)
    if order.refunds and turn.case.topic in ABOUT_REFUNDS:
        explain.tell_refunds(shop, turn, order)
    elif finding.kind in OF_PAYMENT:
        tell_if_charged(shop, turn, order, doubted=True)
    elif order.shipment and order.shipment.events:
        turn.say("utter_sure_of_parcel", **values)
    else:
        turn.say("utter_sure_of_order", **values)
    turn.button("utter_button_human", "/talk_to_human")
    resume(shop, turn)


def tell_if_charged(shop: Shop, turn: Turn, order: Order, *, doubted: bool = False) -> None:
    """Yes or no: what was taken, what a bank may hold, what went back.

    `doubted`: it was told before, and is not believed.
    """
    finding = findings_of(shop, order)[0]
    if order.captured > 0:
        much = order.captured - order.refunded > order.total
        said = short_for(order, finding) if much else "utter_charged_once"
        turn.say(said, **values_of(shop, order, finding))
        explain.tell_refunds(shop, turn, order)
    elif hold := on_hold(order, shop.policy):
        amount = Money(hold.amount, hold.currency)
        turn.say("utter_charged_held", number=order.number, amount=amount, until=hold.until or "")
    elif doubted:
        turn.say("utter_sure_not_taken", number=order.number, until=_released_by(shop, order))
    else:
        turn.say("utter_charged_not", number=order.number)


def _released_by(shop: Shop, order: Order) -> datetime:
    """When a bank lets go, at the latest, of what it may hold since the last try to pay."""
    tried = (payment.at for payment in reversed(order.payments) if payment.at)
    last = next(tried, None) or order.placed_at or shop.now
    return last + timedelta(days=shop.policy.payment.hold_days)

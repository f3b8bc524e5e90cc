"""Tells what is the matter with an order, once with the order drawn under it."""

from __future__ import annotations

from typing import Any

from actions.doubt import asks_why
from actions.sentences.again import short_for
from actions.sentences.findings import sentence_for
from actions.sentences.orders import arrives, of_refund, values_of
from actions.shop.diagnosis import Finding, FindingKind
from actions.shop.order import Order, Refund, RefundStatus
from actions.shop.remedies import RemedyStatus, remedies_of
from actions.shop.shop import Shop
from actions.shop.timeline import steps
from actions.speech import Term
from actions.turn import Turn

REFUND: dict[RefundStatus, str] = {
    RefundStatus.REQUESTED: "utter_refund_requested",
    RefundStatus.APPROVED: "utter_refund_approved",
    RefundStatus.SENT: "utter_refund_sent",
    RefundStatus.DONE: "utter_refund_done",
    RefundStatus.REFUSED: "utter_refund_refused",
}


def tell(shop: Shop, turn: Turn, order: Order, finding: Finding, *, otherwise: str = "") -> None:
    """Say what is the matter. `otherwise` goes first, where the words were about something else."""
    values = values_of(shop, order, finding)
    if otherwise:
        turn.say(otherwise, **values)
    if was_told(shop, turn, order, finding) and not asks_why(turn.message.text):
        turn.say(short_for(order, finding), **values)
    else:
        show(shop, turn, order, finding, sentence_for(order, finding))
        turn.case = turn.case.having_told(_told(shop, turn, order, finding))
        turn.case = turn.case.having_tried(f"told:{order.number}:{finding.kind}")
    asked = [r for r in remedies_of(shop, order.number) if r.status is RemedyStatus.REQUESTED]
    if finding.kind is not FindingKind.REFUND_LATE:
        tell_refunds(shop, turn, order, running=bool(asked))
    for remedy in asked:
        kind = Term("remedy", str(remedy.kind))
        turn.say("utter_request_running", kind=kind, reference=remedy.id)


def show(shop: Shop, turn: Turn, order: Order, finding: Finding, said: str) -> None:
    """Say this about an order, with the order drawn under it, once in a turn."""
    values = values_of(shop, order, finding)
    if turn.shows_order(order.number):
        turn.say(said, **values)
    else:
        card = order_card(order, (finding,), str(shop.policy.time_zone))
        turn.show(said, card, **values)


def was_told(shop: Shop, turn: Turn, order: Order, finding: Finding) -> bool:
    """Whether just this was told today, in this language: what has changed since is news."""
    return _told(shop, turn, order, finding) in turn.case.told


def _told(shop: Shop, turn: Turn, order: Order, finding: Finding) -> str:
    parcel = order.shipment
    seen = parcel.events[-1].at if parcel and parcel.events else None
    due = (parcel.promised_at, parcel.slot) if parcel else ()
    today = shop.now.astimezone(shop.policy.time_zone).date()
    said = sentence_for(order, finding)
    facts = (order.number, finding.kind, said, turn.language, seen, *due, today)
    return ":".join(str(fact) for fact in facts)


def tell_refunds(shop: Shop, turn: Turn, order: Order, *, running: bool = False) -> None:
    """Where money was given back or asked back, say how that stands.

    `running`: requests are told by themselves, with the references shoppers know.
    """
    for refund in order.refunds:
        if running and refund.status is RefundStatus.REQUESTED and not refund.reference:
            continue
        turn.say(_of_refund(shop, order, refund), **of_refund(shop, order, refund))


def _of_refund(shop: Shop, order: Order, refund: Refund) -> str:
    """One on its way is told with its dates, as far as they are known and not over."""
    if refund.status is RefundStatus.SENT and refund.at:
        _, until = arrives(shop, refund.at)
        today = shop.now.astimezone(shop.policy.time_zone).date()
        return "utter_refund_late" if until < today else "utter_refund_on_its_way"
    return REFUND[refund.status]


def order_card(order: Order, findings: tuple[Finding, ...], zone: str) -> dict[str, Any]:
    """The order as the widget draws it, its days meant in the time zone `zone`."""
    return {
        "type": "order",
        "order": {
            "number": order.number,
            "status": str(order.status),
            "time_zone": zone,
            "steps": [
                {
                    "code": str(s.code),
                    "at": s.at.isoformat() if s.at else None,
                    "state": str(s.state),
                }
                for s in steps(order, findings)
            ],
        },
    }

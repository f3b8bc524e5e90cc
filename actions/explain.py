"""Tells what is the matter with an order, once with the order drawn under it."""

from __future__ import annotations

from typing import Any

from actions.case import Case
from actions.sentences.findings import sentence_for
from actions.sentences.orders import of_refund, values_of
from actions.shop.diagnosis import Finding, FindingKind
from actions.shop.order import Order, RefundStatus
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
    said = sentence_for(order, finding)
    if was_told(turn.case, order, finding):
        turn.say(said, **values)
    else:
        show(shop, turn, order, finding, said)
        turn.case = turn.case.having_tried(_told(order, finding))
    asked = [r for r in remedies_of(shop, order.number) if r.status is RemedyStatus.REQUESTED]
    if finding.kind is not FindingKind.REFUND_LATE:
        tell_refunds(turn, order, running=bool(asked))
    for remedy in asked:
        kind = Term("remedy", str(remedy.kind))
        turn.say("utter_request_running", kind=kind, reference=remedy.id)


def show(shop: Shop, turn: Turn, order: Order, finding: Finding, said: str) -> None:
    """Say this about an order, with the order drawn under it, once in a turn."""
    values = values_of(shop, order, finding)
    if turn.shows_order(order.number):
        turn.say(said, **values)
    else:
        turn.show(said, order_card(order, (finding,)), **values)


def was_told(case: Case, order: Order, finding: Finding) -> bool:
    return _told(order, finding) in case.tried


def _told(order: Order, finding: Finding) -> str:
    return f"told:{order.number}:{finding.kind}"


def tell_refunds(turn: Turn, order: Order, *, running: bool = False) -> None:
    """Where money was given back or asked back, say how that stands.

    `running`: requests are told by themselves, with the references shoppers know.
    """
    for refund in order.refunds:
        if running and refund.status is RefundStatus.REQUESTED and not refund.reference:
            continue
        turn.say(REFUND[refund.status], **of_refund(order, refund))


def order_card(order: Order, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """The order as the widget draws it."""
    return {
        "type": "order",
        "order": {
            "number": order.number,
            "status": str(order.status),
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

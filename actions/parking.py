"""A wish that another matter interrupts: kept as it stood, with what was given for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.case import Case
from actions.matters import CASE, Matter, is_parked
from actions.shop.order import ClaimKind
from actions.shop.policy import RemedyKind

# What a wish is called where it waits beside what else was said.
MATTER: dict[RemedyKind, str] = {
    RemedyKind.REFUND: "refund_request",
    RemedyKind.REFUND_SURPLUS: "charged_twice",
    RemedyKind.CANCEL: "cancel_order",
    RemedyKind.CHANGE_ADDRESS: "wrong_address",
    RemedyKind.REDIRECT: "wrong_address",
    RemedyKind.REORDER: "reorder",
    RemedyKind.RESCHEDULE: "reschedule_delivery",
    RemedyKind.SUBSTITUTE: "change_items",
    RemedyKind.RESEND: "parcel_missing",
    RemedyKind.CONFIRM_PAYMENT: "payment_not_confirmed",
    RemedyKind.TRACE: "parcel_delayed",
    RemedyKind.CLAIM: "parcel_missing",
    RemedyKind.RETURN: "item_problem",
    RemedyKind.EXCHANGE: "item_problem",
    RemedyKind.PAY_LINK: "payment_failed",
    RemedyKind.INVOICE: "ask_invoice",
}
KEPT = ("topic", "order", "finding", "wish", "draft", "asked")
# These leave an order as it is, whatever else is wished for it; so do these matters.
APART = frozenset({RemedyKind.INVOICE, RemedyKind.REFUND_SURPLUS})
MATTERS_APART = frozenset({"ask_invoice", "delivery_complaint"})
# What an overcharge is part of: giving the money back gives it back, too.
OF_MONEY = frozenset(
    {"charged_twice", "refund_request", "cancel_order", "duplicate_order", "payment_not_confirmed"}
)
# Where the goods go and when does not touch what was paid twice.
OF_DELIVERY = frozenset(
    {
        RemedyKind.CHANGE_ADDRESS,
        RemedyKind.REDIRECT,
        RemedyKind.RESCHEDULE,
        RemedyKind.SUBSTITUTE,
        RemedyKind.TRACE,
        RemedyKind.RESEND,
    }
)


def parked(case: Case) -> Matter:
    """The wish in progress as a matter that waits; it can be told and taken up like any other."""
    plain = case.to_slot()
    return {
        "intent": _called(case),
        "text": "",
        "entities": [{"entity": "order_number", "value": case.order}],
        CASE: {name: plain[name] for name in KEPT if name in plain},
    }


def unparked(case: Case, matter: Matter) -> Case:
    """The case with the wish that waited, as it stood; a matter of another kind changes nothing."""
    if not is_parked(matter):
        return case
    before = Case.from_slot(dict(matter[CASE]))
    return replace(case, **{name: getattr(before, name) for name in KEPT})


def without_wish_of(waiting: tuple[Matter, ...], kind: str, order: str) -> tuple[Matter, ...]:
    """What waits, but for this wish of this order."""
    return tuple(m for m in waiting if not (is_parked(m) and _key(m) == (kind, order)))


def replaced_by(waiting: tuple[Matter, ...], topic: str, order: str) -> tuple[Matter, ...]:
    """The wishes that wait and give way to this topic: somebody has thought better of them."""
    return tuple(m for m in waiting if _key(m)[1] == order and _gives_way(m, topic))


def given_for(matters: tuple[Matter, ...], topic: str) -> dict[str, Any]:
    """What was given already for the wishes that come from this topic."""
    given: dict[str, Any] = {}
    for matter in matters:
        if matter[CASE].get("topic") == topic:
            given |= matter[CASE].get("draft", {})
    return given


def _gives_way(matter: Matter, topic: str) -> bool:
    if not is_parked(matter):
        return False
    kind = RemedyKind(matter[CASE]["wish"])
    if topic in (matter["intent"], matter[CASE].get("topic")):
        return True
    if topic in MATTERS_APART or matter["intent"] in MATTERS_APART:
        return False
    if kind in APART:
        return kind is RemedyKind.REFUND_SURPLUS and topic in OF_MONEY
    return not (topic == "charged_twice" and kind in OF_DELIVERY)


def _key(matter: Matter) -> tuple[str, str]:
    """Which wish of which order it is; of a matter of another kind none."""
    case = matter.get(CASE, {})
    return str(case.get("wish", "")), str(case.get("order", ""))


def _called(case: Case) -> str:
    kind = RemedyKind(case.wish)
    if kind is RemedyKind.CLAIM and case.draft.get("problem") == ClaimKind.COURIER:
        return "delivery_complaint"
    if kind is RemedyKind.SUBSTITUTE and not case.draft.get("changing"):
        return "out_of_stock"
    return MATTER[kind]

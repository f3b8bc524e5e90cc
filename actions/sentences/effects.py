"""Which sentence asks for a yes to an effect, and which tells what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from actions.shop.order import Address, ClaimKind, Name, Order
from actions.shop.policy import Approval, Effect, RemedyKind
from actions.shop.policy.effects import WaitsFor
from actions.shop.remedies import Remedy, RemedyStatus
from actions.speech import By, Difference, Masked, Money, Term, Variant
from actions.turn import Turn

CONFIRM: dict[RemedyKind, str] = {
    RemedyKind.REFUND: "utter_confirm_refund",
    RemedyKind.REFUND_SURPLUS: "utter_confirm_refund_surplus",
    RemedyKind.CANCEL: "utter_confirm_cancel",
    RemedyKind.CHANGE_ADDRESS: "utter_confirm_change_address",
    RemedyKind.REDIRECT: "utter_confirm_redirect",
    RemedyKind.REORDER: "utter_confirm_reorder",
    RemedyKind.RESCHEDULE: "utter_confirm_reschedule",
    RemedyKind.SUBSTITUTE: "utter_confirm_substitute",
    RemedyKind.RESEND: "utter_confirm_resend",
    RemedyKind.CONFIRM_PAYMENT: "utter_confirm_confirm_payment",
    RemedyKind.TRACE: "utter_confirm_trace",
    RemedyKind.RETURN: "utter_confirm_return",
    RemedyKind.EXCHANGE: "utter_confirm_exchange",
    RemedyKind.PAY_LINK: "utter_confirm_pay_link",
    RemedyKind.INVOICE: "utter_confirm_invoice",
}
DONE: dict[RemedyKind, str] = {
    RemedyKind.REFUND: "utter_done_refund",
    RemedyKind.REFUND_SURPLUS: "utter_done_refund_surplus",
    RemedyKind.CANCEL: "utter_done_cancel",
    RemedyKind.CHANGE_ADDRESS: "utter_done_change_address",
    RemedyKind.REDIRECT: "utter_done_redirect",
    RemedyKind.REORDER: "utter_done_reorder",
    RemedyKind.RESCHEDULE: "utter_done_reschedule",
    RemedyKind.SUBSTITUTE: "utter_done_substitute",
    RemedyKind.RESEND: "utter_done_resend",
    RemedyKind.CONFIRM_PAYMENT: "utter_done_confirm_payment",
    RemedyKind.TRACE: "utter_done_trace",
    RemedyKind.CLAIM: "utter_done_claim",
    RemedyKind.RETURN: "utter_done_return",
    RemedyKind.EXCHANGE: "utter_done_exchange",
    RemedyKind.PAY_LINK: "utter_done_pay_link",
    RemedyKind.INVOICE: "utter_done_invoice",
}
APPROVAL: dict[Approval, str] = {
    Approval.OVER_LIMIT: "utter_approval_over_limit",
    Approval.OVER_COUNT: "utter_approval_over_count",
    Approval.CURRENCY_WITHOUT_LIMIT: "utter_approval_currency_without_limit",
    Approval.GOODS_NOT_RECEIVED: "utter_approval_goods_not_received",
    Approval.ITEM_PROBLEM: "utter_approval_item_problem",
    Approval.GOODS_MUST_COME_BACK: "utter_approval_goods_must_come_back",
    Approval.PART_OF_ORDER: "utter_approval_part_of_order",
    Approval.OTHER_PROVINCE: "utter_approval_other_province",
}
# An order nothing was paid for is cancelled without a word of refund: asked, and told.
CANCEL_UNPAID = ("utter_confirm_cancel_unpaid", "utter_done_cancel_unpaid")
# When the money arrives is not known before somebody has agreed to it.
CONFIRM_REFUND_IF_AGREED = "utter_confirm_refund_if_agreed"
# Of several addresses, the first may be the one that is chosen.
CONFIRM_KEPT_ADDRESS = "utter_confirm_kept_address"
# Nothing was taken, but the bank may hold it: nobody is told that nothing left the account.
CANCEL_HELD = ("utter_confirm_cancel_held", "utter_done_cancel_held")
PICKUP = ("utter_confirm_pickup", "utter_done_pickup")
CHANGE = ("utter_confirm_change_items", "utter_done_change_items")
CHANGE_UNPAID = ("utter_confirm_change_items_unpaid", "utter_done_change_items_unpaid")
CLAIM: dict[ClaimKind, str] = {
    ClaimKind.NOT_RECEIVED: "utter_confirm_claim_not_received",
    ClaimKind.COURIER: "utter_confirm_claim_courier",
}
# An invoice that names who it is made out to.
INVOICE_MADE_OUT = ("utter_confirm_invoice_made_out", "utter_done_invoice_made_out")


def confirm(
    turn: Turn,
    order: Order,
    effect: Effect,
    sellers: Mapping[str, Name],
    options: Mapping[str, tuple[str, ...]],
) -> None:
    """The exact effect, asked last; for a request first why a person decides, and by when.

    `sellers` and `options` (size, colour) are those of the goods, by seller and by sku.
    """
    if effect.approval_why is not None:
        turn.say(APPROVAL[effect.approval_why], **of_effect(order, effect))
    values = of_effect(order, effect)
    if effect.changed:
        values["goods"] = Variant(order.lines, options)
        values["new_goods"] = Variant(effect.new_lines, options)
        values["difference"] = Difference(values["difference"])
    turn.say(_confirmed_by(effect), **values, new_sellers=tuple(sellers.values()))


def done(turn: Turn, order: Order, remedy: Remedy) -> None:
    values = of_effect(order, remedy.agreed)
    new_order = str(remedy.detail.get("order", ""))
    turn.say(_reported_by(remedy.effect), **values, reference=remedy.id, new_order=new_order)


def requested(turn: Turn, order: Order, remedy: Remedy) -> None:
    """Who has to answer a request; what is only to be posted counts as done for the shopper."""
    effect = remedy.effect
    if effect.waits_for is WaitsFor.ACCOUNTS:
        done(turn, order, remedy)
        return
    said = "utter_requested"
    if effect.waits_for is WaitsFor.CARRIER:
        dated = effect.answer_by is not None
        said = "utter_requested_of_carrier" if dated else "utter_requested_of_carrier_undated"
    turn.say(said, **of_effect(order, effect), reference=remedy.id)


def answered(turn: Turn, order: Order, remedy: Remedy, reason: str) -> None:
    """What a person decided about a request."""
    if remedy.status is not RemedyStatus.REFUSED:
        _approved(turn, order, remedy)
        done(turn, order, remedy)
        return
    said = "utter_request_refused" if reason else "utter_request_refused_without_reason"
    turn.say(said, reference=remedy.id, number=order.number, reason=reason)


def _approved(turn: Turn, order: Order, remedy: Remedy) -> None:
    """A yes; where less goes back than was asked for, that is said, and both amounts."""
    asked, agreed = remedy.effect.amount, remedy.agreed.amount
    values = {"number": order.number, "reference": remedy.id}
    if agreed == asked:
        turn.say("utter_request_approved", **values)
    else:
        amounts = {"asked": asked, "amount": agreed}
        money = {name: Money(value, remedy.effect.currency) for name, value in amounts.items()}
        turn.say("utter_request_approved_in_part", **values, **money)


def of_effect(order: Order, effect: Effect) -> dict[str, Any]:
    """The values a sentence about an effect may use."""

    def money(amount: Decimal) -> Money:
        return Money(amount, effect.currency)

    return {
        "number": order.number,
        "goods": effect.lines or order.lines,
        "amount": money(effect.amount),
        "methods": tuple(Term("method", m) for m in effect.methods),
        "total": money(effect.total),
        "new_goods": effect.new_lines,
        "new_total": money(effect.new_total),
        "difference": money(effect.difference),
        "to_pay": money(effect.to_pay),
        "limit": money(effect.approval_limit or Decimal(0)),
        "before": Masked(effect.address_before or Address()),
        "after": effect.address_after or "",
        "slot": effect.slot_after or "",
        "pickup": Term("pickup", effect.pickup_after or ""),
        "email": effect.email,
        "made_out_to": effect.text,
        "link": effect.link,
        "return_to": effect.return_to or "",
        "return_days": effect.return_days,
        "arrives_from": effect.expected_from or "",
        "arrives_until": effect.expected_until or "",
        "answer_by": By(effect.answer_by) if effect.answer_by else "",
        "held": money(effect.held),
        "held_until": effect.held_until or "",
        "delivery_from": effect.delivery_from or "",
        "delivery_until": effect.delivery_until or "",
        "stock": "" if effect.in_stock is None else effect.in_stock,
    }


def arrival_of(effect: Effect) -> str:
    """Which sentence tells when money would arrive that is not agreed on yet."""
    return "utter_refund_if_agreed" if effect.approval else "utter_refund_if_confirmed"


def _confirmed_by(effect: Effect) -> str:
    if effect.kind is RemedyKind.CLAIM:
        return CLAIM[effect.problem or ClaimKind.NOT_RECEIVED]
    if effect.kind is RemedyKind.CHANGE_ADDRESS and effect.address_after == effect.address_before:
        return CONFIRM_KEPT_ADDRESS
    special = _said_specially(effect)
    if effect.kind is RemedyKind.REFUND and effect.approval:
        return CONFIRM_REFUND_IF_AGREED
    return special[0] if special else CONFIRM[effect.kind]


def _reported_by(effect: Effect) -> str:
    special = _said_specially(effect)
    return special[1] if special else DONE[effect.kind]


def _said_specially(effect: Effect) -> tuple[str, str] | None:
    """How it is asked and told where it is not the plain case of its kind."""
    if effect.changed:
        return CHANGE if effect.amount else CHANGE_UNPAID
    if effect.pickup_after:
        return PICKUP
    if effect.kind is RemedyKind.INVOICE and effect.text:
        return INVOICE_MADE_OUT
    if effect.kind is not RemedyKind.CANCEL or effect.amount:
        return None
    return CANCEL_HELD if effect.held else CANCEL_UNPAID

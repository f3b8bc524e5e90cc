"""What each remedy writes at the shop, with the remedy's id in every key. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from actions.shop.backends.base import NewOrder
from actions.shop.ledger import Remedy
from actions.shop.order import (
    Address,
    Cancellation,
    CancelledBy,
    CancelReason,
    Claim,
    ClaimKind,
    Line,
    RefundStatus,
)
from actions.shop.plain import to_plain
from actions.shop.policy import Effect, RemedyKind, Share
from actions.shop.shop import Shop

Detail = dict[str, Any]

SEVERAL = "refunds"


def detail_before(effect: Effect) -> Detail:
    """What a remedy's row tells before anything is written."""
    detail: Detail = {}
    if effect.amount:
        detail["amount"] = str(effect.amount)
    if effect.address_after and effect.address_before and not effect.new_lines:
        detail["before"] = to_plain(effect.address_before)
        detail["after"] = to_plain(effect.address_after)
    if effect.slot_after or effect.pickup_after:
        detail["before"] = _place(effect.slot_before, effect.pickup_before)
        detail["after"] = _place(effect.slot_after, effect.pickup_after)
    named = {"link": effect.link, "email": effect.email, "text": effect.text}
    detail.update({name: value for name, value in named.items() if value})
    if effect.uploads:
        detail["uploads"] = list(effect.uploads)
    if effect.approval_why:
        detail["why"] = str(effect.approval_why)
    return detail


def begin(shop: Shop, remedy: Remedy) -> Detail:
    """What a yes of the shopper's writes: all of it, or the request where someone must answer."""
    write = WHEN_ASKED if remedy.effect.waits_for else WHEN_DONE
    return write.get(remedy.kind, _nothing)(shop, remedy)


def complete(shop: Shop, remedy: Remedy) -> Detail:
    """What a yes of staff or carrier writes, after `begin` wrote the request."""
    return WHEN_APPROVED.get(remedy.kind, _nothing)(shop, remedy)


def take_back(shop: Shop, remedy: Remedy) -> None:
    """What a no of staff or carrier writes."""
    for refund in refunds_of(remedy):
        shop.orders.settle_refund(
            remedy.order, refund, RefundStatus.REFUSED, shop.now, f"{remedy.id}/refused/{refund}"
        )


def _nothing(shop: Shop, remedy: Remedy) -> Detail:
    return {}


def _cancel(shop: Shop, remedy: Remedy) -> Detail:
    gone = remedy.kind is RemedyKind.SUBSTITUTE
    reason = CancelReason.OUT_OF_STOCK if gone else CancelReason.SHOPPER_REQUEST
    cancellation = Cancellation(CancelledBy.CUSTOMER, reason, remedy.at)
    shop.orders.cancel(remedy.order, cancellation, remedy.id)
    return {}


def _money_back(shop: Shop, remedy: Remedy) -> Detail:
    if remedy.effect.cancels:
        _cancel(shop, remedy)
    return _give(shop, remedy, remedy.effect.shares, RefundStatus.SENT, remedy.id)


def _ask_money_back(shop: Shop, remedy: Remedy) -> Detail:
    return _give(shop, remedy, remedy.effect.shares, RefundStatus.REQUESTED, remedy.id)


def _send_money_back(shop: Shop, remedy: Remedy) -> Detail:
    """Send what was requested; if staff agreed to less, refuse it and give that instead."""
    agreed = remedy.agreed
    if agreed != remedy.effect:
        take_back(shop, remedy)
        return _give(shop, remedy, agreed.shares, RefundStatus.SENT, f"{remedy.id}/approved")
    for refund in refunds_of(remedy):
        shop.orders.settle_refund(
            remedy.order, refund, RefundStatus.SENT, shop.now, f"{remedy.id}/approved/{refund}"
        )
    return {}


def _give(
    shop: Shop, remedy: Remedy, shares: tuple[Share, ...], status: RefundStatus, key: str
) -> Detail:
    made = [
        shop.orders.refund(
            remedy.order,
            share.payment,
            share.amount,
            status,
            remedy.at,
            _reason(remedy),
            f"{key}/{share.payment}",
        ).id
        for share in shares
    ]
    return {"refund": made[0], **({SEVERAL: made} if len(made) > 1 else {})} if made else {}


def _reason(remedy: Remedy) -> str:
    """The word kept with the refund; the limits of the policy count by it."""
    if remedy.effect.approval_why:
        return f"approval_{remedy.effect.approval_why}"
    return "owed" if remedy.effect.owed else str(remedy.kind)


def _change_address(shop: Shop, remedy: Remedy) -> Detail:
    shop.orders.change_address(remedy.order, _address(remedy), remedy.id)
    return {}


def _reschedule(shop: Shop, remedy: Remedy) -> Detail:
    effect = remedy.effect
    shop.orders.reschedule(remedy.order, effect.slot_after, effect.pickup_after, remedy.id)
    return {}


def _confirm(shop: Shop, remedy: Remedy) -> Detail:
    shop.orders.confirm(remedy.order, remedy.at, remedy.id)
    return {}


def _order_again(shop: Shop, remedy: Remedy) -> Detail:
    return _place_order(shop, remedy, paid=False)


def _replace(shop: Shop, remedy: Remedy) -> Detail:
    return _place_order(shop, remedy, paid=True)


def _substitute(shop: Shop, remedy: Remedy) -> Detail:
    """The new order first: if it cannot be had, nothing else happens."""
    changed = remedy.effect.changed
    made = _place_order(shop, remedy, paid=False, instead_of=remedy.order if changed else "")
    if remedy.effect.cancels and not changed:
        _cancel(shop, remedy)
    given = _give(shop, remedy, remedy.effect.shares, RefundStatus.SENT, remedy.id)
    return {**made, **given}


def _place_order(shop: Shop, remedy: Remedy, *, paid: bool, instead_of: str = "") -> Detail:
    effect = remedy.effect
    new = NewOrder(
        customer=remedy.customer,
        currency=effect.currency,
        lines=tuple(_fresh(line) for line in effect.new_lines),
        address=_address(remedy),
        shipping_fee=effect.new_shipping_fee,
        paid=paid,
        at=remedy.at,
        discount=effect.new_discount,
        instead_of=instead_of,
    )
    return {"order": shop.orders.place(new, remedy.id).number}


def _fresh(line: Line) -> Line:
    return Line(line.sku, line.name, line.quantity, line.unit_price, line.seller)


def _claim(shop: Shop, remedy: Remedy) -> Detail:
    effect = remedy.effect
    about = effect.positions if effect.problem is ClaimKind.ITEM_PROBLEM else ()
    kind = effect.problem or ClaimKind.NOT_RECEIVED
    claim = Claim(f"claim-{remedy.id}", kind, effect.text, remedy.at, lines=about)
    shop.orders.add_claim(remedy.order, claim, remedy.id)
    return {"claim": claim.id}


def _address(remedy: Remedy) -> Address:
    return remedy.effect.address_after or Address()


def refunds_of(remedy: Remedy) -> tuple[str, ...]:
    """The refunds this remedy put on its order."""
    several = remedy.detail.get(SEVERAL)
    single = remedy.detail.get("refund")
    return tuple(several) if several else (single,) if single else ()


def _place(slot: object, pickup: str | None) -> Any:
    return {"pickup_point": pickup} if pickup else to_plain(slot)


Writing = Callable[[Shop, Remedy], Detail]

WHEN_DONE: dict[RemedyKind, Writing] = {
    RemedyKind.REFUND: _money_back,
    RemedyKind.REFUND_SURPLUS: _money_back,
    RemedyKind.CANCEL: _money_back,
    RemedyKind.CHANGE_ADDRESS: _change_address,
    RemedyKind.RESCHEDULE: _reschedule,
    RemedyKind.CONFIRM_PAYMENT: _confirm,
    RemedyKind.REORDER: _order_again,
    RemedyKind.SUBSTITUTE: _substitute,
    RemedyKind.RESEND: _replace,
    RemedyKind.CLAIM: _claim,
}
WHEN_ASKED: dict[RemedyKind, Writing] = {
    RemedyKind.REFUND: _ask_money_back,
    RemedyKind.RETURN: _ask_money_back,
}
WHEN_APPROVED: dict[RemedyKind, Writing] = {
    RemedyKind.REFUND: _send_money_back,
    RemedyKind.RETURN: _send_money_back,
    RemedyKind.REDIRECT: _change_address,
    RemedyKind.RESEND: _replace,
    RemedyKind.EXCHANGE: _replace,
}

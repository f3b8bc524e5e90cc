"""Judges what moves money: refund, surplus, cancel, confirm, and the link to pay."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_DOWN, Decimal
from urllib.parse import quote

from actions.shop.order import OrderStatus, PaymentStatus
from actions.shop.policy.approval import Why, why_approval
from actions.shop.policy.effects import Approval, Effect, RemedyKind, Share
from actions.shop.policy.matter import Matter
from actions.shop.policy.refusals import (
    AlreadyCancelled,
    AlreadyConfirmed,
    AlreadyPaid,
    AmountAbovePaid,
    AmountNotPositive,
    GoodsPaidBack,
    NoSurplus,
    NothingCaptured,
    NothingLeftToRefund,
    NotPaidInFull,
    PaymentUnderWay,
    Refusal,
    TooLate,
    UnknownLine,
    WrongState,
)
from actions.shop.policy.windows import window_over

CENT = Decimal("0.01")
GOODS_BACK = (RemedyKind.RETURN, RemedyKind.EXCHANGE, RemedyKind.RESEND, RemedyKind.SUBSTITUTE)


def judge_refund(matter: Matter) -> Effect | Refusal:
    """Give back the whole, some lines, or an amount. Before packing the whole also cancels."""
    refusal = refuse_money(matter) or matter.asked(*GOODS_BACK) or matter.replaced()
    if refusal is None and matter.delivered:
        refusal = window_over(matter)
    if refusal is not None:
        return refusal
    amount = refund_amount(matter)
    if not isinstance(amount, Decimal):
        return amount
    positions = matter.positions()
    assert not isinstance(positions, UnknownLine)
    why = _why_refund(matter, amount, positions)
    return replace(
        money_back(matter, amount, why),
        cancels=not matter.packed and not matter.cancelled and amount == matter.left,
        owed=why is None and (not matter.packed or matter.cancelled or amount <= matter.surplus),
        positions=positions,
        lines=matter.lines(positions),
    )


def judge_surplus(matter: Matter) -> Effect | Refusal:
    """Give back what was taken above the total; never asks a person."""
    if matter.order.captured <= 0:
        return matter.on_hold() or NothingCaptured()
    if matter.surplus <= 0:
        order = matter.order
        return NoSurplus(order.captured - order.refunded, order.total, order.currency)
    return matter.under_way() or money_back(matter, matter.surplus)


def judge_cancel(matter: Matter) -> Effect | Refusal:
    """Stop an order that is not packed yet; all the money goes back by itself."""
    order = matter.order
    if matter.cancelled:
        return already_cancelled(matter)
    if matter.packed:
        return TooLate(RemedyKind.CANCEL, order.status, _instead_of_cancel(matter))
    effect, hold = money_back(matter, matter.left), matter.on_hold()
    whole = replace(
        effect,
        cancels=True,
        lines=order.lines,
        positions=tuple(range(len(order.lines))),
        held=hold.amount if hold else Decimal(0),
        held_until=hold.until if hold else None,
    )
    return matter.under_way() or whole


def judge_confirm_payment(matter: Matter) -> Effect | Refusal:
    """Confirm an order that was paid and still waits."""
    order = matter.order
    if matter.cancelled:
        return already_cancelled(matter)
    if order.status is not OrderStatus.PLACED:
        return AlreadyConfirmed(order.confirmed_at)
    if order.captured <= 0:
        waiting = matter.pending_payment()
        return PaymentUnderWay(waiting.at) if waiting else NothingCaptured()
    if matter.left < order.total:
        return NotPaidInFull(order.total - matter.left, order.currency)
    done = Effect(RemedyKind.CONFIRM_PAYMENT, order.currency, lines=order.lines, total=order.total)
    return matter.under_way() or done


def judge_pay_link(matter: Matter) -> Effect | Refusal:
    """Where to pay an order that is not paid. Never while another payment is under way."""
    order = matter.order
    if matter.cancelled:
        return already_cancelled(matter)
    if matter.left >= order.total:
        return AlreadyPaid(order.captured, order.currency)
    waiting = matter.pending_payment()
    if waiting is not None:
        return PaymentUnderWay(waiting.at)
    if order.status is not OrderStatus.PLACED:
        return WrongState(RemedyKind.PAY_LINK, order.status)
    return Effect(
        RemedyKind.PAY_LINK,
        order.currency,
        total=order.total,
        to_pay=order.total - matter.left,
        link=matter.policy.payment.pay_link.format(number=quote(order.number, safe="")),
    )


def refuse_money(matter: Matter) -> Refusal | None:
    """Why no money can go back at all."""
    order = matter.order
    if order.captured <= 0:
        return matter.on_hold() or NothingCaptured()
    if matter.left <= 0:
        return NothingLeftToRefund(order.refunded, order.currency)
    return matter.under_way()


def refund_amount(matter: Matter) -> Decimal | Refusal:
    """What goes back for the wish, at most what is left. An amount named beats lines named."""
    positions = matter.positions()
    if isinstance(positions, UnknownLine):
        return positions
    currency = matter.order.currency
    if matter.wish.amount is None:
        return _lines_amount(matter, positions)
    asked = matter.wish.amount
    if not asked.is_finite() or asked <= 0 or asked != round(asked, 2):
        return AmountNotPositive(asked, currency)
    if asked > matter.left:
        return AmountAbovePaid(asked, matter.left, currency)
    return asked


def _lines_amount(matter: Matter, positions: tuple[int, ...]) -> Decimal | Refusal:
    """What was paid for these lines, less their part of the discount; for all, what is left."""
    order = matter.order
    if len(positions) == len(order.lines):
        return matter.left
    paid_once = (RemedyKind.REFUND, RemedyKind.RETURN, RemedyKind.SUBSTITUTE)
    if all(matter.done_with(position, *paid_once) for position in positions):
        return GoodsPaidBack()
    fresh = tuple(p for p in positions if not matter.done_with(p, *paid_once))
    goods = sum((line.amount for line in order.lines), Decimal(0))
    chosen = sum((line.amount for line in matter.lines(fresh)), Decimal(0))
    paid = chosen * (goods - order.discount) / goods if goods > 0 else Decimal(0)
    amount = min(max(paid, Decimal(0)).quantize(CENT, ROUND_DOWN), matter.left)
    return amount if amount > 0 else NothingLeftToRefund(order.refunded, order.currency)


def money_back(matter: Matter, amount: Decimal, why: Why | None = None) -> Effect:
    """The effect of giving this amount back, to the payments it came from."""
    rules = matter.rules
    return Effect(
        matter.kind,
        matter.order.currency,
        approval=why is not None,
        approval_why=why.reason if why else None,
        approval_limit=why.limit if why else None,
        amount=amount,
        shares=shares(matter, amount),
        total=matter.order.total,
        expected_from=matter.business_day(rules.arrives_from_days) if amount else None,
        expected_until=matter.business_day(rules.arrives_until_days) if amount else None,
    )


def shares(matter: Matter, amount: Decimal) -> tuple[Share, ...]:
    """How an amount goes back: to the payment it equals if there is one, else newest first."""
    taken = [p for p in matter.order.payments if p.status is PaymentStatus.CAPTURED]
    newest = [(p, matter.remaining(p)) for p in reversed(taken)]
    newest.sort(key=lambda found: found[1] != amount)
    split = []
    for payment, remaining in newest:
        part = min(remaining, amount)
        if part > 0:
            split.append(Share(payment.id, payment.method, part))
            amount -= part
    return tuple(split)


def already_cancelled(matter: Matter) -> AlreadyCancelled:
    cancelled = matter.order.cancelled
    return AlreadyCancelled(cancelled.at if cancelled else None)


def _why_refund(matter: Matter, amount: Decimal, positions: tuple[int, ...]) -> Why | None:
    if matter.cancelled or amount <= matter.surplus:
        return None
    if matter.packed:
        return why_approval(matter, amount - matter.surplus)
    gone = matter.wish.amount is None and all(matter.short_of_stock(p) for p in positions)
    return None if amount == matter.left or gone else Why(Approval.PART_OF_ORDER)


def _instead_of_cancel(matter: Matter) -> RemedyKind | None:
    if matter.left <= 0:
        return None
    return RemedyKind.RETURN if matter.delivered else RemedyKind.REFUND

"""Judges goods that go back, and what returns have in common with replacements."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from actions.shop.order import ClaimKind
from actions.shop.policy.approval import Why
from actions.shop.policy.effects import Approval, Effect, RemedyKind
from actions.shop.policy.matter import Matter
from actions.shop.policy.money import already_cancelled, money_back, refund_amount, refuse_money
from actions.shop.policy.refusals import PhotoMissing, Refusal, TooEarly, UnknownLine
from actions.shop.policy.windows import at_fault, window_over

BACK_OR_ANEW = (RemedyKind.RETURN, RemedyKind.EXCHANGE, RemedyKind.RESEND, RemedyKind.REFUND)


def judge_return(matter: Matter) -> Effect | Refusal:
    """Goods go back and are refunded; a person agrees first, for they must arrive."""
    if not matter.delivered:
        return not_delivered(matter)
    refusal = refuse_goods(matter) or window_over(matter)
    if refusal is not None:
        return refusal
    amount = refund_amount(matter)
    if not isinstance(amount, Decimal):
        return amount
    refusal = photo_missing(matter) if at_fault(matter) else None
    if refusal is not None:
        return refusal
    positions = matter.positions()
    assert not isinstance(positions, UnknownLine)
    faulty = matter.claims(ClaimKind.ITEM_PROBLEM) or matter.wish.problem
    why = Approval.ITEM_PROBLEM if faulty else Approval.GOODS_MUST_COME_BACK
    effect = money_back(matter, amount, Why(why))
    effect = replace(effect, lines=matter.lines(positions), positions=positions)
    return with_words(sent_back(effect, matter), matter)


def refuse_goods(matter: Matter) -> Refusal | None:
    """Why goods that were paid for can neither be sent again nor given back."""
    refusal = refuse_money(matter) or matter.replaced() or matter.asked(*BACK_OR_ANEW)
    return already_cancelled(matter) if matter.cancelled else refusal


def not_delivered(matter: Matter) -> Refusal:
    if matter.cancelled:
        return already_cancelled(matter)
    return TooEarly(matter.kind, matter.order.status)


def photo_missing(matter: Matter) -> PhotoMissing | None:
    needed = matter.policy.returns.photo_needed and not matter.wish.uploads
    return PhotoMissing() if needed else None


def sent_back(effect: Effect, matter: Matter) -> Effect:
    """The effect with where its goods go back to."""
    rules = matter.policy.returns
    return replace(effect, return_to=rules.to, return_days=rules.send_days)


def with_words(effect: Effect, matter: Matter) -> Effect:
    wish = matter.wish
    return replace(effect, text=wish.text or "", uploads=wish.uploads, problem=wish.problem)

"""Judges what moves neither money nor goods: claims, tracing a parcel, invoices."""

from __future__ import annotations

import re
from datetime import timedelta

from actions.shop.order import ClaimKind, OrderStatus, ShipmentStatus
from actions.shop.policy.effects import Effect, RemedyKind, WaitsFor
from actions.shop.policy.matter import Matter
from actions.shop.policy.money import already_cancelled
from actions.shop.policy.refusals import (
    AlreadyAsked,
    EmailInvalid,
    InvoiceTooLate,
    NoParcelYet,
    NothingCaptured,
    NothingLeftToRefund,
    Refusal,
    TooEarly,
    UnknownLine,
    WrongState,
)
from actions.shop.policy.windows import window_over

EMAIL = re.compile(r"[^@\s<>\"',;]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")
LONGEST_EMAIL = 254
ON_THE_WAY = frozenset({OrderStatus.SHIPPED, OrderStatus.DELIVERED})


def judge_claim(matter: Matter) -> Effect | Refusal:
    """Put the shopper's word about a delivery on the order, so that it is looked into."""
    if matter.cancelled:
        return already_cancelled(matter)
    positions = matter.positions()
    if isinstance(positions, UnknownLine):
        return positions
    problem = _problem(matter)
    refusal = _refuse_claim(matter, problem)
    if refusal is not None:
        return refusal
    return Effect(
        RemedyKind.CLAIM,
        matter.order.currency,
        lines=matter.lines(positions),
        positions=positions,
        total=matter.order.total,
        problem=problem,
        text=matter.wish.text or "",
        uploads=matter.wish.uploads,
        answer_by=matter.now + timedelta(hours=matter.policy.claim.answer_hours),
    )


def judge_trace(matter: Matter) -> Effect | Refusal:
    """Ask the carrier where the parcel is."""
    if matter.cancelled:
        return already_cancelled(matter)
    shipment = matter.order.shipment
    if shipment is None or shipment.status is ShipmentStatus.PENDING:
        return NoParcelYet()
    if matter.delivered and not matter.claims(ClaimKind.NOT_RECEIVED):
        return WrongState(RemedyKind.TRACE, matter.order.status)
    return matter.asked(RemedyKind.TRACE) or Effect(
        RemedyKind.TRACE,
        matter.order.currency,
        waits_for=WaitsFor.CARRIER,
        lines=matter.order.lines,
        total=matter.order.total,
        answer_by=matter.now + timedelta(hours=matter.policy.trace.answer_hours),
    )


def judge_invoice(matter: Matter) -> Effect | Refusal:
    """Ask the shop's accounts for an invoice over what was paid and kept, by e-mail."""
    order, rules = matter.order, matter.policy.invoice
    if order.captured <= 0:
        return NothingCaptured()
    if matter.left <= 0:
        return NothingLeftToRefund(order.refunded, order.currency)
    if order.placed_at is not None:
        until = order.placed_at + timedelta(days=rules.days)
        if matter.now > until:
            return InvoiceTooLate(until, rules.days)
    asked = matter.asked(RemedyKind.INVOICE)
    if asked is not None:
        return asked
    email = (matter.wish.email or "").strip()
    if len(email) > LONGEST_EMAIL or not EMAIL.fullmatch(email):
        return EmailInvalid(email)
    return Effect(
        RemedyKind.INVOICE,
        order.currency,
        waits_for=WaitsFor.ACCOUNTS,
        lines=order.lines,
        total=min(matter.left, order.total),
        text=matter.wish.text or "",
        email=email,
        expected_until=matter.business_day(rules.sent_within_days),
    )


def _problem(matter: Matter) -> ClaimKind:
    """What a claim is about: as named; else the goods where lines are named, else the parcel."""
    if matter.wish.problem is not None:
        return matter.wish.problem
    return ClaimKind.ITEM_PROBLEM if matter.wish.lines else ClaimKind.NOT_RECEIVED


def _refuse_claim(matter: Matter, problem: ClaimKind) -> Refusal | None:
    status = matter.order.status
    if problem is ClaimKind.COURIER and status not in ON_THE_WAY:
        return TooEarly(RemedyKind.CLAIM, status)
    if problem is not ClaimKind.COURIER and not matter.delivered:
        return TooEarly(RemedyKind.CLAIM, status)
    same = [claim for claim in matter.order.claims if claim.kind is problem and claim.is_open]
    if same:
        return AlreadyAsked(same[-1].id, RemedyKind.CLAIM)
    return window_over(matter) if problem is ClaimKind.ITEM_PROBLEM else None

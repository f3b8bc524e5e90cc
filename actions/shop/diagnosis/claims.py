"""What the shopper said was wrong, and wrote down as a claim that is still open."""

from __future__ import annotations

from datetime import datetime

from actions.shop.diagnosis.facts import is_cancelled, is_delivered, parcel_of, told
from actions.shop.diagnosis.findings import Cause, Context, Finding, FindingKind
from actions.shop.order import Claim, ClaimKind, Order


def delivered_not_received(order: Order, context: Context, now: datetime) -> Finding | None:
    """detail: claim, delivered_at, signed_by, place (as the proof of delivery says)."""
    claim = _open(order, ClaimKind.NOT_RECEIVED)
    if claim is None or not is_delivered(order):
        return None
    parcel = parcel_of(order)
    proof = parcel.proof if parcel else None
    delivered_at = parcel.delivered_at if parcel else None
    detail = told(
        claim=claim.id,
        delivered_at=delivered_at,
        signed_by=proof.signed_by if proof else None,
        place=proof.place if proof else None,
    )
    since = delivered_at or claim.at
    return Finding(FindingKind.DELIVERED_NOT_RECEIVED, Cause.CARRIER, since, detail)


def item_problem(order: Order, context: Context, now: datetime) -> Finding | None:
    """detail: claim, lines (positions; none named means all), skus."""
    claim = _open(order, ClaimKind.ITEM_PROBLEM)
    if claim is None or not is_delivered(order):
        return None
    lines = claim.lines or tuple(range(len(order.lines)))
    skus = tuple(order.lines[line].sku for line in lines if line < len(order.lines))
    detail = told(claim=claim.id, lines=lines, skus=skus)
    return Finding(FindingKind.ITEM_PROBLEM, Cause.SELLER, claim.at, detail)


def delivery_dispute(order: Order, context: Context, now: datetime) -> Finding | None:
    """detail: claim."""
    claim = _open(order, ClaimKind.COURIER)
    if claim is None or is_cancelled(order):
        return None
    detail = told(claim=claim.id)
    return Finding(FindingKind.DELIVERY_DISPUTE, Cause.CARRIER, claim.at, detail)


def _open(order: Order, kind: ClaimKind) -> Claim | None:
    """The newest open claim of this kind."""
    mine = [claim for claim in order.claims if claim.kind is kind and claim.is_open]
    return mine[-1] if mine else None

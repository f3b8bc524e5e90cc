"""When a person must decide about goods that are on their way or delivered."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from actions.shop.order import ClaimKind, Order, OrderStatus, Refund, RefundStatus
from actions.shop.policy.effects import Approval
from actions.shop.policy.matter import Matter

# Reasons of refunds that are nobody's favour: they count against no limit.
OWED = frozenset({"refund_surplus", "cancel", "substitute", "owed"})
BY_REQUEST = "approval_"


@dataclass(frozen=True)
class Why:
    """Why a person decides, and the limit that was passed if it was one."""

    reason: Approval
    limit: Decimal | None = None


def why_approval(matter: Matter, value: Decimal) -> Why | None:
    """Why giving goods or money of this value away needs a person; None when it does not."""
    if matter.claims(ClaimKind.NOT_RECEIVED):
        return Why(Approval.GOODS_NOT_RECEIVED)
    if matter.claims(ClaimKind.ITEM_PROBLEM):
        return Why(Approval.ITEM_PROBLEM)
    rules = matter.rules
    if rules.unlimited:
        return None
    limit = rules.limits.get(matter.order.currency)
    if limit is None:
        return Why(Approval.CURRENCY_WITHOUT_LIMIT)
    before = sum((r.amount for r in matter.order.refunds if _favour(r)), Decimal(0))
    if value + before > limit:
        return Why(Approval.OVER_LIMIT, limit)
    if automatic_refunds(matter) >= rules.most:
        return Why(Approval.OVER_COUNT, Decimal(rules.most))
    return None


def automatic_refunds(matter: Matter) -> int:
    """How many refunds this customer had lately without a person, each counted once."""
    others = (o for o in matter.context.siblings if o.number != matter.order.number)
    since = matter.days_ago(matter.rules.count_days)
    return len(
        {
            (order.number, refund.at)
            for order in (matter.order, *others)
            for refund in order.refunds
            if _counts(order, refund) and refund.at is not None and refund.at > since
        }
    )


def _counts(order: Order, refund: Refund) -> bool:
    return order.status is not OrderStatus.CANCELLED and _favour(refund)


def _favour(refund: Refund) -> bool:
    """Whether the shop gave it without having to ask anyone, and without owing it."""
    if refund.status in (RefundStatus.REFUSED, RefundStatus.REQUESTED):
        return False
    reason = refund.reason or ""
    return reason not in OWED and not reason.startswith(BY_REQUEST)

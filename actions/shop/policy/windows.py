"""How long after delivery goods may go back."""

from __future__ import annotations

from datetime import timedelta

from actions.shop.order import ClaimKind
from actions.shop.policy.matter import Matter
from actions.shop.policy.refusals import ReturnWindowOver


def at_fault(matter: Matter) -> bool:
    """Whether the goods are said to be damaged, faulty, wrong or not there at all."""
    named = matter.wish.problem in (ClaimKind.ITEM_PROBLEM, ClaimKind.NOT_RECEIVED)
    claimed = matter.claims(ClaimKind.ITEM_PROBLEM) or matter.claims(ClaimKind.NOT_RECEIVED)
    return named or claimed


def window_over(matter: Matter) -> ReturnWindowOver | None:
    """None while it is open. An unknown day of delivery counts as inside."""
    rules = matter.policy.returns
    days = rules.fault_days if at_fault(matter) else rules.no_reason_days
    if matter.delivered_at is None:
        return None
    until = matter.delivered_at + timedelta(days=days)
    return ReturnWindowOver(until, days) if matter.now > until else None

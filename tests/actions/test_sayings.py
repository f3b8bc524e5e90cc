"""Every outcome the shop knows has its sentence."""

from __future__ import annotations

from actions import explain, sayings
from actions.shop.diagnosis import FindingKind
from actions.shop.order import OrderStatus, RefundStatus
from actions.shop.policy import REFUSALS, Approval, RemedyKind


def test_every_refusal_is_spoken() -> None:
    assert set(sayings.REFUSED) == set(REFUSALS)


def test_every_remedy_can_be_offered_confirmed_and_reported() -> None:
    for table in (sayings.OFFER, sayings.CONFIRM, sayings.DONE):
        assert set(table) == set(RemedyKind)


def test_every_reason_for_approval_is_told() -> None:
    assert set(sayings.APPROVAL) == set(Approval)


def test_every_finding_is_explained() -> None:
    assert set(explain.TOLD_BY) == set(FindingKind)


def test_every_status_and_every_refund_can_be_told() -> None:
    assert set(explain.FINE) == set(OrderStatus)
    assert set(explain.REFUND) == set(RefundStatus)


def test_no_two_refusals_share_a_sentence() -> None:
    assert len(set(sayings.REFUSED.values())) == len(sayings.REFUSED)

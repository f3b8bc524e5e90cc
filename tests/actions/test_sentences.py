"""Every outcome the shop knows has its sentence."""

from __future__ import annotations

from actions import explain, offering
from actions.claims import HELP
from actions.details import needs
from actions.offering import OFFER
from actions.sentences import again, effects, findings, refusals
from actions.shop.diagnosis import FindingKind
from actions.shop.order import OrderStatus, RefundStatus
from actions.shop.policy import REFUSALS, Approval, RemedyKind
from actions.shop.policy.offers import TABLE


def test_every_refusal_is_spoken_or_asks_for_what_is_missing() -> None:
    assert set(refusals.REFUSED) | refusals.ASKED_FOR == set(REFUSALS)
    assert all(kind in needs.MENDED_BY for kind in refusals.ASKED_FOR)


def test_every_remedy_is_confirmed_and_reported() -> None:
    assert {*effects.CONFIRM, RemedyKind.CLAIM} == set(effects.DONE) == set(RemedyKind)
    assert all(kind in effects.CLAIM for kind, help_ in HELP.items() if RemedyKind.CLAIM in help_)


def test_every_offer_has_a_button() -> None:
    offered = {kind for kinds in (*TABLE.values(), *HELP.values()) for kind in kinds}
    assert set(OFFER) == offered - {RemedyKind.CLAIM}


def test_every_reason_for_approval_is_told() -> None:
    assert set(effects.APPROVAL) == set(Approval)


def test_every_finding_is_explained() -> None:
    assert set(findings.TOLD_BY) == set(FindingKind)


def test_every_finding_has_a_short_sentence_but_what_goes_to_people() -> None:
    assert set(again.SHORT) == set(FindingKind) - offering.FOR_PEOPLE


def test_every_status_and_every_refund_can_be_told() -> None:
    # That an order was cancelled is a finding of its own.
    assert set(findings.FINE) == set(OrderStatus) - {OrderStatus.CANCELLED}
    assert set(explain.REFUND) == set(RefundStatus)


def test_no_two_refusals_share_a_sentence() -> None:
    assert len(set(refusals.REFUSED.values())) == len(refusals.REFUSED)

"""Cancelled orders, refunds that do not arrive, orders made twice, and claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from actions.shop.order import (
    Cancellation,
    CancelledBy,
    CancelReason,
    Claim,
    ClaimKind,
    Order,
    OrderStatus,
    Refund,
    RefundStatus,
)
from tests.actions.shop.orders import (
    SECOND,
    SHOES,
    a_context,
    a_delivered_order,
    a_shipped_order,
    ago,
    an_order,
    found,
    the,
)


def cancelled(by: str, reason: str, **changes: Any) -> Order:
    ending = Cancellation(CancelledBy(by), CancelReason(reason), ago(hours=1))
    return an_order(**({"status": OrderStatus.CANCELLED, "cancelled": ending} | changes))


@pytest.mark.parametrize(
    ("by", "reason", "kind", "cause"),
    [
        ("system", "unpaid", "auto_cancelled", "customer"),
        ("system", "address_invalid", "auto_cancelled", "customer"),
        ("system", "phone_invalid", "auto_cancelled", "customer"),
        ("system", "out_of_stock", "auto_cancelled", "system"),
        ("system", "risk", "auto_cancelled", "system"),
        ("system", "other", "auto_cancelled", "system"),
        ("staff", "other", "auto_cancelled", "system"),
        ("staff", "shopper_request", "customer_cancelled", "customer"),
        ("customer", "shopper_request", "customer_cancelled", "customer"),
        ("customer", "other", "customer_cancelled", "customer"),
    ],
)
def test_a_cancelled_order_tells_who_and_why(by: str, reason: str, kind: str, cause: str) -> None:
    order = cancelled(by, reason)
    finding = the(kind, order)
    assert found(order) == [kind]
    assert (finding.cause, finding.detail["reason"]) == (cause, reason)
    assert finding.since == ago(hours=1)


def test_a_cancelled_order_tells_where_the_money_is() -> None:
    refund = Refund("r1", "p1", Decimal("50.00"), RefundStatus.SENT, ago(hours=1))
    detail = the("customer_cancelled", cancelled("customer", "other", refunds=(refund,))).detail
    assert (detail["captured"], detail["refunded"]) == ("199.00", "50.00")
    assert (detail["unrefunded"], detail["refund_status"]) == ("149.00", "sent")


def test_who_cancelled_is_not_guessed_where_nobody_says() -> None:
    finding = the("auto_cancelled", an_order(status=OrderStatus.CANCELLED))
    assert "reason" not in finding.detail
    assert finding.since is None


@pytest.mark.parametrize("kind", list(ClaimKind))
@pytest.mark.parametrize(("status", "counts"), [("open", True), ("closed", False)])
def test_open_claims_on_a_delivered_order_count(kind: ClaimKind, status: str, counts: bool) -> None:
    claim = Claim("c1", kind, "the sole came off", ago(hours=1), status)
    expected = {
        ClaimKind.ITEM_PROBLEM: "item_problem",
        ClaimKind.NOT_RECEIVED: "delivered_not_received",
        ClaimKind.COURIER: "delivery_dispute",
    }[kind]
    assert found(a_delivered_order(claims=(claim,))) == [expected if counts else "nothing_wrong"]


@pytest.mark.parametrize("kind", [ClaimKind.ITEM_PROBLEM, ClaimKind.NOT_RECEIVED])
def test_goods_that_have_not_come_can_be_neither_faulty_nor_missing(kind: ClaimKind) -> None:
    claim = Claim("c1", kind, "", ago(hours=1))
    assert found(a_shipped_order(claims=(claim,))) == ["nothing_wrong"]


def test_a_claim_names_the_goods_it_is_about() -> None:
    claim = Claim("c1", ClaimKind.ITEM_PROBLEM, "", None, "open", (0,))
    assert the("item_problem", a_delivered_order(claims=(claim,))).detail == {
        "claim": "c1",
        "lines": [0],
        "skus": ["SHOES-42"],
    }


def twin(apart: timedelta, **changes: Any) -> Order:
    other = an_order(number="LK202611170002", placed_at=ago(days=1) + apart)
    return replace(other, **changes)


@pytest.mark.parametrize(
    ("apart", "kind"),
    [
        (timedelta(minutes=30) - SECOND, "duplicate_order"),
        (timedelta(minutes=30), "duplicate_order"),
        (timedelta(minutes=30) + SECOND, "nothing_wrong"),
        (-timedelta(minutes=30), "duplicate_order"),
        (-timedelta(minutes=30) - SECOND, "nothing_wrong"),
    ],
)
def test_the_same_goods_within_half_an_hour_are_a_duplicate(apart: timedelta, kind: str) -> None:
    assert found(an_order(), a_context(siblings=(twin(apart),))) == [kind]


@pytest.mark.parametrize(
    "changes",
    [
        {"status": OrderStatus.CANCELLED},
        {"placed_at": None},
        {"customer": "c2"},
        {"lines": (replace(SHOES, quantity=2),)},
        {"lines": (replace(SHOES, seller="finch"),)},
        {"number": "LK202611170001"},
    ],
)
def test_what_is_no_living_twin_is_no_duplicate(changes: dict[str, Any]) -> None:
    other = twin(timedelta(minutes=5), **changes)
    assert found(an_order(), a_context(siblings=(other,))) == ["nothing_wrong"]


def test_the_same_goods_in_other_lines_are_the_same_goods() -> None:
    split = twin(timedelta(minutes=5), lines=(SHOES, SHOES))
    order = an_order(lines=(replace(SHOES, quantity=2),))
    assert "duplicate_order" in found(order, a_context(siblings=(split,)))


@pytest.mark.parametrize(
    ("changes", "moved_least"),
    [
        ({"status": OrderStatus.PACKED}, "LK202611170001"),
        ({"status": OrderStatus.PLACED}, "LK202611170002"),
        ({"payments": ()}, "LK202611170002"),
        ({}, "LK202611170002"),
    ],
)
def test_of_two_the_one_that_moved_least_would_be_cancelled(
    changes: dict[str, Any], moved_least: str
) -> None:
    other = twin(timedelta(minutes=5), **changes)
    detail = the("duplicate_order", an_order(), a_context(siblings=(other,))).detail
    assert detail["cancel"] == moved_least
    assert (detail["other"], detail["minutes_apart"]) == ("LK202611170002", 5)


# Monday, nine in the morning in Shanghai; five business days later is the Monday after.
SENT = datetime(2026, 11, 9, 1, 0, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("sent", "now", "late"),
    [
        (SENT, SENT + timedelta(days=7) - SECOND, False),
        (SENT, SENT + timedelta(days=7), False),
        (SENT, SENT + timedelta(days=7) + SECOND, True),
        # Sent on a Saturday: Monday is the first day, Friday the fifth.
        (SENT + timedelta(days=5), SENT + timedelta(days=11), False),
        (SENT + timedelta(days=5), SENT + timedelta(days=11) + SECOND, True),
    ],
)
@pytest.mark.parametrize("status", [RefundStatus.SENT, RefundStatus.APPROVED])
def test_a_refund_is_late_after_five_business_days(
    status: RefundStatus, sent: datetime, now: datetime, late: bool
) -> None:
    refund = Refund("r1", "p1", Decimal("10.00"), status, sent)
    kinds = found(a_delivered_order(refunds=(refund,)), now=now)
    assert ("refund_late" in kinds) == late


@pytest.mark.parametrize(
    ("status", "at"),
    [
        (RefundStatus.REQUESTED, SENT),
        (RefundStatus.DONE, SENT),
        (RefundStatus.REFUSED, SENT),
        (RefundStatus.SENT, None),
    ],
)
def test_a_refund_that_is_not_on_its_way_or_has_no_date_is_not_late(
    status: RefundStatus, at: datetime | None
) -> None:
    refund = Refund("r1", "p1", Decimal("10.00"), status, at)
    assert found(a_delivered_order(refunds=(refund,))) == ["nothing_wrong"]


def test_of_several_late_refunds_the_longest_late_is_told() -> None:
    refunds = tuple(
        Refund(name, "p1", Decimal("10.00"), RefundStatus.SENT, SENT - timedelta(days=days))
        for name, days in (("r1", 3), ("r2", 30))
    )
    finding = the("refund_late", a_delivered_order(refunds=refunds))
    assert (finding.detail["refund"], finding.detail["amount"]) == ("r2", "10.00")
    assert finding.detail["due"] == finding.since.isoformat() if finding.since else False

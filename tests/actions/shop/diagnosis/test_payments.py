"""Payments: not charged, pending, taken but not confirmed, taken twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from actions.shop.order import (
    Order,
    OrderStatus,
    Payment,
    PaymentStatus,
    Refund,
    RefundStatus,
)
from tests.actions.shop.orders import NOW, SECOND, a_payment, ago, an_order, found, the

FAILED = a_payment(status=PaymentStatus.FAILED, failure="declined", at=ago(minutes=5))


def placed(*payments: Payment) -> Order:
    return an_order(status=OrderStatus.PLACED, confirmed_at=None, payments=payments)


@pytest.mark.parametrize(
    ("failure", "cause"),
    [
        ("declined", "customer"),
        ("insufficient_funds", "customer"),
        ("unsupported_method", "customer"),
        ("gateway_error", "system"),
        ("network", "external"),
        ("solar_flare", "external"),
        (None, "external"),
    ],
)
def test_a_failed_payment_names_its_code_and_whose_it_is(failure: str | None, cause: str) -> None:
    payment = a_payment(status=PaymentStatus.FAILED, failure=failure)
    finding = the("payment_failed", placed(payment))
    assert (finding.cause, finding.since) == (cause, payment.at)
    assert finding.detail.get("failure") == failure
    assert finding.detail["captured"] == "0.00"


@pytest.mark.parametrize(
    ("payments", "kinds"),
    [
        ((), ["nothing_wrong"]),
        ((FAILED,), ["payment_failed"]),
        ((FAILED, a_payment(id="p2", at=ago(minutes=1))), ["nothing_wrong"]),
        ((FAILED, a_payment(id="p2", status=PaymentStatus.PENDING)), ["payment_pending"]),
        ((a_payment(id="p2", status=PaymentStatus.AUTHORIZED), FAILED), ["payment_pending"]),
        ((a_payment(id="p2", amount=Decimal("99.00")), FAILED), ["payment_failed"]),
    ],
)
def test_only_the_last_try_counts_and_money_under_way_is_not_a_failure(
    payments: tuple[Payment, ...], kinds: list[str]
) -> None:
    assert found(placed(*payments)) == kinds


def test_the_last_try_is_the_latest_wherever_it_stands() -> None:
    paid = a_payment(id="p2", at=ago(minutes=1))
    assert found(placed(paid, FAILED)) == ["nothing_wrong"]


def test_what_was_taken_before_the_failure_is_told() -> None:
    order = placed(a_payment(id="p0", amount=Decimal("99.00")), FAILED)
    detail = the("payment_failed", order).detail
    assert (detail["captured"], detail["amount"]) == ("99.00", "100.00")


@pytest.mark.parametrize("status", [OrderStatus.SHIPPED, OrderStatus.CANCELLED])
def test_an_order_that_went_on_has_no_failed_payment(status: OrderStatus) -> None:
    assert "payment_failed" not in found(an_order(status=status, payments=(FAILED,)))


def test_a_pending_payment_says_until_when_to_wait() -> None:
    payment = a_payment(status=PaymentStatus.PENDING, at=ago(minutes=5))
    detail = the("payment_pending", placed(payment)).detail
    assert detail["wait_until"] == (NOW + timedelta(minutes=25)).isoformat()


def test_a_payment_that_is_pending_for_too_long_names_no_time_gone_by() -> None:
    payment = a_payment(status=PaymentStatus.PENDING, at=ago(minutes=30))
    assert "wait_until" not in the("payment_pending", placed(payment)).detail


def test_a_pending_payment_without_a_date_says_no_time() -> None:
    payment = a_payment(status=PaymentStatus.PENDING, at=None)
    assert "wait_until" not in the("payment_pending", placed(payment)).detail


def test_an_authorised_payment_of_a_confirmed_order_is_as_it_should_be() -> None:
    assert found(an_order(payments=(a_payment(status=PaymentStatus.AUTHORIZED),))) == [
        "nothing_wrong"
    ]


@pytest.mark.parametrize(
    ("at", "kind"),
    [
        (ago(minutes=10) + SECOND, "nothing_wrong"),
        (ago(minutes=10), "payment_not_confirmed"),
        (ago(minutes=10) - SECOND, "payment_not_confirmed"),
        (None, "nothing_wrong"),
    ],
)
def test_a_captured_payment_is_confirmed_within_ten_minutes(at: datetime | None, kind: str) -> None:
    assert found(placed(a_payment(at=at))) == [kind]


def test_a_payment_that_went_back_whole_is_not_waiting_to_be_confirmed() -> None:
    order = placed(a_payment())
    back = Refund("r1", "p1", Decimal("199.00"), RefundStatus.DONE)
    changed = an_order(status=order.status, payments=order.payments, refunds=(back,))
    assert "payment_not_confirmed" not in found(changed)


def test_an_order_that_costs_nothing_needs_no_payment() -> None:
    free = an_order(total=Decimal(0), discount=Decimal("199.00"), payments=(FAILED,))
    assert found(free) == ["nothing_wrong"]


@pytest.mark.parametrize(
    ("refunds", "surplus"),
    [
        ((), "199.00"),
        ((("99.00", RefundStatus.DONE),), "100.00"),
        ((("198.99", RefundStatus.SENT),), "0.01"),
        ((("199.00", RefundStatus.REQUESTED),), None),
        ((("199.00", RefundStatus.REFUSED),), "199.00"),
    ],
)
def test_what_was_taken_above_the_total_is_a_surplus_until_it_is_on_its_way_back(
    refunds: tuple[tuple[str, RefundStatus], ...], surplus: str | None
) -> None:
    back = tuple(Refund(f"r{n}", "p2", Decimal(a), s) for n, (a, s) in enumerate(refunds))
    order = an_order(payments=(a_payment(), a_payment(id="p2")), refunds=back)
    if surplus is None:
        assert found(order) == ["nothing_wrong"]
    else:
        detail = the("charged_twice", order).detail
        assert (detail["surplus"], detail["payments"]) == (surplus, ["p1", "p2"])

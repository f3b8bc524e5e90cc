"""Everything together: contradictions, the order of findings, and orders that know little."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from actions.shop.diagnosis import FindingKind, diagnose
from actions.shop.order import (
    Cancellation,
    CancelledBy,
    CancelReason,
    Claim,
    ClaimKind,
    Order,
    OrderStatus,
    PaymentStatus,
    Refund,
    RefundStatus,
    Shipment,
    ShipmentStatus,
)
from tests.actions.shop.orders import (
    HOME,
    LIMITS,
    NOW,
    a_context,
    a_delivered_order,
    a_parcel,
    a_payment,
    a_shipped_order,
    ago,
    an_order,
    found,
    the,
)

FAILED = a_payment(status=PaymentStatus.FAILED, failure="declined")
MOVING = a_parcel()
ENDED = Cancellation(CancelledBy.CUSTOMER, CancelReason.SHOPPER_REQUEST, ago(hours=1))


@pytest.mark.parametrize(
    ("order", "conflict"),
    [
        (a_shipped_order(payments=(FAILED,)), "shipped_unpaid"),
        (a_shipped_order(payments=()), "shipped_unpaid"),
        (a_delivered_order(shipments=()), "gone_without_shipment"),
        (a_shipped_order(shipments=()), "gone_without_shipment"),
        (a_delivered_order(shipments=(MOVING,)), "delivered_but_parcel_is_not"),
        (an_order(shipments=(MOVING,)), "parcel_moves_before_shipping"),
        (
            an_order(status=OrderStatus.CANCELLED, cancelled=ENDED, shipments=(MOVING,)),
            "cancelled_but_parcel_moves",
        ),
        (an_order(cancelled=ENDED), "cancelled_and_alive"),
        (
            an_order(refunds=(Refund("r1", "p1", Decimal(200), RefundStatus.DONE),)),
            "refunded_more_than_captured",
        ),
    ],
)
def test_facts_that_cannot_all_be_true_come_first(order: Order, conflict: str) -> None:
    severity = (FindingKind.DATA_CONFLICT, *FindingKind)
    context = replace(a_context(), limits=replace(LIMITS, severity=severity[:1]))
    findings = diagnose(order, context, NOW)
    assert findings[0].kind is FindingKind.DATA_CONFLICT
    assert findings[0].detail["conflicts"] == [conflict]


@pytest.mark.parametrize(
    "order",
    [
        a_shipped_order(payments=(a_payment(status=PaymentStatus.AUTHORIZED),)),
        a_shipped_order(total=Decimal(0), discount=Decimal(199), payments=()),
        an_order(shipments=(a_parcel(status=ShipmentStatus.PENDING, events=()),)),
        an_order(status=OrderStatus.PACKED, shipments=(MOVING,)),
        a_delivered_order(shipments=(a_parcel(status=ShipmentStatus.RETURNED),)),
    ],
)
def test_what_only_lags_behind_is_no_conflict(order: Order) -> None:
    assert "data_conflict" not in found(order)


def test_the_policy_says_what_is_most_serious() -> None:
    order = an_order(addresses=(replace(HOME, street=""),), ship_by=ago(days=1))
    kinds = (FindingKind.NOT_SHIPPED_LATE, FindingKind.ADDRESS_INVALID)
    for severity in (kinds, kinds[::-1]):
        context = replace(a_context(), limits=replace(LIMITS, severity=severity))
        findings = diagnose(order, context, NOW)
        assert tuple(finding.kind for finding in findings) == severity


def test_a_finding_the_policy_does_not_rank_still_counts() -> None:
    context = replace(a_context(), limits=replace(LIMITS, severity=()))
    findings = diagnose(an_order(ship_by=ago(days=1)), context, NOW)
    assert [finding.kind for finding in findings] == [FindingKind.NOT_SHIPPED_LATE]


@pytest.mark.parametrize(
    ("order", "coming"),
    [
        (an_order(status=OrderStatus.PLACED, payments=()), "pay"),
        (an_order(status=OrderStatus.PLACED, payments=(a_payment(at=NOW),)), "confirm"),
        (an_order(), "pack"),
        (an_order(status=OrderStatus.PACKED), "ship"),
        (a_shipped_order(), "deliver"),
        (a_delivered_order(), "nothing"),
    ],
)
def test_where_nothing_is_wrong_what_comes_next_is_told(order: Order, coming: str) -> None:
    finding = the("nothing_wrong", order)
    assert (finding.detail["next"], finding.cause) == (coming, None)


@pytest.mark.parametrize("status", list(OrderStatus))
def test_an_order_without_a_single_date_is_never_late(status: OrderStatus) -> None:
    """Such are the orders of shops that keep no dates, no events and no phones."""
    parcels = {
        OrderStatus.SHIPPED: ShipmentStatus.IN_TRANSIT,
        OrderStatus.DELIVERED: ShipmentStatus.DELIVERED,
        OrderStatus.CANCELLED: ShipmentStatus.PENDING,
    }
    parcel = parcels.get(status)
    order = an_order(
        status=status,
        placed_at=None,
        confirmed_at=None,
        ship_by=None,
        addresses=(replace(HOME, phone=""),),
        payments=(a_payment(at=None),),
        shipments=(Shipment("s1", "", "123", parcel),) if parcel else (),
        cancelled=replace(ENDED, at=None) if status is OrderStatus.CANCELLED else None,
        phone_asked=False,
    )
    ended = status is OrderStatus.CANCELLED
    assert found(order) == ["customer_cancelled" if ended else "nothing_wrong"]


def test_every_detail_can_be_written_as_json() -> None:
    claims = tuple(Claim(f"c{n}", kind, "", NOW) for n, kind in enumerate(ClaimKind))
    twin = an_order(number="LK202611170002")
    troubled: list[tuple[Order, Any]] = [
        (an_order(ship_by=ago(days=1)), a_context({("SHOES-42", "lark"): 0}, (twin,))),
        (a_delivered_order(claims=claims), a_context()),
        (a_shipped_order(a_parcel(promised_at=ago(days=9), events=())), a_context()),
        (an_order(payments=(a_payment(), a_payment(id="p2"))), a_context()),
        (an_order(status=OrderStatus.CANCELLED, cancelled=ENDED), a_context()),
    ]
    for order, context in troubled:
        for finding in diagnose(order, context, NOW):
            written = json.loads(json.dumps(dict(finding.detail)))
            assert written == finding.detail
            assert None not in written.values()

"""What may be offered for each finding."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.shop.diagnosis import FindingKind
from actions.shop.order import (
    Cancellation,
    CancelledBy,
    CancelReason,
    ClaimKind,
    Order,
    OrderStatus,
    PaymentStatus,
    ShipmentException,
    ShipmentStatus,
    TrackingCode,
    TrackingEvent,
)
from actions.shop.policy import Option, RemedyKind
from tests.actions.shop.samples import (
    BALL,
    PAID,
    ago,
    claim,
    context,
    delivered,
    offered,
    order,
    parcel,
    priced,
    shipped,
    unpaid,
)

F, K = FindingKind, RemedyKind

SILENT = parcel(events=(TrackingEvent(ago(days=6), TrackingCode.IN_TRANSIT),))
LATE = shipped(shipments=(parcel(promised_at=ago(days=3)),))
STOPPED = parcel(status=ShipmentStatus.EXCEPTION, exception=ShipmentException.ADDRESS)
BROKEN = parcel(status=ShipmentStatus.EXCEPTION, exception=ShipmentException.DAMAGED)
NOBODY = parcel(status=ShipmentStatus.EXCEPTION, exception=ShipmentException.NOBODY_HOME)
CANCELLED = order(
    status=OrderStatus.CANCELLED,
    cancelled=Cancellation(CancelledBy.SYSTEM, CancelReason.RISK, ago(hours=1)),
)
PENDING = unpaid(payments=(replace(PAID, status=PaymentStatus.PENDING),))


@pytest.mark.parametrize(
    ("finding", "made", "kinds"),
    [
        (F.PAYMENT_FAILED, unpaid(), (K.PAY_LINK, K.CANCEL)),
        (F.PAYMENT_PENDING, PENDING, ()),
        (
            F.PAYMENT_NOT_CONFIRMED,
            order(status=OrderStatus.PLACED),
            (K.CONFIRM_PAYMENT, K.REFUND),
        ),
        (F.CHARGED_TWICE, order(payments=(PAID, replace(PAID, id="p2"))), (K.REFUND_SURPLUS,)),
        (F.ADDRESS_INVALID, order(), (K.CHANGE_ADDRESS,)),
        (F.ADDRESS_INVALID, shipped(shipments=(STOPPED,)), (K.REDIRECT,)),
        (F.ADDRESS_AMBIGUOUS, order(), (K.CHANGE_ADDRESS,)),
        (F.NOT_SHIPPED_LATE, order(), (K.SUBSTITUTE, K.CANCEL)),
        (F.NOT_SHIPPED_LATE, order(status=OrderStatus.PACKED), ()),
        (F.PARCEL_DELAYED, shipped(), (K.RESCHEDULE,)),
        (F.PARCEL_DELAYED, LATE, (K.RESCHEDULE, K.RESEND, K.REFUND)),
        (F.PARCEL_STUCK, shipped(shipments=(SILENT,)), (K.TRACE, K.RESEND, K.REFUND)),
        (
            F.PARCEL_STUCK,
            shipped(shipments=(parcel(status=ShipmentStatus.LOST),)),
            (K.RESEND, K.REFUND),
        ),
        (F.PARCEL_STUCK, shipped(shipments=(BROKEN,)), (K.RESEND, K.REFUND)),
        (F.DELIVERY_FAILED, shipped(shipments=(NOBODY,)), (K.RESCHEDULE, K.REDIRECT)),
        (
            F.DELIVERY_FAILED,
            shipped(shipments=(parcel(status=ShipmentStatus.RETURNED),)),
            (K.RESEND, K.REFUND),
        ),
        (F.ITEM_PROBLEM, delivered(), (K.RETURN, K.EXCHANGE)),
        (F.ITEM_PROBLEM, delivered(16), ()),
        (F.DELIVERY_DISPUTE, delivered(claims=(claim(ClaimKind.COURIER),)), ()),
        (F.AUTO_CANCELLED, CANCELLED, (K.REORDER, K.REFUND)),
        (F.CUSTOMER_CANCELLED, replace(CANCELLED, payments=()), (K.REORDER,)),
        (F.DUPLICATE_ORDER, order(), (K.CANCEL,)),
        (F.DUPLICATE_ORDER, shipped(), ()),
        (F.REFUND_LATE, order(), ()),
        (F.DATA_CONFLICT, order(), ()),
        (F.NOTHING_WRONG, order(), ()),
    ],
)
def test_each_finding_has_its_offers(
    finding: FindingKind, made: Order, kinds: tuple[RemedyKind, ...]
) -> None:
    assert tuple(option.kind for option in offered(made, finding)) == kinds


def test_a_failed_payment_is_never_offered_a_refund() -> None:
    assert K.REFUND not in {option.kind for option in offered(unpaid(), F.PAYMENT_FAILED)}


def test_what_ran_out_is_replaced_or_refunded_and_cancelled_only_if_unpaid() -> None:
    short = context({("SHOES", "lark"): 0, ("BALL", "lark"): 9})
    paid = offered(order(), F.OUT_OF_STOCK, short)
    assert paid == (Option(K.SUBSTITUTE), Option(K.REFUND))
    free = offered(unpaid(), F.OUT_OF_STOCK, short)
    assert free == (Option(K.SUBSTITUTE), Option(K.CANCEL))


def test_what_was_not_received_is_settled_by_a_person() -> None:
    made = delivered(claims=(claim(ClaimKind.NOT_RECEIVED),))
    found = offered(made, F.DELIVERED_NOT_RECEIVED)
    assert found == (Option(K.RESEND, approval=True), Option(K.REFUND, approval=True))


def test_dear_goods_are_offered_with_a_person() -> None:
    dear = priced("900.00", LATE)
    refund = [option for option in offered(dear, F.PARCEL_DELAYED) if option.kind is K.REFUND]
    assert refund == [Option(K.REFUND, approval=True)]


def test_other_goods_are_offered_only_where_there_are_any() -> None:
    alone = replace(order(), lines=(BALL,), total=BALL.amount)
    assert K.SUBSTITUTE not in {option.kind for option in offered(alone, F.NOT_SHIPPED_LATE)}

"""One order with nothing wrong, to be changed; and the time and limits it is looked at with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from actions.shop.diagnosis import Context, Finding, FindingKind, Limits, diagnose
from actions.shop.order import (
    Address,
    Line,
    Name,
    Order,
    OrderStatus,
    Payment,
    PaymentStatus,
    Shipment,
    ShipmentStatus,
    TrackingCode,
    TrackingEvent,
)

# A Wednesday afternoon in Shanghai.
NOW = datetime(2026, 11, 18, 6, 0, tzinfo=timezone.utc)
SECOND = timedelta(seconds=1)
ZONE = ZoneInfo("Asia/Shanghai")

LIMITS = Limits(
    confirm_after_minutes=10,
    payment_wait_minutes=30,
    stuck_after_days=5,
    duplicate_within_minutes=30,
    refund_within_business_days=5,
    severity=tuple(FindingKind),
)
HOME = Address(
    "林小满", "13800001001", "CN", "广东省", "深圳市", "南山区", "科苑南路3栋1204", "518057"
)
SHOES = Line("SHOES-42", Name("疾风跑鞋", "Gale Running Shoes"), 1, Decimal("199.00"), "lark")


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


def later(**span: float) -> datetime:
    return NOW + timedelta(**span)


def a_payment(**changes: Any) -> Payment:
    """199.00 by alipay, captured a day ago."""
    paid = Payment("p1", "alipay", Decimal("199.00"), PaymentStatus.CAPTURED, at=ago(days=1))
    return replace(paid, **changes)


def a_parcel(**changes: Any) -> Shipment:
    """On its way, promised for the day after tomorrow, heard of two hours ago."""
    moving = Shipment(
        id="s1",
        carrier="Heron Express",
        tracking_number="HE123456",
        status=ShipmentStatus.IN_TRANSIT,
        promised_at=later(days=2),
        events=(
            TrackingEvent(ago(hours=20), TrackingCode.PICKED_UP, "杭州"),
            TrackingEvent(ago(hours=2), TrackingCode.IN_TRANSIT, "深圳"),
        ),
    )
    return replace(moving, **changes)


def an_order(**changes: Any) -> Order:
    """Placed, paid and confirmed a day ago; one pair of shoes to one good address."""
    fine = Order(
        number="LK202611170001",
        customer="c1",
        status=OrderStatus.CONFIRMED,
        currency="CNY",
        total=Decimal("199.00"),
        lines=(SHOES,),
        placed_at=ago(days=1),
        confirmed_at=ago(days=1),
        ship_by=later(days=1),
        addresses=(HOME,),
        payments=(a_payment(),),
    )
    return replace(fine, **changes)


def a_shipped_order(parcel: Shipment | None = None, **changes: Any) -> Order:
    shipped = {"status": OrderStatus.SHIPPED, "shipments": (parcel or a_parcel(),)}
    return an_order(**(shipped | changes))


def a_delivered_order(**changes: Any) -> Order:
    there = a_parcel(status=ShipmentStatus.DELIVERED, delivered_at=ago(hours=1))
    return a_shipped_order(there, **({"status": OrderStatus.DELIVERED} | changes))


def a_context(
    stock: Mapping[tuple[str, str], int] | None = None,
    siblings: tuple[Order, ...] = (),
    restock: Mapping[tuple[str, str], datetime] | None = None,
) -> Context:
    """Plenty in stock, no other orders."""
    if stock is None:
        stock = {(SHOES.sku, SHOES.seller): 100}
    return Context(stock, siblings, LIMITS, restock or {}, ZONE)


def found(order: Order, context: Context | None = None, now: datetime = NOW) -> list[str]:
    """The kinds of what is found, the most serious first."""
    return [finding.kind.value for finding in diagnose(order, context or a_context(), now)]


def the(kind: str, order: Order, context: Context | None = None, now: datetime = NOW) -> Finding:
    """The one finding of this kind."""
    findings = diagnose(order, context or a_context(), now)
    (finding,) = [finding for finding in findings if finding.kind.value == kind]
    return finding

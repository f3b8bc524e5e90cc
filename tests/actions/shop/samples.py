"""Orders as tests need them: a fine one, and what a test changes about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from actions.shop.diagnosis import Cause, Context, Finding, FindingKind
from actions.shop.order import (
    Address,
    Claim,
    ClaimKind,
    Line,
    Name,
    Order,
    OrderStatus,
    Payment,
    PaymentStatus,
    Product,
    Refund,
    RefundStatus,
    SellerOffer,
    Shipment,
    ShipmentStatus,
)
from actions.shop.policy import (
    POLICY_FILE,
    Effect,
    Option,
    Record,
    Refusal,
    RemedyKind,
    Wish,
    judge,
    load_policy,
    options,
)

# A Wednesday, noon at the shop.
NOW = datetime(2026, 11, 18, 4, 0, tzinfo=timezone.utc)
POLICY = load_policy(POLICY_FILE)

HOME = Address("李小云", "13800001234", "CN", "浙江省", "杭州市", "西湖区", "文三路1号", "310000")
SHOES = Line("SHOES", Name("跑鞋", "Running shoes"), 1, Decimal("199.00"), "lark")
BALL = Line("BALL", Name("篮球", "Basketball"), 2, Decimal("50.00"), "lark")
PAID = Payment("p1", "alipay", Decimal("299.00"), PaymentStatus.CAPTURED, at=NOW)

PRODUCTS = {
    "SHOES": Product(
        "SHOES",
        SHOES.name,
        similar=("BOOTS",),
        offers=(
            SellerOffer("lark", Decimal("199.00"), 5),
            SellerOffer("finch", Decimal("209.00"), 3),
        ),
    ),
    "BOOTS": Product(
        "BOOTS", Name("靴子", "Boots"), offers=(SellerOffer("lark", Decimal("189.00"), 4),)
    ),
    "BALL": Product("BALL", BALL.name, offers=(SellerOffer("lark", Decimal("55.00"), 9),)),
}


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


def order(**changes: Any) -> Order:
    """A paid and confirmed order of a pair of shoes and two balls, 299.00 CNY in all."""
    fine = Order(
        number="LK202611180001",
        customer="c1",
        status=OrderStatus.CONFIRMED,
        currency="CNY",
        total=Decimal("299.00"),
        lines=(SHOES, BALL),
        placed_at=ago(days=1),
        confirmed_at=ago(days=1),
        addresses=(HOME,),
        payments=(PAID,),
    )
    return replace(fine, **changes)


def parcel(**changes: Any) -> Shipment:
    moving = Shipment("s1", "Heron Express", "HE123456789", ShipmentStatus.IN_TRANSIT)
    return replace(moving, **changes)


def shipped(**changes: Any) -> Order:
    return order(**{"status": OrderStatus.SHIPPED, "shipments": (parcel(),), **changes})


def delivered(days: float = 1, **changes: Any) -> Order:
    there = parcel(status=ShipmentStatus.DELIVERED, delivered_at=ago(days=days))
    return order(**{"status": OrderStatus.DELIVERED, "shipments": (there,), **changes})


def unpaid(**changes: Any) -> Order:
    failed = replace(PAID, status=PaymentStatus.FAILED, failure="declined")
    return order(
        **{
            "status": OrderStatus.PLACED,
            "confirmed_at": None,
            "payments": (failed,),
            **changes,
        }
    )


def priced(amount: str, made: Order) -> Order:
    """The same order of one line at this price, paid in full."""
    price = Decimal(amount)
    return replace(
        made,
        total=price,
        lines=(replace(SHOES, unit_price=price),),
        payments=(replace(PAID, amount=price),),
    )


def refund(amount: str, **changes: Any) -> Refund:
    back = Refund("r1", "p1", Decimal(amount), RefundStatus.SENT, ago(days=2), "refund")
    return replace(back, **changes)


def claim(kind: ClaimKind) -> Claim:
    return Claim("k1", kind, "", ago(hours=3))


def context(stock: dict[tuple[str, str], int] | None = None, *siblings: Order) -> Context:
    full = {("SHOES", "lark"): 5, ("BALL", "lark"): 9}
    return Context(full if stock is None else stock, siblings, POLICY.limits)


def judged(
    made: Order,
    kind: RemedyKind,
    wish: Wish | None = None,
    around: Context | None = None,
    record: Record | None = None,
    now: datetime = NOW,
) -> Effect | Refusal:
    known = record or Record(products=PRODUCTS)
    return judge(made, kind, wish or Wish(), around or context(), known, POLICY, now)


def effect_of(*args: Any, **kwargs: Any) -> Effect:
    """The effect of what is expected to be possible."""
    answer = judged(*args, **kwargs)
    assert isinstance(answer, Effect), answer
    return answer


def offered(made: Order, kind: FindingKind, around: Context | None = None) -> tuple[Option, ...]:
    finding = Finding(kind, Cause.SYSTEM)
    return options(made, finding, around or context(), POLICY, NOW, Record(products=PRODUCTS))

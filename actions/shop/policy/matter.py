"""What is judged: an order, a wish and what is known around them. Answers questions of fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from actions.shop.diagnosis import Context
from actions.shop.diagnosis.facts import is_delivered
from actions.shop.order import (
    ClaimKind,
    Line,
    Order,
    OrderStatus,
    Payment,
    RefundStatus,
    ShipmentStatus,
)
from actions.shop.policy.days import add_business_days
from actions.shop.policy.effects import RemedyKind, Wish
from actions.shop.policy.holding import on_hold, pending_payment
from actions.shop.policy.record import Entry, Record
from actions.shop.policy.refusals import (
    AlreadyAsked,
    AlreadyReplaced,
    AmountOnHold,
    StillUnderWay,
    UnknownLine,
)
from actions.shop.policy.rules import Policy, RefundRules

PACKED = frozenset({OrderStatus.PACKED, OrderStatus.SHIPPED, OrderStatus.DELIVERED})
GONE = frozenset({ShipmentStatus.LOST, ShipmentStatus.RETURNED})


@dataclass(frozen=True)
class Matter:
    order: Order
    kind: RemedyKind
    wish: Wish
    context: Context
    record: Record
    policy: Policy
    now: datetime

    @property
    def today(self) -> date:
        """The day it is at the shop."""
        return self.now.astimezone(self.policy.time_zone).date()

    def business_day(self, count: int) -> date:
        return add_business_days(self.today, count)

    @property
    def cancelled(self) -> bool:
        return self.order.status is OrderStatus.CANCELLED

    @property
    def packed(self) -> bool:
        """Whether the goods are in a parcel, by any sign of it."""
        shipment = self.order.shipment
        moving = shipment is not None and shipment.status is not ShipmentStatus.PENDING
        return self.order.status in PACKED or self.order.packed_at is not None or moving

    @property
    def gone_astray(self) -> bool:
        """Whether the parcel will not come any more."""
        shipment = self.order.shipment
        return shipment is not None and shipment.status in GONE

    @property
    def delivered(self) -> bool:
        return is_delivered(self.order)

    @property
    def delivered_at(self) -> datetime | None:
        """When the last parcel was handed over; None unless all of it is known."""
        days = [parcel.delivered_at for parcel in self.order.shipments]
        known = [day for day in days if day is not None]
        return max(known) if known and len(known) == len(days) else None

    @property
    def left(self) -> Decimal:
        """The money that was taken and not given back, and is not on its way back."""
        return max(self.order.captured - self.order.refunded, Decimal(0))

    @property
    def surplus(self) -> Decimal:
        """What was taken above what the order costs."""
        return max(self.left - self.order.total, Decimal(0))

    @property
    def rules(self) -> RefundRules:
        return self.policy.refund_of(frozenset(line.seller for line in self.order.lines))

    def claims(self, kind: ClaimKind) -> bool:
        """Whether a claim of this kind is open."""
        return any(claim.kind is kind and claim.is_open for claim in self.order.claims)

    def positions(self) -> tuple[int, ...] | UnknownLine:
        """The lines wished for, each once; all of them when none is named."""
        count = len(self.order.lines)
        for line in self.wish.lines:
            if not 0 <= line < count:
                return UnknownLine(line, count)
        return tuple(dict.fromkeys(self.wish.lines)) or tuple(range(count))

    def lines(self, positions: tuple[int, ...]) -> tuple[Line, ...]:
        return tuple(self.order.lines[position] for position in positions)

    def short_of_stock(self, position: int) -> bool:
        """Whether its seller has less than all lines of this product still need."""
        place = (self.order.lines[position].sku, self.order.lines[position].seller)
        alike = (line for line in self.order.lines if (line.sku, line.seller) == place)
        needed = sum(line.quantity - line.reserved for line in alike)
        return self.context.stock.get(place, needed) < needed

    def under_way(self) -> StillUnderWay | None:
        """Nothing new is begun while it is not known how something else on this order ends."""
        found = next((e for e in self.record.entries if e.under_way), None)
        return StillUnderWay(found.remedy, found.kind) if found else None

    def asked(self, *kinds: RemedyKind) -> AlreadyAsked | None:
        """A request of one of these kinds that still waits for an answer."""
        found = next((e for e in self.record.entries if e.open and e.kind in kinds), None)
        return AlreadyAsked(found.remedy, found.kind) if found else None

    def replaced(self) -> AlreadyReplaced | None:
        """Goods that were sent once more are paid back no more."""
        made = (RemedyKind.RESEND, RemedyKind.EXCHANGE)
        found = [e for e in self.record.entries if e.kind in made and e.new_order]
        return AlreadyReplaced(found[-1].new_order) if found else None

    def done_with(self, position: int, *kinds: RemedyKind) -> Entry | None:
        """The remedy of one of these kinds that this very line had already."""
        entries = (e for e in self.record.entries if e.kind in kinds and position in e.positions)
        return next(entries, None)

    def pending_payment(self) -> Payment | None:
        return pending_payment(self.order)

    def on_hold(self) -> AmountOnHold | None:
        return on_hold(self.order, self.policy)

    def remaining(self, payment: Payment) -> Decimal:
        """What may still go back to this payment."""
        back = sum(
            (
                r.amount
                for r in self.order.refunds
                if r.payment == payment.id and r.status is not RefundStatus.REFUSED
            ),
            Decimal(0),
        )
        return max(payment.amount - back, Decimal(0))

    def days_ago(self, days: int) -> datetime:
        return self.now - timedelta(days=days)

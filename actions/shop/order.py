"""An order of any shop, as frozen facts. No database, no sentences, no decisions beyond sums."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum


class Word(str, Enum):
    """An enum whose members are written and read as their value."""

    def __str__(self) -> str:
        return str(self.value)


class OrderStatus(Word):
    PLACED = "placed"
    CONFIRMED = "confirmed"
    PACKED = "packed"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class PaymentStatus(Word):
    PENDING = "pending"
    AUTHORIZED = "authorized"
    CAPTURED = "captured"
    FAILED = "failed"


class RefundStatus(Word):
    REQUESTED = "requested"
    APPROVED = "approved"
    SENT = "sent"
    DONE = "done"
    REFUSED = "refused"


class ShipmentStatus(Word):
    PENDING = "pending"
    IN_TRANSIT = "in_transit"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERED = "delivered"
    EXCEPTION = "exception"
    LOST = "lost"
    RETURNED = "returned"


class ShipmentException(Word):
    ADDRESS = "address"
    WEATHER = "weather"
    CUSTOMS = "customs"
    REFUSED = "refused"
    DAMAGED = "damaged"
    NOBODY_HOME = "nobody_home"


class TrackingCode(Word):
    PICKED_UP = "picked_up"
    IN_TRANSIT = "in_transit"
    CUSTOMS = "customs"
    OUT_FOR_DELIVERY = "out_for_delivery"
    ATTEMPT_FAILED = "attempt_failed"
    DELIVERED = "delivered"
    EXCEPTION = "exception"
    RETURNED = "returned"


class ClaimKind(Word):
    ITEM_PROBLEM = "item_problem"
    NOT_RECEIVED = "not_received"
    COURIER = "courier"


class CancelledBy(Word):
    CUSTOMER = "customer"
    SYSTEM = "system"
    STAFF = "staff"


class CancelReason(Word):
    UNPAID = "unpaid"
    ADDRESS_INVALID = "address_invalid"
    PHONE_INVALID = "phone_invalid"
    OUT_OF_STOCK = "out_of_stock"
    RISK = "risk"
    SHOPPER_REQUEST = "shopper_request"
    OTHER = "other"


@dataclass(frozen=True)
class Name:
    """A thing's name in both languages; one that exists in one language only stands in both."""

    zh: str
    en: str

    def of(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class Address:
    """Where a parcel goes. Every part may be empty: what is missing is for `diagnosis` to say."""

    recipient: str = ""
    phone: str = ""
    country: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    street: str = ""
    postcode: str = ""


@dataclass(frozen=True)
class Line:
    """`reserved`: how many of `quantity` were already taken out of the seller's stock for it."""

    sku: str
    name: Name
    quantity: int
    unit_price: Decimal
    seller: str
    reserved: int = 0

    @property
    def amount(self) -> Decimal:
        return self.unit_price * self.quantity


@dataclass(frozen=True)
class Payment:
    """One try to pay. `failure` is a code such as `declined`, only where `status` is failed."""

    id: str
    method: str
    amount: Decimal
    status: PaymentStatus
    failure: str | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Refund:
    id: str
    payment: str
    amount: Decimal
    status: RefundStatus
    at: datetime | None = None
    reason: str | None = None
    reference: str | None = None


@dataclass(frozen=True)
class DeliverySlot:
    """A day and a span of local time, in the shop's time zone."""

    date: date
    start: time
    end: time


@dataclass(frozen=True)
class DeliveryProof:
    signed_by: str = ""
    place: str = ""


@dataclass(frozen=True)
class TrackingEvent:
    at: datetime | None
    code: TrackingCode
    place: str = ""


@dataclass(frozen=True)
class Shipment:
    id: str
    carrier: str
    tracking_number: str
    status: ShipmentStatus
    exception: ShipmentException | None = None
    promised_at: datetime | None = None
    delivered_at: datetime | None = None
    slot: DeliverySlot | None = None
    pickup_point: str | None = None
    proof: DeliveryProof | None = None
    events: tuple[TrackingEvent, ...] = ()


# A shop may have more words for a claim that is being looked into than for one that is not.
CLOSED_CLAIM = frozenset({"closed", "resolved", "settled", "done", "refused", "rejected"})


@dataclass(frozen=True)
class Claim:
    """What the shopper says happened. `lines` are positions in `Order.lines`, from 0."""

    id: str
    kind: ClaimKind
    text: str
    at: datetime | None = None
    status: str = "open"
    lines: tuple[int, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.status.casefold() not in CLOSED_CLAIM


@dataclass(frozen=True)
class Cancellation:
    by: CancelledBy
    reason: CancelReason
    at: datetime | None = None


@dataclass(frozen=True)
class Order:
    """One order whole. Instants are aware UTC, amounts are in `currency`.

    The first address is where the order goes; more than one means the shopper must still choose.
    `phone_asked` is False where the shop's checkout never asks for a phone: then none is missing.
    """

    number: str
    customer: str
    status: OrderStatus
    currency: str
    total: Decimal
    lines: tuple[Line, ...]
    placed_at: datetime | None = None
    confirmed_at: datetime | None = None
    packed_at: datetime | None = None
    ship_by: datetime | None = None
    shipping_fee: Decimal = Decimal(0)
    discount: Decimal = Decimal(0)
    addresses: tuple[Address, ...] = ()
    payments: tuple[Payment, ...] = ()
    refunds: tuple[Refund, ...] = ()
    shipments: tuple[Shipment, ...] = ()
    claims: tuple[Claim, ...] = ()
    cancelled: Cancellation | None = None
    phone_asked: bool = True

    @property
    def captured(self) -> Decimal:
        """The money that was taken."""
        taken = (p.amount for p in self.payments if p.status is PaymentStatus.CAPTURED)
        return sum(taken, Decimal(0))

    @property
    def refunded(self) -> Decimal:
        """The money given back or on its way back, requests included, refusals not."""
        back = (r.amount for r in self.refunds if r.status is not RefundStatus.REFUSED)
        return sum(back, Decimal(0))

    @property
    def address(self) -> Address | None:
        return self.addresses[0] if self.addresses else None

    @property
    def shipment(self) -> Shipment | None:
        """The parcel that counts: the newest one."""
        return self.shipments[-1] if self.shipments else None


@dataclass(frozen=True)
class SellerOffer:
    """What one seller asks for one product, and how many are left."""

    seller: str
    price: Decimal
    stock: int
    ships_in_days: int | None = None
    restock_at: datetime | None = None


@dataclass(frozen=True)
class Product:
    sku: str
    name: Name
    options: dict[str, str] = field(default_factory=dict)
    similar: tuple[str, ...] = ()
    offers: tuple[SellerOffer, ...] = ()


@dataclass(frozen=True)
class Customer:
    id: str
    name: str
    email: str | None = None
    phone: str | None = None
    locale: str = "zh"
    timezone: str | None = None
    notices: bool = True

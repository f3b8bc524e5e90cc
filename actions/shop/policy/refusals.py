"""Why something is not done. Each refusal is a value that holds exactly what its sentence needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Union, get_args

from actions.shop.order import OrderStatus
from actions.shop.policy.effects import RemedyKind


@dataclass(frozen=True)
class TooLate:
    """The order has moved past this step. `instead` is what may still be tried."""

    kind: RemedyKind
    status: OrderStatus
    instead: RemedyKind | None = None


@dataclass(frozen=True)
class TooEarly:
    """The order has not come to this step yet. `not_before` where the day is known."""

    kind: RemedyKind
    status: OrderStatus
    not_before: datetime | None = None


@dataclass(frozen=True)
class WrongState:
    """It makes no sense for an order in this state."""

    kind: RemedyKind
    status: OrderStatus


@dataclass(frozen=True)
class NothingCaptured:
    """No money was taken, so there is none to give back and nothing to confirm."""


@dataclass(frozen=True)
class NothingLeftToRefund:
    """All of it was given back already, or is on its way."""

    refunded: Decimal
    currency: str


@dataclass(frozen=True)
class GoodsPaidBack:
    """The money for just these goods was given back already, or is on its way."""


@dataclass(frozen=True)
class NoSurplus:
    """Not more was taken than the order costs."""

    captured: Decimal
    total: Decimal
    currency: str


@dataclass(frozen=True)
class NotPaidInFull:
    missing: Decimal
    currency: str


@dataclass(frozen=True)
class AmountAbovePaid:
    asked: Decimal
    left: Decimal
    currency: str


@dataclass(frozen=True)
class AmountNotPositive:
    asked: Decimal
    currency: str


@dataclass(frozen=True)
class AlreadyCancelled:
    at: datetime | None


@dataclass(frozen=True)
class AlreadyConfirmed:
    at: datetime | None


@dataclass(frozen=True)
class AlreadyPaid:
    captured: Decimal
    currency: str


@dataclass(frozen=True)
class PaymentUnderWay:
    """A payment is pending or authorised: paying again would charge twice."""

    since: datetime | None


@dataclass(frozen=True)
class AmountOnHold:
    """A payment is pending or authorised: the bank may hold `amount`, and lets go by `until`."""

    amount: Decimal
    currency: str
    until: datetime | None


@dataclass(frozen=True)
class AlreadyReplaced:
    """The goods were sent again: they are not refunded or sent once more."""

    order: str


@dataclass(frozen=True)
class AlreadyOrderedAgain:
    order: str


@dataclass(frozen=True)
class AlreadyAsked:
    """The same request is waiting for an answer."""

    remedy: str
    kind: RemedyKind


@dataclass(frozen=True)
class StillUnderWay:
    """Something on this order is being done, or it is not known whether it was done."""

    remedy: str
    kind: RemedyKind


@dataclass(frozen=True)
class SameAddress:
    """Nothing would change."""


@dataclass(frozen=True)
class AddressIncomplete:
    """`parts` are field names of `Address`, in the order in which one asks for them."""

    parts: tuple[str, ...]


@dataclass(frozen=True)
class PhoneInvalid:
    phone: str


@dataclass(frozen=True)
class OtherCountry:
    """A parcel or an order does not move to another country."""

    country: str


@dataclass(frozen=True)
class SlotMissing:
    """Neither a time nor a pick-up point was named."""


@dataclass(frozen=True)
class SlotInPast:
    first: date


@dataclass(frozen=True)
class SlotTooFar:
    last: date


@dataclass(frozen=True)
class SlotNotOffered:
    """`windows` are the spans of a day that are offered, from `first` to `last`."""

    windows: tuple[tuple[time, time], ...]
    first: date
    last: date


@dataclass(frozen=True)
class SameSlot:
    """Nothing would change."""


@dataclass(frozen=True)
class PickupNotOffered:
    """This shop has no pick-up."""


@dataclass(frozen=True)
class AddressFirst:
    """The carrier cannot find the address: before it is put right no time can be kept."""


@dataclass(frozen=True)
class NoParcelYet:
    """Nothing was handed to a carrier."""


@dataclass(frozen=True)
class UnknownLine:
    """The order has `count` lines; position `line` is not among them."""

    line: int
    count: int


@dataclass(frozen=True)
class UnknownProduct:
    sku: str


@dataclass(frozen=True)
class NoProductNamed:
    """It must be said which product or seller is wanted instead."""


@dataclass(frozen=True)
class SameProduct:
    """It is what was ordered already, of the same seller."""


@dataclass(frozen=True)
class NotSimilar:
    """The product is none that may stand in for what was ordered."""

    sku: str


@dataclass(frozen=True)
class NoChangeNamed:
    """It must be said what shall be different: size, colour, number."""


@dataclass(frozen=True)
class NothingChanges:
    """The order says so already."""


@dataclass(frozen=True)
class NothingLeftOver:
    """All that was ordered would be taken out: that is cancelling."""


@dataclass(frozen=True)
class NoSuchVariant:
    """It is not made with the `wanted` options, such as ("42", "黑 / black")."""

    wanted: tuple[str, ...]


@dataclass(frozen=True)
class VariantSoldOut:
    """It is made with these options, and nobody has any."""

    wanted: tuple[str, ...]


@dataclass(frozen=True)
class NotSoMany:
    """`left` is how many one seller has at most, what this order holds included."""

    quantity: int
    left: int


@dataclass(frozen=True)
class OutOfStock:
    skus: tuple[str, ...]


@dataclass(frozen=True)
class ReturnWindowOver:
    """`until` is the last instant at which it was possible; `days` the length of the window."""

    until: datetime
    days: int


@dataclass(frozen=True)
class PhotoMissing:
    """A photo of the problem is needed first."""


@dataclass(frozen=True)
class EmailInvalid:
    email: str


@dataclass(frozen=True)
class InvoiceTooLate:
    until: datetime
    days: int


Refusal = Union[  # noqa: UP007  get_args below reads it
    TooLate,
    TooEarly,
    WrongState,
    NothingCaptured,
    NothingLeftToRefund,
    GoodsPaidBack,
    NoSurplus,
    NotPaidInFull,
    AmountAbovePaid,
    AmountNotPositive,
    AlreadyCancelled,
    AlreadyConfirmed,
    AlreadyPaid,
    PaymentUnderWay,
    AmountOnHold,
    AlreadyReplaced,
    AlreadyOrderedAgain,
    AlreadyAsked,
    StillUnderWay,
    SameAddress,
    AddressIncomplete,
    PhoneInvalid,
    OtherCountry,
    SlotMissing,
    SlotInPast,
    SlotTooFar,
    SlotNotOffered,
    SameSlot,
    PickupNotOffered,
    AddressFirst,
    NoParcelYet,
    UnknownLine,
    UnknownProduct,
    NoProductNamed,
    SameProduct,
    NotSimilar,
    NoChangeNamed,
    NothingChanges,
    NothingLeftOver,
    NoSuchVariant,
    VariantSoldOut,
    NotSoMany,
    OutOfStock,
    ReturnWindowOver,
    PhotoMissing,
    EmailInvalid,
    InvoiceTooLate,
]

REFUSALS: tuple[type, ...] = get_args(Refusal)

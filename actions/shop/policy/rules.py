"""The shop's rules as frozen values. No file is read and nothing is decided here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from actions.shop.diagnosis import Limits
from actions.shop.diagnosis.addresses import region_of
from actions.shop.order import Name, Word

Window = tuple[time, time]


class InvoiceKind(Word):
    PERSONAL = "personal"
    COMPANY = "company"


@dataclass(frozen=True)
class PaymentRules:
    """`pay_link` holds `{number}` where the order number goes.

    `hold_days`: so long a bank holds at most what it never hands over.
    """

    methods: tuple[str, ...]
    pay_link: str
    hold_days: int


@dataclass(frozen=True)
class RefundRules:
    """`limits` per currency: up to there goods under way or delivered are refunded automatically.

    `unlimited`: there is no limit and no count, in whatever currency.
    """

    limits: Mapping[str, Decimal]
    most: int
    count_days: int
    arrives_from_days: int
    arrives_until_days: int
    late_parcel_days: int
    unlimited: bool = False


class Payer(Word):
    SHOPPER = "shopper"
    SHOP = "shop"


@dataclass(frozen=True)
class ReturnRules:
    """`to` is where goods go back to, `send_days` how many days there are for it.

    `postage` and `fault_postage` are who pays the way back, without a reason and for a fault.
    """

    no_reason_days: int
    fault_days: int
    photo_needed: bool
    send_days: int
    to: Name
    postage: Payer
    fault_postage: Payer


@dataclass(frozen=True)
class AddressRules:
    """`required`: the parts an address must have, by code of its country; `*` is every other.

    `country` is meant where an address names none.
    """

    required: Mapping[str, tuple[str, ...]]
    country: str

    def code(self, country: str) -> str:
        """The code of a country as an order writes it; an unknown name stands for itself."""
        written = country.strip() or self.country
        return region_of(written) or written.casefold()

    def parts(self, country: str, *, phone_asked: bool) -> tuple[str, ...]:
        """The parts an address there must have; no phone where the checkout never asks for one."""
        needed = self.required.get(self.code(country), self.required["*"])
        return tuple(part for part in needed if phone_asked or part != "phone")


@dataclass(frozen=True)
class SlotRules:
    first_day: int
    last_day: int
    windows: tuple[Window, ...]
    pickup: bool


@dataclass(frozen=True)
class ShippingFee:
    fee: Decimal
    free_from: Decimal | None


@dataclass(frozen=True)
class ShippingRules:
    """Days are business days from payment to the door, by kind of region."""

    fees: Mapping[str, ShippingFee]
    days: Mapping[str, tuple[int, int]]
    regions: tuple[str, ...]
    regions_not_served: tuple[str, ...]
    carriers: tuple[str, ...]


@dataclass(frozen=True)
class ExpectRules:
    """When something late is expected now, in business days from today."""

    not_shipped_days: int
    parcel_days: int
    out_for_delivery_days: int
    weather_days: int
    customs_days: int


@dataclass(frozen=True)
class AnswerRules:
    """How long the one who is asked may take."""

    answer_hours: int


@dataclass(frozen=True)
class InvoiceRules:
    kinds: tuple[InvoiceKind, ...]
    days: int
    sent_within_days: int


@dataclass(frozen=True)
class SupportRules:
    """`hours`: weekday from 0 (Monday) to when people answer; a weekday without is closed.

    Nobody answers on `holidays`.
    """

    hours: Mapping[int, Window]
    holidays: frozenset[date]
    first_answer_minutes: int
    request_answer_hours: int

    @property
    def request_answer(self) -> timedelta:
        return timedelta(hours=self.request_answer_hours)


@dataclass(frozen=True)
class UrgencyRules:
    """So many minutes of waiting more count an annoyed or angry shopper and a dear order.

    `money`: from which total on an order is dear, by currency.
    """

    annoyed_minutes: int
    angry_minutes: int
    money_minutes: int
    money: Mapping[str, Decimal]


@dataclass(frozen=True)
class DeskRules:
    """How conversations come to people and go from them; see policy.yml."""

    assign: bool
    next_answer_minutes: int
    unanswered_minutes: int
    silent_minutes: int
    gone_minutes: int
    same_person_minutes: int
    told_again_minutes: int
    told_again_messages: int
    urgent: UrgencyRules


@dataclass(frozen=True)
class GuestRules:
    wrong_proofs: int
    lock_minutes: int
    proven_minutes: int


@dataclass(frozen=True)
class Policy:
    """All rules of one shop. `of_seller` gives those of a shop with exceptions of its own."""

    time_zone: ZoneInfo
    limits: Limits
    payment: PaymentRules
    refund: RefundRules
    returns: ReturnRules
    address: AddressRules
    reschedule: SlotRules
    shipping: ShippingRules
    expect: ExpectRules
    claim: AnswerRules
    trace: AnswerRules
    invoice: InvoiceRules
    support: SupportRules
    desk: DeskRules
    guest: GuestRules
    proposal_minutes: int
    reorder_again_minutes: int
    sellers: Mapping[str, RefundRules]

    def refund_of(self, sellers: frozenset[str]) -> RefundRules:
        """The refund rules for goods of these sellers: an exception must hold for all of them."""
        found = [self.sellers.get(seller, self.refund) for seller in sellers]
        return found[0] if found and all(rules == found[0] for rules in found) else self.refund

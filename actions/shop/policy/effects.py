"""What may be done for an order, what the shopper wishes, and what exactly would come of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from actions.shop.order import Address, ClaimKind, DeliverySlot, Line, Name, Word

# The pick-up point a carrier takes where none was named.
NEAREST = "nearest"


class RemedyKind(Word):
    REFUND = "refund"
    REFUND_SURPLUS = "refund_surplus"
    CANCEL = "cancel"
    CHANGE_ADDRESS = "change_address"
    REDIRECT = "redirect"
    REORDER = "reorder"
    RESCHEDULE = "reschedule"
    SUBSTITUTE = "substitute"
    RESEND = "resend"
    CONFIRM_PAYMENT = "confirm_payment"
    TRACE = "trace"
    CLAIM = "claim"
    RETURN = "return"
    EXCHANGE = "exchange"
    PAY_LINK = "pay_link"
    INVOICE = "invoice"


class Approval(Word):
    """Why a person must look at it first; each is a line of policy.yml."""

    OVER_LIMIT = "over_limit"
    OVER_COUNT = "over_count"
    CURRENCY_WITHOUT_LIMIT = "currency_without_limit"
    GOODS_NOT_RECEIVED = "goods_not_received"
    ITEM_PROBLEM = "item_problem"
    GOODS_MUST_COME_BACK = "goods_must_come_back"
    PART_OF_ORDER = "part_of_order"
    OTHER_PROVINCE = "other_province"


class WaitsFor(Word):
    """Whose answer a requested remedy waits for."""

    STAFF = "staff"
    CARRIER = "carrier"
    ACCOUNTS = "accounts"


@dataclass(frozen=True)
class Option:
    """One thing that may be offered. `approval`: a person decides before it is done."""

    kind: RemedyKind
    approval: bool = False


@dataclass(frozen=True)
class LineChange:
    """What one line of an order shall become; what is None stays, a `quantity` of 0 takes it out.

    `line` is a position in `Order.lines` from 0. The variant is named by its `sku`, or by the
    `options` it shall have: pairs such as ("size", "42"), the other options staying as they are.
    """

    line: int
    quantity: int | None = None
    options: tuple[tuple[str, str], ...] = ()
    sku: str | None = None
    seller: str | None = None


@dataclass(frozen=True)
class Wish:
    """What the shopper wants of a remedy. Everything may be absent.

    `lines` are positions in `Order.lines` from 0, none meaning all; `sku` and `seller`
    name the product wanted instead; `uploads` are ids of photos; `text` is the shopper's own words
    (for an invoice its title and tax number); `problem` is what a claim is about. `changes` is None
    unless the shopper's needs changed, and empty as long as it is not known how.
    """

    address: Address | None = None
    slot: DeliverySlot | None = None
    pickup_point: str | None = None
    amount: Decimal | None = None
    lines: tuple[int, ...] = ()
    sku: str | None = None
    seller: str | None = None
    email: str | None = None
    text: str | None = None
    uploads: tuple[str, ...] = ()
    problem: ClaimKind | None = None
    changes: tuple[LineChange, ...] | None = None


@dataclass(frozen=True)
class Share:
    """The part of a refund that goes back to one payment, to the method it was paid with."""

    payment: str
    method: str
    amount: Decimal


@dataclass(frozen=True)
class Effect:
    """What doing it would bring, whole, as it is shown before a yes. Amounts are in `currency`.

    `amount` is what goes back to the shopper, in `shares`; `held` is what was never taken, and the
    bank may hold until `held_until`; `to_pay` is what the shopper would pay
    for the new order of `new_lines` and `new_total`; `difference` is new goods minus old goods,
    negative when the new ones are cheaper. `cancels`: the order is cancelled by it. `changed`: the
    shopper's needs changed, and the new order takes the place of the old one whole.
    `return_to` is where the goods are to be sent within `return_days` once that is agreed to.
    `owed`: the shop owes the amount, so that it counts against no limit. `waits_for` is
    None when it is done at once. `stock_suffices` is None where no goods move. `expected_from` and
    `expected_until` are the business days between which it arrives, `answer_by` is when an answer
    is due, `delivery_from` and `delivery_until` are when the new goods come if they are paid today;
    these dates do not count when two effects are compared, for they move with the clock, and
    neither does `in_stock`, how many there are of the least of the new goods.
    """

    kind: RemedyKind
    currency: str
    approval: bool = False
    approval_why: Approval | None = None
    approval_limit: Decimal | None = None
    waits_for: WaitsFor | None = None
    amount: Decimal = Decimal(0)
    shares: tuple[Share, ...] = ()
    held: Decimal = Decimal(0)
    cancels: bool = False
    changed: bool = False
    owed: bool = False
    address_before: Address | None = None
    address_after: Address | None = None
    slot_before: DeliverySlot | None = None
    slot_after: DeliverySlot | None = None
    pickup_before: str | None = None
    pickup_after: str | None = None
    lines: tuple[Line, ...] = ()
    positions: tuple[int, ...] = ()
    total: Decimal = Decimal(0)
    new_lines: tuple[Line, ...] = ()
    new_shipping_fee: Decimal = Decimal(0)
    new_discount: Decimal = Decimal(0)
    new_total: Decimal = Decimal(0)
    difference: Decimal = Decimal(0)
    to_pay: Decimal = Decimal(0)
    stock_suffices: bool | None = None
    problem: ClaimKind | None = None
    text: str = ""
    uploads: tuple[str, ...] = ()
    email: str = ""
    link: str = ""
    return_to: Name | None = None
    return_days: int = 0
    expected_from: date | None = field(default=None, compare=False)
    expected_until: date | None = field(default=None, compare=False)
    answer_by: datetime | None = field(default=None, compare=False)
    held_until: datetime | None = field(default=None, compare=False)
    delivery_from: date | None = field(default=None, compare=False)
    delivery_until: date | None = field(default=None, compare=False)
    in_stock: int | None = field(default=None, compare=False)

    @property
    def methods(self) -> tuple[str, ...]:
        """The payment methods money goes back to, each once."""
        return tuple(dict.fromkeys(share.method for share in self.shares))

    def lowered(self, amount: Decimal) -> Effect:
        """The same with less money going back, of the first shares."""
        part: list[Share] = []
        for share in self.shares:
            taken = min(share.amount, amount - sum((s.amount for s in part), Decimal(0)))
            if taken > 0:
                part.append(replace(share, amount=taken))
        return replace(self, amount=amount, shares=tuple(part))

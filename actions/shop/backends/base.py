"""The port: what any shop must be able to tell and do. Who may ask for it is decided elsewhere.

Every write takes a `key` of the caller's (a remedy id). A write repeated with the same key changes
nothing and answers as the first time, so that a crash between doing and noting it can be mended.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from actions.shop.order import (
    Address,
    Cancellation,
    Claim,
    Customer,
    DeliverySlot,
    Line,
    Name,
    Order,
    Product,
    Refund,
    RefundStatus,
)


class ShopUnavailable(Exception):
    """The shop did not answer, or not intelligibly. Whether a write happened is unknown."""


class NotThere(LookupError):
    """A write names an order, payment, refund or customer that this shop does not have."""


class RefundTooLarge(ValueError):
    """More would be given back on a payment than was taken with it. Nothing was written."""


class NotEnoughStock(Exception):
    """A new order wants more than a seller has left. Nothing was written."""

    def __init__(self, sku: str, seller: str, left: int) -> None:
        super().__init__(f"{left} left of {sku} at {seller}")
        self.sku = sku
        self.seller = seller
        self.left = left


@dataclass(frozen=True)
class NewOrder:
    """What a new order is made from. Prices are the ones shown to the shopper.

    `paid` is True where nothing is to be paid (a replacement); else the order awaits payment.
    `instead_of` is the number of an order that its customer cancels for it: what was taken from
    the stock for that one counts for this one, and neither happens without the other.
    """

    customer: str
    currency: str
    lines: tuple[Line, ...]
    address: Address
    shipping_fee: Decimal
    paid: bool
    at: datetime
    discount: Decimal = Decimal(0)
    instead_of: str = ""


class Orders(Protocol):
    """A shop's orders, products and customers.

    A key is the caller's for one verb on one order: the same key may be given to another verb. A
    repeated write that answers with an order answers with the order as it is then.
    Writes on what is not there raise NotThere.
    """

    def find_order(self, number: str) -> Order | None: ...

    def find_order_by_tracking(self, tracking_number: str) -> Order | None: ...

    def orders_of(self, customer: str) -> tuple[Order, ...]:
        """Newest first; orders without a date last, by number."""
        ...

    def find_customer(self, customer: str) -> Customer | None: ...

    def seller_names(self, sellers: Sequence[str]) -> dict[str, Name]: ...

    def find_products(self, skus: Sequence[str]) -> dict[str, Product]: ...

    def find_variants(self, skus: Sequence[str]) -> dict[str, Product]:
        """All products that have the same name as one of these: other sizes, other colours."""
        ...

    def refund(
        self,
        number: str,
        payment: str,
        amount: Decimal,
        status: RefundStatus,
        at: datetime,
        reason: str,
        key: str,
    ) -> Refund:
        """Give money back on one payment. Raises RefundTooLarge beyond what it has left."""
        ...

    def settle_refund(
        self, number: str, refund: str, status: RefundStatus, at: datetime, key: str
    ) -> Refund:
        """Move a refund on, from requested to sent or refused."""
        ...

    def change_address(self, number: str, address: Address, key: str) -> Order:
        """Leave exactly this address on the order; clear an address exception of its parcel."""
        ...

    def cancel(self, number: str, cancellation: Cancellation, key: str) -> Order:
        """Cancel it and give back the stock taken for it; money goes back by `refund`."""
        ...

    def confirm(self, number: str, at: datetime, key: str) -> Order: ...

    def reschedule(
        self, number: str, slot: DeliverySlot | None, pickup_point: str | None, key: str
    ) -> Order: ...

    def place(self, new: NewOrder, key: str) -> Order:
        """Take stock and make a new order with a number of its own. May raise NotEnoughStock."""
        ...

    def add_claim(self, number: str, claim: Claim, key: str) -> Order: ...

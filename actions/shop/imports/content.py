"""What an order file holds once it is read, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from actions.shop.order import Customer, Name, Order, Product


@dataclass(frozen=True)
class Content:
    """`numbers` are the paths where the order numbers stand, for complaints about them."""

    sellers: dict[str, Name]
    products: dict[str, Product]
    customers: dict[str, Customer]
    orders: tuple[Order, ...]
    numbers: dict[str, str] = field(default_factory=dict)
    timezone: str | None = None


class Known(Protocol):
    """What the shop holds already, so that a file may refer to it."""

    def has_seller(self, seller: str) -> bool: ...

    def has_customer(self, customer: str) -> bool: ...

    def product_name(self, sku: str) -> Name | None: ...

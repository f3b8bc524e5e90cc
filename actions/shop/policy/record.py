"""What has been promised and done for an order so far, as far as a judgement needs to know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from actions.shop.order import Product
from actions.shop.policy.effects import RemedyKind
from datetime import datetime


@dataclass(frozen=True)
class Entry:
    """One remedy of the same order. `open`: waits for an answer; `under_way`: is being done, or may be.

    `new_order` is the number of the order it made, if it made one.
    """

    remedy: str
    kind: RemedyKind
    at: datetime
    open: bool = False
    under_way: bool = False
    new_order: str = ""


@dataclass(frozen=True)
class Record:
    """The remedies of the order that were not refused, and the products a wish may be about."""

    entries: tuple[Entry, ...] = ()
    products: Mapping[str, Product] = field(default_factory=dict)

"""What has been promised and done for an order so far, as far as a judgement needs to know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from actions.shop.order import Product
from actions.shop.policy.effects import RemedyKind


@dataclass(frozen=True)
class Entry:
    """One remedy of the order that was not refused.

    `open`: it waits for an answer. `under_way`: it is being done, or may have been.
    `positions` are the lines it was about, `new_order` the number of the order it made.
    """

    remedy: str
    kind: RemedyKind
    at: datetime
    open: bool = False
    under_way: bool = False
    positions: tuple[int, ...] = ()
    new_order: str = ""


@dataclass(frozen=True)
class Record:
    """The remedies of the order, oldest first, and the products a wish may be about."""

    entries: tuple[Entry, ...] = ()
    products: Mapping[str, Product] = field(default_factory=dict)

"""Who may see which order: signed-in customers theirs, guests the ones they proved. Nothing else asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actions.shop.order import Order


@dataclass(frozen=True)
class Shopper:
    """Who a conversation is. `customer` is None for a guest; `proven` are the numbers a guest proved."""

    conversation: str
    customer: str | None = None
    proven: frozenset[str] = frozenset()


@dataclass(frozen=True)
class OrderNotFound:
    """No such order, or not this shopper's: the two look alike."""

    number: str


@dataclass(frozen=True)
class Proven:
    order: Order


@dataclass(frozen=True)
class WrongProof:
    """Not the order's proof, or no such order. `left` tries remain."""

    left: int


@dataclass(frozen=True)
class GuestLocked:
    """Too many wrong proofs: none is looked at before `until`."""

    until: datetime

"""What a shopper may come with: the topics are values, each defined in the file of its subject."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from actions.shop.diagnosis import FindingKind
from actions.shop.order import ClaimKind, Order, OrderStatus
from actions.shop.policy import RemedyKind
from actions.shop.shop import Shop


def never(order: Order) -> bool:
    return False


def always(order: Order) -> bool:
    return True


def paid(order: Order) -> bool:
    return order.status is not OrderStatus.CANCELLED and order.captured >= order.total


def in_state(*states: OrderStatus) -> Callable[[Order], bool]:
    return lambda order: order.status in states


def unnamed(shop: Shop, order: Order, text: str) -> RemedyKind | None:
    return None


@dataclass(frozen=True)
class Topic:
    """One problem or request intent.

    `about`: the findings it speaks of; they are looked for first, the data decides.
    `also`: findings that can be behind the same words, where no order shows one of the former.
    `applies`: whether an order can be meant that shows none of them, to tell which one it is.
    `wishes`: what the shopper asks for, best first; the first the shop allows is pursued.
    `meant`: the wish as the shopper would call it, whose refusal is told; else the first one.
    `named`: the wish that the words themselves name for an order, which goes before the others.
    `noted`: what the draft of a wish holds from the start.
    `claim`: what the shopper's word adds to a delivered order, where data alone shows nothing.
    `otherwise`: said when the order shows nothing of the kind, and `is_fine`.
    """

    intent: str
    about: tuple[FindingKind, ...] = ()
    also: tuple[FindingKind, ...] = ()
    applies: Callable[[Order], bool] = never
    wishes: tuple[RemedyKind, ...] = ()
    meant: RemedyKind | None = None
    named: Callable[[Shop, Order, str], RemedyKind | None] = unnamed
    noted: tuple[tuple[str, bool], ...] = ()
    claim: ClaimKind | None = None
    otherwise: str = ""
    is_fine: Callable[[Order], bool] = always

    def covers(self, kind: FindingKind) -> bool:
        return kind in self.about or kind in self.also

"""The two verbs behind every effect: `propose` shows what would come, `carry_out` does it once after a yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Union

from actions.shop.access import OrderNotFound, Shopper
from actions.shop.order import Word
from actions.shop.policy import Effect, Refusal, RemedyKind, Wish
from actions.shop.shop import Shop


class RemedyStatus(Word):
    REQUESTED = "requested"
    APPROVED = "approved"
    REFUSED = "refused"
    DOING = "doing"
    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"


class By(Word):
    SHOPPER = "shopper"
    STAFF = "staff"
    SYSTEM = "system"


@dataclass(frozen=True)
class Remedy:
    """One row of the ledger. `id` is the reference number people say, such as R-7K4P-93QX."""

    id: str
    order: str
    kind: RemedyKind
    status: RemedyStatus
    at: datetime
    by: By
    effect: Effect
    detail: Mapping[str, Any]
    conversation: str | None


@dataclass(frozen=True)
class Proposal:
    """What was shown for a yes. `id` is what the yes must name; it counts until `until`."""

    id: str
    order: str
    kind: RemedyKind
    effect: Effect
    until: datetime


@dataclass(frozen=True)
class Done:
    remedy: Remedy


@dataclass(frozen=True)
class Requested:
    """Written down; staff or the carrier answers (`remedy.effect.waits_for`)."""

    remedy: Remedy


@dataclass(frozen=True)
class AlreadyDone:
    """This very proposal was carried out before; `remedy.status` tells how it stands now."""

    remedy: Remedy


@dataclass(frozen=True)
class Unknown:
    """The shop did not answer: it is not known whether it was done, and it is not tried blindly again."""

    remedy: Remedy


@dataclass(frozen=True)
class Changed:
    """The order moved since it was shown, so the effect is another one now: show this, ask again."""

    proposal: Proposal


@dataclass(frozen=True)
class ProposalGone:
    """No such proposal in this conversation, or it has expired."""


@dataclass(frozen=True)
class RemedyNotFound:
    """No remedy of this id."""


@dataclass(frozen=True)
class NotOpen:
    """The remedy waits for nobody: it was answered already."""

    remedy: Remedy


Outcome = Union[  # noqa: UP007
    Done, Requested, AlreadyDone, Unknown, Changed, ProposalGone, OrderNotFound, Refusal
]
Answer = Union[Done, Unknown, NotOpen, RemedyNotFound, Refusal]  # noqa: UP007


def propose(
    shop: Shop, shopper: Shopper, number: str, kind: RemedyKind, wish: Wish
) -> Proposal | OrderNotFound | Refusal:
    """What doing `kind` would bring, written down to be shown for a yes; nothing is done."""
    raise NotImplementedError


def carry_out(shop: Shop, shopper: Shopper, proposal_id: str) -> Outcome:
    """Do what was shown, once, however often it is asked for. Commits."""
    raise NotImplementedError


def approve(shop: Shop, staff: str, remedy_id: str, amount: Decimal | None = None) -> Answer:
    """A person says yes to a request: judged again, done once. `amount` gives back less. Commits."""
    raise NotImplementedError


def refuse(shop: Shop, staff: str, remedy_id: str, reason: str) -> Answer:
    """A person says no to a request. Commits."""
    raise NotImplementedError


def mend(shop: Shop) -> tuple[Remedy, ...]:
    """Finish what a crash left half done; the remedies it touched. Commits."""
    raise NotImplementedError


def remedies_of(shop: Shop, number: str) -> tuple[Remedy, ...]:
    """The ledger of an order, oldest first."""
    raise NotImplementedError


def open_requests(shop: Shop) -> tuple[Remedy, ...]:
    """What waits for a person, oldest first: requests, and what is not known to have been done."""
    raise NotImplementedError

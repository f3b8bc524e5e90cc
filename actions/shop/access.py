"""Who may see which order: signed-in customers their own, guests the ones they proved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, insert, select

from actions.shop import tables
from actions.shop.order import Order
from actions.shop.proofs import proves
from actions.shop.shop import Shop, wait_for_turn

# Marks a number on which a known proof was tried silently: no wrong proof of the shopper's.
SILENT = "~"
LONGEST_NUMBER = 64

# Built once, for every turn runs through it.
_SIGNED_IN = select(tables.access.c.customer).where(
    tables.access.c.conversation == bindparam("conversation"),
    tables.access.c.until > bindparam("now"),
)


@dataclass(frozen=True)
class Shopper:
    """Who a conversation is. `customer` is None for a guest; `proven` are the numbers it proved."""

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


def sign_in(shop: Shop, conversation: str, customer: str, until: datetime) -> None:
    """From now until `until` this conversation is this customer's."""
    table = tables.access
    shop.session.execute(delete(table).where(table.c.conversation == conversation))
    row = {"conversation": conversation, "customer": customer, "until": until}
    shop.session.execute(insert(table).values(row))


def shopper_of(shop: Shop, conversation: str) -> Shopper:
    """Who this conversation is right now. A signed-in customer has no use for proofs."""
    given = {"conversation": conversation, "now": shop.now}
    customer = shop.session.execute(_SIGNED_IN, given).scalar()
    if customer is not None:
        return Shopper(conversation, customer)
    return Shopper(conversation, None, frozenset(_proofs(shop, conversation)))


def access_order(shop: Shop, shopper: Shopper, number: str) -> Order | OrderNotFound:
    """The order, if it is this shopper's. Whether another's order exists is not even looked at.

    Only where a guest proved an order before, the same proof is tried on this one silently.
    """
    number = number.strip()[:LONGEST_NUMBER]
    if shopper.customer is not None:
        own = shop.orders.orders_of(shopper.customer)
        return next((o for o in own if o.number == number), OrderNotFound(number))
    if number in shopper.proven or _proven_silently(shop, shopper, number):
        return shop.orders.find_order(number) or OrderNotFound(number)
    return OrderNotFound(number)


def orders_of(shop: Shop, shopper: Shopper) -> tuple[Order, ...]:
    """All orders this shopper may see, newest first."""
    if shopper.customer is not None:
        return shop.orders.orders_of(shopper.customer)
    found = (shop.orders.find_order(number) for number in sorted(shopper.proven))
    known = [order for order in found if order is not None]
    dated = sorted(known, key=lambda o: o.placed_at or shop.now, reverse=True)
    return tuple(sorted(dated, key=lambda o: o.placed_at is None))


def prove(
    shop: Shop, shopper: Shopper, number: str, proof: str
) -> Proven | WrongProof | GuestLocked:
    """Check a guest's proof for a number. A missing order and a wrong proof answer alike."""
    number = number.strip()[:LONGEST_NUMBER]
    wait_for_turn(shop, f"proof of {number}")
    until = locked_until(shop, shopper.conversation, number)
    if until is not None:
        return GuestLocked(until)
    order = shop.orders.find_order(number)
    customer = shop.orders.find_customer(order.customer if order else "")
    foreign = shopper.customer is not None and order and order.customer != shopper.customer
    if order is not None and not foreign and proves(order, customer, proof):
        _note_proof(shop, shopper.conversation, number, proof)
        return Proven(order)
    _note_wrong(shop, shopper.conversation, number)
    until = locked_until(shop, shopper.conversation, number)
    if until is not None:
        return GuestLocked(until)
    tries = max(
        len(_wrong_lately(shop, tables.wrong_proofs.c.conversation == shopper.conversation)),
        len(_wrong_lately(shop, tables.wrong_proofs.c.number == number)),
    )
    return WrongProof(max(shop.policy.guest.wrong_proofs - tries, 1))


def locked_until(shop: Shop, conversation: str, number: str) -> datetime | None:
    """Until when no proof is looked at, by this conversation or for this number; None if open."""
    columns = tables.wrong_proofs.c
    conditions = (columns.conversation == conversation, columns.number == number)
    ends = [end for condition in conditions if (end := _lock_end(shop, condition)) is not None]
    return max(ends, default=None)


def _lock_end(shop: Shop, condition: object) -> datetime | None:
    """A lock begins with the last of so many wrong proofs, and lasts as long as they may take."""
    rules = shop.policy.guest
    column = tables.wrong_proofs.c
    query = select(column.at).where(condition, ~column.number.startswith(SILENT))
    newest = query.order_by(column.at.desc()).limit(rules.wrong_proofs)
    times = shop.session.execute(newest).scalars().all()
    span = timedelta(minutes=rules.lock_minutes)
    if len(times) < rules.wrong_proofs or times[0] - times[-1] >= span:
        return None
    end: datetime = times[0] + span
    return end if end > shop.now else None


def _wrong_lately(shop: Shop, condition: object, *, silent: bool = False) -> list[str]:
    """The numbers of the wrong proofs that still count."""
    column = tables.wrong_proofs.c
    since = shop.now - timedelta(minutes=shop.policy.guest.lock_minutes)
    marked = column.number.startswith(SILENT)
    query = select(column.number).where(condition, column.at > since)
    return list(shop.session.execute(query.where(marked if silent else ~marked)).scalars())


def _note_wrong(shop: Shop, conversation: str, number: str) -> None:
    row = {"conversation": conversation, "number": number, "at": shop.now}
    shop.session.execute(insert(tables.wrong_proofs).values(row))


def _note_proof(shop: Shop, conversation: str, number: str, proof: str) -> None:
    table = tables.proven_orders
    key = (table.c.conversation == conversation, table.c.number == number)
    shop.session.execute(delete(table).where(*key))
    until = shop.now + timedelta(minutes=shop.policy.guest.proven_minutes)
    row = {"conversation": conversation, "number": number, "proof": proof.strip(), "until": until}
    shop.session.execute(insert(table).values(row))


def _proofs(shop: Shop, conversation: str) -> dict[str, str]:
    """What this conversation proved, and with what, by number."""
    table = tables.proven_orders.c
    query = select(table.number, table.proof).where(
        table.conversation == conversation, table.until > shop.now
    )
    return {row.number: row.proof for row in shop.session.execute(query)}


def _proven_silently(shop: Shop, shopper: Shopper, number: str) -> bool:
    """Try the proofs this guest already gave; on so many other numbers only, then no more."""
    proofs = dict.fromkeys(_proofs(shop, shopper.conversation).values())
    if not proofs or locked_until(shop, shopper.conversation, number) is not None:
        return False
    own = tables.wrong_proofs.c.conversation == shopper.conversation
    tried = set(_wrong_lately(shop, own, silent=True))
    marked = f"{SILENT}{number}"[:LONGEST_NUMBER]
    if marked in tried or len(tried) >= shop.policy.guest.wrong_proofs:
        return False
    order = shop.orders.find_order(number)
    customer = shop.orders.find_customer(order.customer if order else "")
    fitting = [p for p in proofs if order is not None and proves(order, customer, p)]
    if not fitting:
        _note_wrong(shop, shopper.conversation, marked)
        return False
    _note_proof(shop, shopper.conversation, number, fitting[0])
    return True

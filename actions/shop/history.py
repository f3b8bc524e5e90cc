"""The remedies of an order and the products around it, gathered for a judgement."""

from __future__ import annotations

from actions.shop import ledger
from actions.shop.ledger import Remedy, RemedyStatus
from actions.shop.order import Order, Product
from actions.shop.policy import Entry, Record, Wish
from actions.shop.shop import Shop

CAME_TO_NOTHING = frozenset({RemedyStatus.REFUSED, RemedyStatus.FAILED})
UNDER_WAY = frozenset({RemedyStatus.DOING, RemedyStatus.APPROVED, RemedyStatus.UNKNOWN})


def entries_of(shop: Shop, number: str, but: str = "") -> tuple[Entry, ...]:
    """What was promised and done for this order, without the remedy `but`.

    Read before the order itself: what ends in between is then seen as still under way, or the
    order is read with it. The other way round its money would be seen neither here nor there.
    """
    return tuple(
        _entry(remedy)
        for remedy in ledger.remedies_of(shop, number)
        if remedy.status not in CAME_TO_NOTHING and remedy.id != but
    )


def record_of(
    shop: Shop,
    order: Order,
    wish: Wish | None = None,
    entries: tuple[Entry, ...] | None = None,
) -> Record:
    """The entries, read now unless they were read before the order, and the order's products."""
    known = entries_of(shop, order.number) if entries is None else entries
    return Record(known, _products(shop, order, wish))


def _entry(remedy: Remedy) -> Entry:
    return Entry(
        remedy=remedy.id,
        kind=remedy.kind,
        at=remedy.at,
        open=remedy.status is RemedyStatus.REQUESTED,
        under_way=remedy.status in UNDER_WAY,
        positions=remedy.effect.positions,
        new_order=str(remedy.detail.get("order", "")),
    )


def _products(shop: Shop, order: Order, wish: Wish | None) -> dict[str, Product]:
    """The products ordered and wished for, and those that are like them."""
    named = {line.sku for line in order.lines} | ({wish.sku} if wish and wish.sku else set())
    known = shop.orders.find_products(sorted(named))
    if wish and wish.changes is not None:
        known |= shop.orders.find_variants(sorted(known))
    alike = {sku for product in known.values() for sku in product.similar} - set(known)
    return {**known, **shop.orders.find_products(sorted(alike))} if alike else dict(known)

"""Other sizes, colours and the like of one product: which there are, which one is meant. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from actions.shop.order import Product, SellerOffer

# "Dumbbells 5 kg" and "Dumbbells 10 kg" are one product in two weights.
MEASURE = re.compile(r"\d+(?:\.\d+)?")


def variants_of(sku: str, products: Mapping[str, Product]) -> tuple[Product, ...]:
    """The product and those that differ from it in their options alone; itself first."""
    ordered = products.get(sku)
    if ordered is None:
        return ()
    others = (p for p in products.values() if p.sku != sku and _is_alike(p, ordered))
    return (ordered, *others)


def with_options(
    wanted: Mapping[str, str], ordered: Product, among: Iterable[Product]
) -> tuple[Product, ...]:
    """Those that have the wanted options, and the other options as the ordered one has them."""
    options = {**ordered.options, **wanted}
    return tuple(product for product in among if product.options == options)


def best_offer(
    product: Product, seller: str, quantity: int, held: Mapping[tuple[str, str], int]
) -> SellerOffer | None:
    """The offer of this seller if there are enough, else the cheapest one of another's.

    `held`: what the order that makes way gives back, by sku and seller.
    """
    enough = [
        offer for offer in product.offers if available(product, offer, held) >= max(quantity, 1)
    ]
    return min(enough, key=lambda offer: (offer.seller != seller, offer.price), default=None)


def available(product: Product, offer: SellerOffer, held: Mapping[tuple[str, str], int]) -> int:
    return offer.stock + held.get((product.sku, offer.seller), 0)


def _is_alike(one: Product, other: Product) -> bool:
    return set(one.options) == set(other.options) and (
        one.name == other.name or _bare(one) == _bare(other)
    )


def _bare(product: Product) -> tuple[str, str]:
    return MEASURE.sub("", product.name.zh), MEASURE.sub("", product.name.en)

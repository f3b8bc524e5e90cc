"""Gathers what diagnosis needs to know around an order, and asks it. Judges nothing itself."""

from __future__ import annotations

from actions.shop.diagnosis import Context, Finding, diagnose
from actions.shop.order import Order
from actions.shop.shop import Shop


def context_of(shop: Shop, order: Order) -> Context:
    """The stock of the order's goods at every seller, and the customer's other orders."""
    skus = sorted({line.sku for line in order.lines})
    offers = [
        (product.sku, offer)
        for product in shop.orders.find_products(skus).values()
        for offer in product.offers
    ]
    siblings = shop.orders.orders_of(order.customer)
    return Context(
        stock={(sku, offer.seller): offer.stock for sku, offer in offers},
        siblings=tuple(other for other in siblings if other.number != order.number),
        limits=shop.policy.limits,
        restock={
            (sku, offer.seller): offer.restock_at for sku, offer in offers if offer.restock_at
        },
        zone=shop.policy.time_zone,
    )


def findings_of(shop: Shop, order: Order) -> tuple[Finding, ...]:
    """What is the matter with the order right now, the most serious first."""
    return diagnose(order, context_of(shop, order), shop.now)

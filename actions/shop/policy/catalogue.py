"""What new orders are made of: products, offers, stock, and where they are sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from actions.shop.order import Address, Line, Product, SellerOffer
from actions.shop.policy.effects import Effect
from actions.shop.policy.matter import Matter
from actions.shop.policy.places import completed, refuse_address
from actions.shop.policy.refusals import AddressIncomplete, OutOfStock, Refusal


def ship_to(matter: Matter) -> Address | Refusal:
    """Where a new order goes: the address wished for, else that of the order, if good."""
    rules, before = matter.policy.address, matter.order.address
    if matter.wish.address is None and before is None:
        return AddressIncomplete(rules.parts(rules.country, phone_asked=matter.order.phone_asked))
    address = completed(matter.wish.address, before) if matter.wish.address else before
    assert address is not None
    return refuse_address(address, rules, phone_asked=matter.order.phone_asked) or address


def offer_of(product: Product, seller: str) -> SellerOffer | None:
    return next((o for o in product.offers if o.seller == seller), None)


def out_of_stock(matter: Matter, lines: Sequence[Line]) -> OutOfStock | None:
    """What cannot be had in the quantity wished for, all lines of one product taken together."""
    wanted: Counter[tuple[str, str]] = Counter()
    for line in lines:
        wanted[line.sku, line.seller] += line.quantity
    short = tuple(
        sku for (sku, seller), count in wanted.items() if stock_of(matter, sku, seller) < count
    )
    return OutOfStock(short) if short else None


def goods_total(lines: Iterable[Line]) -> Decimal:
    return sum((line.amount for line in lines), Decimal(0))


def arrival(matter: Matter, lines: Sequence[Line], address: Address) -> tuple[date, date]:
    """Between which days these goods come if they are ordered and paid today."""
    rules, places = matter.policy.shipping.days, matter.policy.address
    abroad = places.code(address.country) != places.code(places.country)
    near, far = ("abroad", "abroad") if abroad else ("same_province", "other_province")
    offers = (_offer_in(matter, line.sku, line.seller) for line in lines)
    ready = max((offer.ships_in_days or 0 for offer in offers if offer), default=0)
    return matter.business_day(ready + rules[near][0]), matter.business_day(ready + rules[far][1])


def new_order(
    matter: Matter, positions: tuple[int, ...], lines: tuple[Line, ...], fee: Decimal
) -> Effect:
    """The effect of ordering these lines in place of those at `positions`."""
    old = matter.lines(positions)
    return Effect(
        matter.kind,
        matter.order.currency,
        lines=old,
        positions=positions,
        total=matter.order.total,
        new_lines=lines,
        new_shipping_fee=fee,
        new_total=goods_total(lines) + fee,
        difference=goods_total(lines) - goods_total(old),
        stock_suffices=True,
    )


def _offer_in(matter: Matter, sku: str, seller: str) -> SellerOffer | None:
    product = matter.record.products.get(sku)
    return offer_of(product, seller) if product else None


def stock_of(matter: Matter, sku: str, seller: str) -> int:
    offer = _offer_in(matter, sku, seller)
    return offer.stock if offer else matter.context.stock.get((sku, seller), 0)

"""The details about goods: which lines, photos of what is wrong, and what is wanted instead."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from actions.case import Asked
from actions.details.detail import Detail
from actions.mentions import mentioned_lines, mentioned_names
from actions.shop.context import findings_of
from actions.shop.diagnosis import FindingKind
from actions.shop.order import Order, Product, SellerOffer
from actions.shop.policy import substitutes
from actions.shop.shop import Shop
from actions.speech import Money, Options
from actions.turn import Turn

SHOWN_PRODUCTS = 4


def _read_lines(shop: Shop, turn: Turn, order: Order, text: str) -> list[int] | None:
    if len(order.lines) == 1:
        return [0]
    if turn.message.form == "items":
        return [int(n) for n in turn.message.values.get("lines", [])]
    ordinals = [int(n) for n in turn.message.all("ordinal")]
    if turn.case.asked is Asked.ITEMS and ordinals:
        return [n - 1 if n > 0 else len(order.lines) + n for n in ordinals]
    return list(mentioned_lines(text, order.lines)) or None


def _ask_lines(shop: Shop, turn: Turn, order: Order, again: bool) -> None:
    lines = [
        {"line": at, "name": line.name.of(turn.language), "quantity": line.quantity}
        for at, line in enumerate(order.lines)
    ]
    turn.show("utter_ask_items", {"type": "form", "form": "items", "values": {"items": lines}})


def _read_photos(shop: Shop, turn: Turn, order: Order, text: str) -> list[str] | None:
    if turn.message.form == "photos":
        return [str(upload) for upload in turn.message.values.get("uploads", [])]
    return None


def _ask_photos(shop: Shop, turn: Turn, order: Order, again: bool) -> None:
    turn.show("utter_ask_photos", {"type": "form", "form": "photos", "values": {}})
    turn.button("utter_button_no_photo", "/talk_to_human")


def _read_product(shop: Shop, turn: Turn, order: Order, text: str) -> dict[str, str] | None:
    """The product and seller chosen by button, by position or by name."""
    chosen = turn.message.choice
    ordinal = turn.message.first("ordinal")
    choices = turn.case.choices if turn.case.asked is Asked.PRODUCT else ()
    if not chosen and ordinal is not None and 0 < int(ordinal) <= len(choices):
        chosen = choices[int(ordinal) - 1]
    if chosen.startswith("product:"):
        sku, seller = chosen.removeprefix("product:").rsplit("/", 1)
        return {"sku": sku, "seller": seller}
    if turn.case.asked is not Asked.PRODUCT:
        return None
    offered = _offered(shop, order, _line_to_replace(shop, turn, order))
    named = mentioned_names(text, [product.name for product, _, _ in offered])
    if len(named) != 1:
        return None
    product, offer, _ = offered[named[0]]
    return {"sku": product.sku, "seller": offer.seller}


def _ask_product(shop: Shop, turn: Turn, order: Order, again: bool) -> None:
    """What may stand in, each with its seller, its price and the difference."""
    line = _line_to_replace(shop, turn, order)
    turn.case = replace(turn.case, draft={**turn.case.draft, "lines": [line]})
    offered = _offered(shop, order, line)
    sellers = shop.orders.seller_names(sorted({offer.seller for _, offer, _ in offered}))
    old = order.lines[line]
    turn.say(
        "utter_ask_product" if offered else "utter_no_product",
        goods=(old,),
        price=Money(old.unit_price, order.currency),
    )
    for product, offer, difference in offered:
        turn.choice(
            "utter_button_product",
            f"product:{product.sku}/{offer.seller}",
            product=product.name,
            options=Options(tuple(product.options.values())),
            seller=sellers.get(offer.seller, offer.seller),
            price=Money(offer.price, order.currency),
            difference=Money(difference, order.currency),
        )
    turn.button("utter_button_human", "/talk_to_human")


def _offered(
    shop: Shop, order: Order, line: int
) -> tuple[tuple[Product, SellerOffer, Decimal], ...]:
    wanted = order.lines[line]
    known = shop.orders.find_products([wanted.sku])
    like = [sku for product in known.values() for sku in product.similar]
    known |= shop.orders.find_products(like) if like else {}
    return substitutes(wanted, known)[:SHOWN_PRODUCTS]


def _line_to_replace(shop: Shop, turn: Turn, order: Order) -> int:
    """The line named before, else the one that is out of stock, else the first."""
    named: list[int] = turn.case.draft.get("lines", [])
    if named:
        return named[0]
    found = findings_of(shop, order)
    short = (f for f in found if f.kind is FindingKind.OUT_OF_STOCK)
    lines: list[int] = next((list(f.detail.get("lines", [])) for f in short), [])
    return lines[0] if lines else 0


LINES = Detail("lines", _read_lines, _ask_lines)
PHOTOS = Detail("uploads", _read_photos, _ask_photos)
PRODUCT = Detail("product", _read_product, _ask_product)

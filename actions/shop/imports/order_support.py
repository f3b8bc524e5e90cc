"""Files of the format order-support/1: sellers, products, customers and orders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from actions.shop.imports.content import Content, Known
from actions.shop.imports.one_order import read_order
from actions.shop.imports.reading import BadValue, Fields, Today, clean, filled
from actions.shop.order import Customer, Name, Order, Product, SellerOffer, Word

FORMAT = "order-support/1"
Thing = TypeVar("Thing")

MOST_STOCK = 1_000_000_000


class Locale(Word):
    ZH = "zh"
    EN = "en"


def read_order_support(data: Any, known: Known, today: Today) -> Content:
    """Everything the file holds, checked whole. Raises BadValue for the first bad value."""
    file = Fields(data, "", today)
    if file.needed("format") != FORMAT:
        raise BadValue("format", f'must be "{FORMAT}"')
    currency = currency_of(file)
    timezone = timezone_of(file, "timezone")
    if timezone:
        file.today = Today(today.now, ZoneInfo(timezone))
    sellers = dict(_unlike(_seller(fields) for fields in file.objects("sellers")))
    here = _Here(known, sellers)
    here.products = dict(_unlike(_product(fields, here) for fields in file.objects("products")))
    here.customers = dict(_unlike(_customer(fields) for fields in file.objects("customers")))
    orders, numbers = _orders(file, currency, here)
    file.done()
    return Content(sellers, here.products, here.customers, orders, numbers, timezone)


class _Here:
    """The file itself first, then what the shop holds already."""

    def __init__(self, known: Known, sellers: dict[str, Name]) -> None:
        self._known = known
        self._sellers = sellers
        self.products: dict[str, Product] = {}
        self.customers: dict[str, Customer] = {}

    def has_seller(self, seller: str) -> bool:
        return seller in self._sellers or self._known.has_seller(seller)

    def has_customer(self, customer: str) -> bool:
        return customer in self.customers or self._known.has_customer(customer)

    def product_name(self, sku: str) -> Name | None:
        product = self.products.get(sku)
        return product.name if product else self._known.product_name(sku)


def currency_of(file: Fields) -> str:
    currency = file.text("currency", 3)
    if not re.fullmatch("[A-Z]{3}", currency):
        raise BadValue(file.at("currency"), 'must be three capital letters such as "CNY"')
    return currency


def timezone_of(fields: Fields, key: str) -> str | None:
    name = fields.maybe_text(key, 64)
    try:
        return name and ZoneInfo(name).key
    except (ValueError, OSError, LookupError) as error:
        raise BadValue(fields.at(key), 'must be a time zone such as "Asia/Shanghai"') from error


def _seller(fields: Fields) -> tuple[str, str, Name]:
    seller = fields.text("id", 64)
    name = fields.name("name")
    fields.done()
    return fields.at("id"), seller, name


def _product(fields: Fields, known: Known) -> tuple[str, str, Product]:
    sku = fields.text("sku", 64)
    options = fields.object("options")
    product = Product(
        sku,
        fields.name("name"),
        _options(options) if options else {},
        tuple(filled(other, path, 64) for path, other in fields.list("similar")),
        tuple(dict(_unlike(_offer(offer, known) for offer in fields.objects("offers"))).values()),
    )
    fields.done()
    return fields.at("sku"), sku, product


def _options(fields: Fields) -> dict[str, str]:
    return {
        clean(key, fields.path, 100): filled(fields.needed(key), fields.at(key), 200)
        for key in fields.left()
    }


def _offer(fields: Fields, known: Known) -> tuple[str, str, SellerOffer]:
    seller = fields.text("seller", 64)
    if not known.has_seller(seller):
        raise BadValue(fields.at("seller"), f"no seller has the id {seller!r}")
    offer = SellerOffer(
        seller,
        fields.money("price"),
        fields.whole("stock", 0, MOST_STOCK),
        fields.maybe_whole("ships_in_days", 0, 3650),
        fields.instant("restock_at"),
    )
    fields.done()
    return fields.at("seller"), seller, offer


def _customer(fields: Fields) -> tuple[str, str, Customer]:
    email = fields.maybe_text("email", 320)
    if email and not re.fullmatch(r"[^@\s]+@[^@\s]+", email):
        raise BadValue(fields.at("email"), f"is no e-mail address: {email!a}")
    customer = Customer(
        fields.text("id", 128),
        fields.text("name", 200),
        email or None,
        fields.maybe_text("phone", 64) or None,
        fields.word("locale", Locale).value,
        timezone_of(fields, "timezone"),
        fields.maybe_flag("notices", True),
    )
    fields.done()
    return fields.at("id"), customer.id, customer


def _orders(file: Fields, currency: str, known: Known) -> tuple[tuple[Order, ...], dict[str, str]]:
    numbers: dict[str, str] = {}
    orders = []
    for fields in file.objects("orders"):
        order = read_order(fields, currency, known)
        if order.number in numbers:
            raise BadValue(fields.at("number"), f"{order.number} stands in the file twice")
        numbers[order.number] = fields.at("number")
        orders.append(order)
    return tuple(orders), numbers


def _unlike(read: Iterable[tuple[str, str, Thing]]) -> Iterator[tuple[str, Thing]]:
    """Pairs of id and thing; raises BadValue where an id comes a second time."""
    seen: set[str] = set()
    for path, name, thing in read:
        if name in seen:
            raise BadValue(path, f"{name} stands there twice")
        seen.add(name)
        yield name, thing

"""The retail database of tau2-bench, read as what it says; what it lacks stays absent.

It has no dates, no phones and no sellers. A cancelled order there names neither who nor why. Keys
it may have besides the ones read here are its own business and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from actions.shop.imports.content import Content
from actions.shop.imports.one_order import check_sums
from actions.shop.imports.reading import (
    MOST_MONEY,
    BadValue,
    Fields,
    Today,
    filled,
    shown,
)
from actions.shop.order import (
    Address,
    Cancellation,
    CancelledBy,
    CancelReason,
    Customer,
    Line,
    Name,
    Order,
    OrderStatus,
    Payment,
    PaymentStatus,
    Product,
    Refund,
    RefundStatus,
    SellerOffer,
    Shipment,
    ShipmentStatus,
)

SELLER = "tau"
CURRENCY = "USD"
IN_STOCK = 100

STATUS = {
    "pending": OrderStatus.CONFIRMED,
    "processed": OrderStatus.SHIPPED,
    "delivered": OrderStatus.DELIVERED,
    "cancelled": OrderStatus.CANCELLED,
}
# A cancelled order's parcel has a number, but nothing says that it ever left.
PARCEL = {
    OrderStatus.CONFIRMED: ShipmentStatus.PENDING,
    OrderStatus.SHIPPED: ShipmentStatus.IN_TRANSIT,
    OrderStatus.DELIVERED: ShipmentStatus.DELIVERED,
    OrderStatus.CANCELLED: ShipmentStatus.PENDING,
}
UNTOLD = Cancellation(CancelledBy.SYSTEM, CancelReason.OTHER)


def read_tau_retail(data: Any, today: Today) -> Content:
    """Everything the file holds, checked whole. Raises BadValue for the first bad value."""
    file = Fields(data, "", today)
    products: dict[str, Product] = {}
    for fields in _inside(file, "products"):
        products |= _variants(fields)
    users = {fields.path: fields for fields in _inside(file, "users")}
    customers = [_customer(fields) for fields in users.values()]
    methods = {customer.id: methods for customer, methods in customers}
    named = {customer.id: customer for customer, _ in customers}
    orders = {}
    numbers = {}
    for fields in _inside(file, "orders"):
        order = _order(fields, named, methods)
        if order.number in orders:
            raise BadValue(fields.at("order_id"), f"{order.number} stands in the file twice")
        orders[order.number] = order
        numbers[order.number] = fields.at("order_id")
    seller = {SELLER: Name(SELLER, SELLER)}
    return Content(seller, products, named, tuple(orders.values()), numbers)


def _inside(fields: Fields, key: str) -> list[Fields]:
    """The objects in an object of objects."""
    outer = Fields(fields.needed(key), fields.at(key), fields.today)
    return [
        Fields(outer.needed(name), f"{outer.path}[{name!a}]", fields.today) for name in outer.left()
    ]


def _variants(fields: Fields) -> dict[str, Product]:
    """Each variant is a product; the others of its kind are similar."""
    name = fields.text("name", 200)
    variants = _inside(fields, "variants")
    read = [(variant.text("item_id", 64), variant) for variant in variants]
    skus = [sku for sku, _ in read]
    return {
        sku: Product(
            sku,
            Name(name, name),
            _options(variant),
            tuple(other for other in skus if other != sku),
            (SellerOffer(SELLER, _price(variant, "price"), _stock(variant)),),
        )
        for sku, variant in read
    }


def _options(fields: Fields) -> dict[str, str]:
    options = fields.object("options")
    if options is None:
        return {}
    return {key: filled(options.needed(key), options.at(key), 200) for key in options.left()}


def _stock(fields: Fields) -> int:
    return IN_STOCK if fields.maybe_flag("available", False) else 0


def _price(fields: Fields, key: str) -> Decimal:
    """An amount as this format writes it: a number with at most two places."""
    value = fields.needed(key)
    fitting = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    try:
        # A float is written with the digits it was read from.
        told = Decimal(str(value)) if fitting else Decimal(-1)
        exact = told.quantize(Decimal("0.01"))
    except InvalidOperation:
        told = exact = Decimal(-1)
    if not told.is_finite() or not 0 <= exact <= MOST_MONEY or exact != told:
        raise BadValue(fields.at(key), f"must be an amount such as 199.5, not {shown(value)}")
    return exact


def _customer(fields: Fields) -> tuple[Customer, Mapping[str, str]]:
    """A customer, and the kinds of the payment methods they have by id."""
    name = fields.object("name")
    if name is None:
        raise BadValue(fields.at("name"), "is missing")
    customer = Customer(
        fields.text("user_id", 128),
        f"{name.text('first_name', 90)} {name.text('last_name', 90)}",
        fields.text("email", 320),
        locale="en",
    )
    methods = {
        method.text("id", 100): method.text("source", 64)
        for method in _inside(fields, "payment_methods")
    }
    return customer, methods


def _order(
    fields: Fields,
    customers: Mapping[str, Customer],
    methods: Mapping[str, Mapping[str, str]],
) -> Order:
    customer = fields.text("user_id", 128)
    if customer not in customers:
        raise BadValue(fields.at("user_id"), f"no user has the id {customer!a}")
    lines = tuple(_line(item) for item in fields.objects("items"))
    if not lines:
        raise BadValue(fields.at("items"), "must hold at least one item")
    status = _status(fields)
    payments, refunds = _money(fields, methods[customer])
    order = Order(
        number=fields.text("order_id", 64),
        customer=customer,
        status=status,
        currency=CURRENCY,
        total=sum((line.amount for line in lines), Decimal(0)),
        lines=lines,
        addresses=(_address(fields, customers[customer].name),),
        payments=payments,
        refunds=refunds,
        shipments=_shipments(fields, PARCEL[status]),
        cancelled=UNTOLD if status is OrderStatus.CANCELLED else None,
        phone_asked=False,
    )
    check_sums(order, fields.path)
    return order


def _status(fields: Fields) -> OrderStatus:
    status = fields.text("status", 64)
    if status not in STATUS:
        allowed = ", ".join(STATUS)
        raise BadValue(fields.at("status"), f"must be one of {allowed}, not {shown(status)}")
    return STATUS[status]


def _line(fields: Fields) -> Line:
    name = fields.text("name", 200)
    sku = fields.text("item_id", 64)
    return Line(sku, Name(name, name), 1, _price(fields, "price"), SELLER)


def _address(fields: Fields, recipient: str) -> Address:
    place = fields.object("address")
    if place is None:
        raise BadValue(fields.at("address"), "is missing")
    street = (place.text("address1", 240), place.maybe_text("address2", 240))
    return Address(
        recipient=recipient,
        country=place.text("country", 64),
        province=place.text("state", 64),
        city=place.text("city", 100),
        street=", ".join(part for part in street if part),
        postcode=place.text("zip", 20),
    )


def _money(
    fields: Fields, methods: Mapping[str, str]
) -> tuple[tuple[Payment, ...], tuple[Refund, ...]]:
    """What was paid and given back; a refund belongs to the payment by the same method."""
    payments: list[Payment] = []
    refunds: list[Refund] = []
    paid_by: dict[str, str] = {}
    for entry in fields.objects("payment_history"):
        kind = entry.text("transaction_type", 20)
        method = entry.text("payment_method_id", 100)
        amount = _price(entry, "amount")
        if kind == "payment":
            name = f"payment-{len(payments) + 1}"
            paid_by.setdefault(method, name)
            source = methods.get(method) or re.sub(r"_\d+$", "", method)
            payments.append(Payment(name, source[:64], amount, PaymentStatus.CAPTURED))
        elif kind == "refund":
            if not paid_by:
                raise BadValue(entry.path, "gives back what was never paid")
            payment = paid_by.get(method) or payments[0].id
            name = f"refund-{len(refunds) + 1}"
            refunds.append(Refund(name, payment, amount, RefundStatus.DONE))
        else:
            place = entry.at("transaction_type")
            raise BadValue(place, f"must be one of payment, refund, not {shown(kind)}")
    return tuple(payments), tuple(refunds)


def _shipments(fields: Fields, status: ShipmentStatus) -> tuple[Shipment, ...]:
    numbers = [
        filled(number, path, 64)
        for fulfilment in fields.objects("fulfillments")
        for path, number in fulfilment.list("tracking_id")
    ]
    return tuple(
        Shipment(f"shipment-{count}", "", number, status)
        for count, number in enumerate(numbers, start=1)
    )

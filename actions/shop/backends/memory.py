"""What one unit of work has read from its shop already, so that no order is fetched twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from actions.shop.backends.base import NewOrder, Orders
from actions.shop.order import (
    Address,
    Cancellation,
    Claim,
    Customer,
    DeliverySlot,
    Name,
    Order,
    Product,
    Refund,
    RefundStatus,
)

Answer = TypeVar("Answer")


class Remembering:
    """Any shop behind the port of `backends.base`, asked once for each thing.

    A write forgets everything, and so must a commit: others may write after it.
    """

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self.forget()

    def forget(self) -> None:
        self._by_number: dict[str, Order | None] = {}
        self._by_customer: dict[str, tuple[Order, ...]] = {}
        self._customers: dict[str, Customer | None] = {}
        self._products: dict[str, Product | None] = {}

    def find_order(self, number: str) -> Order | None:
        if number not in self._by_number:
            self._by_number[number] = self._orders.find_order(number)
        return self._by_number[number]

    def find_order_by_tracking(self, tracking_number: str) -> Order | None:
        return self._orders.find_order_by_tracking(tracking_number)

    def orders_of(self, customer: str) -> tuple[Order, ...]:
        if customer not in self._by_customer:
            found = self._orders.orders_of(customer)
            self._by_customer[customer] = found
            self._by_number.update((order.number, order) for order in found)
        return self._by_customer[customer]

    def find_customer(self, customer: str) -> Customer | None:
        if customer not in self._customers:
            self._customers[customer] = self._orders.find_customer(customer)
        return self._customers[customer]

    def seller_names(self, sellers: Sequence[str]) -> dict[str, Name]:
        return self._orders.seller_names(sellers)

    def find_products(self, skus: Sequence[str]) -> dict[str, Product]:
        new = [sku for sku in skus if sku not in self._products]
        if new:
            found = self._orders.find_products(new)
            self._products.update((sku, found.get(sku)) for sku in new)
        known = ((sku, self._products[sku]) for sku in skus)
        return {sku: product for sku, product in known if product is not None}

    def find_variants(self, skus: Sequence[str]) -> dict[str, Product]:
        found = self._orders.find_variants(skus)
        self._products.update(found)
        return found

    def refund(
        self,
        number: str,
        payment: str,
        amount: Decimal,
        status: RefundStatus,
        at: datetime,
        reason: str,
        key: str,
    ) -> Refund:
        return self._write(
            lambda: self._orders.refund(number, payment, amount, status, at, reason, key)
        )

    def settle_refund(
        self, number: str, refund: str, status: RefundStatus, at: datetime, key: str
    ) -> Refund:
        return self._write(lambda: self._orders.settle_refund(number, refund, status, at, key))

    def change_address(self, number: str, address: Address, key: str) -> Order:
        return self._write(lambda: self._orders.change_address(number, address, key))

    def cancel(self, number: str, cancellation: Cancellation, key: str) -> Order:
        return self._write(lambda: self._orders.cancel(number, cancellation, key))

    def confirm(self, number: str, at: datetime, key: str) -> Order:
        return self._write(lambda: self._orders.confirm(number, at, key))

    def reschedule(
        self, number: str, slot: DeliverySlot | None, pickup_point: str | None, key: str
    ) -> Order:
        return self._write(lambda: self._orders.reschedule(number, slot, pickup_point, key))

    def place(self, new: NewOrder, key: str) -> Order:
        return self._write(lambda: self._orders.place(new, key))

    def add_claim(self, number: str, claim: Claim, key: str) -> Order:
        return self._write(lambda: self._orders.add_claim(number, claim, key))

    def _write(self, write: Callable[[], Answer]) -> Answer:
        try:
            return write()
        finally:
            self.forget()

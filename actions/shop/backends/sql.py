"""The embedded shop: orders in SQLite or PostgreSQL. Commits nothing; the unit of work does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from actions.shop import tables
from actions.shop.backends import placing, repairs, returning
from actions.shop.backends.base import NewOrder, NotThere
from actions.shop.backends.once import once
from actions.shop.backends.reading import (
    among,
    customer_of,
    read_orders,
    read_products,
    rows_among,
    skus_of_same_name,
)
from actions.shop.backends.writing import claim_row, insert_row
from actions.shop.order import (
    Address,
    Cancellation,
    CancelledBy,
    CancelReason,
    Claim,
    Customer,
    DeliverySlot,
    Name,
    Order,
    OrderStatus,
    Product,
    Refund,
    RefundStatus,
)

_CUSTOMER = among(tables.customers.c.id)
_BY_NUMBER = among(tables.orders.c.number)
_NEWEST_FIRST = among(
    tables.orders.c.customer,
    tables.orders.c.placed_at.is_(None),
    tables.orders.c.placed_at.desc(),
    tables.orders.c.number,
)


class SqlOrders:
    """The port of `backends.base` over the tables of the shop, in the transaction of `session`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find_order(self, number: str) -> Order | None:
        heads = rows_among(self._session, _BY_NUMBER, [number])
        found = read_orders(self._session, heads)
        return found[0] if found else None

    def find_order_by_tracking(self, tracking_number: str) -> Order | None:
        # An empty tracking number means "none yet", which no two parcels have in common.
        if not tracking_number:
            return None
        column = tables.shipments.c.tracking_number
        query = select(tables.shipments.c.order_number).where(column == tracking_number)
        number = self._session.execute(query.order_by("order_number").limit(1)).scalar()
        return None if number is None else self.find_order(number)

    def orders_of(self, customer: str) -> tuple[Order, ...]:
        heads = rows_among(self._session, _NEWEST_FIRST, [customer])
        return read_orders(self._session, heads)

    def find_customer(self, customer: str) -> Customer | None:
        rows = rows_among(self._session, _CUSTOMER, [customer])
        return customer_of(rows[0]) if rows else None

    def seller_names(self, sellers: Sequence[str]) -> dict[str, Name]:
        named = select(tables.sellers).where(tables.sellers.c.id.in_(sellers))
        return {r.id: Name(r.name_zh, r.name_en) for r in self._session.execute(named)}

    def find_products(self, skus: Sequence[str]) -> dict[str, Product]:
        return read_products(self._session, skus)

    def find_variants(self, skus: Sequence[str]) -> dict[str, Product]:
        return read_products(self._session, skus_of_same_name(self._session, skus))

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
        def write() -> dict[str, Any]:
            refund = Refund("", payment, amount, status, at, reason)
            return {"refund": returning.add(self._session, self._locked(number), refund)}

        # One remedy may give money back on several payments, each of them once.
        answer = once(self._session, f"refund:{payment}", number, key, write)
        return self._refund(number, answer["refund"])

    def settle_refund(
        self, number: str, refund: str, status: RefundStatus, at: datetime, key: str
    ) -> Refund:
        def write() -> dict[str, Any]:
            self._locked(number)
            returning.settle(self._session, self._refund(number, refund), number, status, at)
            return {}

        once(self._session, f"settle_refund:{refund}", number, key, write)
        return self._refund(number, refund)

    def change_address(self, number: str, address: Address, key: str) -> Order:
        def write() -> dict[str, Any]:
            repairs.put_address(self._session, self._locked(number), address)
            return {}

        once(self._session, "change_address", number, key, write)
        return self._there(number)

    def cancel(self, number: str, cancellation: Cancellation, key: str) -> Order:
        def write() -> dict[str, Any]:
            order = self._locked(number)
            if order.status is not OrderStatus.CANCELLED:
                placing.give_stock_back(self._session, order)
                self._change(
                    number,
                    status=OrderStatus.CANCELLED.value,
                    cancelled_by=cancellation.by.value,
                    cancelled_reason=cancellation.reason.value,
                    cancelled_at=cancellation.at,
                )
            return {}

        once(self._session, "cancel", number, key, write)
        return self._there(number)

    def confirm(self, number: str, at: datetime, key: str) -> Order:
        def write() -> dict[str, Any]:
            if self._locked(number).status is OrderStatus.PLACED:
                self._change(number, status=OrderStatus.CONFIRMED.value, confirmed_at=at)
            return {}

        once(self._session, "confirm", number, key, write)
        return self._there(number)

    def reschedule(
        self, number: str, slot: DeliverySlot | None, pickup_point: str | None, key: str
    ) -> Order:
        def write() -> dict[str, Any]:
            repairs.put_slot(self._session, self._locked(number), slot, pickup_point)
            return {}

        once(self._session, "reschedule", number, key, write)
        return self._there(number)

    def place(self, new: NewOrder, key: str) -> Order:
        def write() -> dict[str, Any]:
            if self.find_customer(new.customer) is None:
                raise NotThere(f"customer {new.customer}")
            if new.instead_of:
                self.cancel(new.instead_of, _made_way(new), key)
            return {"order": placing.place(self._session, new)}

        return self._there(once(self._session, "place", "", key, write)["order"])

    def add_claim(self, number: str, claim: Claim, key: str) -> Order:
        def write() -> dict[str, Any]:
            claims = self._locked(number).claims
            taken = {known.id for known in claims}
            free = claim.id if claim.id not in taken else f"{claim.id}-{len(claims) + 1}"
            row = claim_row(number, len(claims), replace(claim, id=free))
            insert_row(self._session, tables.claims, row)
            return {}

        once(self._session, "add_claim", number, key, write)
        return self._there(number)

    def _there(self, number: str) -> Order:
        order = self.find_order(number)
        if order is None:
            raise NotThere(f"order {number}")
        return order

    def _locked(self, number: str) -> Order:
        """The order, which nobody else changes before this transaction ends."""
        head = tables.orders.c.number
        self._session.execute(select(head).where(head == number).with_for_update())
        return self._there(number)

    def _refund(self, number: str, refund: str) -> Refund:
        for known in self._there(number).refunds:
            if known.id == refund:
                return known
        raise NotThere(f"refund {refund} of order {number}")

    def _change(self, number: str, **values: Any) -> None:
        self._session.execute(
            update(tables.orders).where(tables.orders.c.number == number).values(**values)
        )


def _made_way(new: NewOrder) -> Cancellation:
    return Cancellation(CancelledBy.CUSTOMER, CancelReason.SHOPPER_REQUEST, new.at)

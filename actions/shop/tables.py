"""The tables of the shop's room: orders as the embedded shop keeps them, access, the ledger."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timezone
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

from actions.shop.order import Address

metadata = MetaData()


class Money(TypeDecorator[Decimal]):
    """A decimal amount of at most two places, kept as whole hundredths."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> int | None:
        return None if value is None else int(value.scaleb(2))

    def process_result_value(self, value: int | None, dialect: Any) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept as UTC without a zone so that every database keeps it alike."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return None if value is None else value.astimezone(timezone.utc).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        return None if value is None else value.replace(tzinfo=timezone.utc)


# --- who may see what ---------------------------------------------------------------------------

access = Table(
    "access",
    metadata,
    Column("conversation", String(64), primary_key=True),
    Column("customer", String(128), nullable=False),
    Column("until", Instant, nullable=False),
)

proven_orders = Table(
    "proven_orders",
    metadata,
    Column("conversation", String(64), primary_key=True),
    Column("number", String(64), primary_key=True),
    Column("proof", String(320), nullable=False),
    Column("until", Instant, nullable=False),
)

wrong_proofs = Table(
    "wrong_proofs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(64), nullable=False, index=True),
    Column("number", String(64), nullable=False, index=True),
    Column("at", Instant, nullable=False),
)

# --- what was shown for a yes, and what was done --------------------------------------------------

proposals = Table(
    "proposals",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation", String(64), nullable=False, index=True),
    Column("order_number", String(64), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("wish", JSON, nullable=False),
    Column("effect", JSON, nullable=False),
    Column("at", Instant, nullable=False),
    Column("until", Instant, nullable=False),
)

remedies = Table(
    "remedies",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("proposal", String(32), nullable=True),
    Column("conversation", String(64), nullable=True, index=True),
    Column("customer", String(128), nullable=False, index=True),
    Column("order_number", String(64), nullable=False, index=True),
    Column("kind", String(32), nullable=False),
    Column("status", String(16), nullable=False, index=True),
    Column("at", Instant, nullable=False, index=True),
    Column("by", String(16), nullable=False),
    Column("wish", JSON, nullable=False),
    Column("detail", JSON, nullable=False),
    UniqueConstraint("proposal", name="one_remedy_per_proposal"),
)

remedy_events = Table(
    "remedy_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("remedy", String(32), ForeignKey("remedies.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("by", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("note", String(1000), nullable=False, default=""),
)

# --- how the help was ---------------------------------------------------------------------------

ratings = Table(
    "ratings",
    metadata,
    Column("conversation", String(64), primary_key=True),
    Column("score", Integer, nullable=True),
    Column("comment", String(1000), nullable=False),
    Column("at", Instant, nullable=False),
)

# --- the embedded shop ----------------------------------------------------------------------------

# What holds for the whole shop, such as its `timezone`.
shop_info = Table(
    "shop_info",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", String(200), nullable=False),
)

sellers = Table(
    "sellers",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name_zh", String(200), nullable=False),
    Column("name_en", String(200), nullable=False),
)

products = Table(
    "products",
    metadata,
    Column("sku", String(64), primary_key=True),
    Column("name_zh", String(200), nullable=False),
    Column("name_en", String(200), nullable=False),
    Column("options", JSON, nullable=False),
    Column("similar", JSON, nullable=False),
)

product_offers = Table(
    "product_offers",
    metadata,
    Column("sku", ForeignKey("products.sku"), primary_key=True),
    Column("seller", ForeignKey("sellers.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("price", Money, nullable=False),
    Column("stock", Integer, nullable=False),
    Column("ships_in_days", Integer, nullable=True),
    Column("restock_at", Instant, nullable=True),
    CheckConstraint("stock >= 0", name="stock_is_never_below_zero"),
)

customers = Table(
    "customers",
    metadata,
    Column("id", String(128), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("email", String(320), nullable=True, index=True),
    Column("phone", String(64), nullable=True, index=True),
    Column("locale", String(2), nullable=False),
    Column("timezone", String(64), nullable=True),
    Column("notices", Boolean, nullable=False),
)

orders = Table(
    "orders",
    metadata,
    Column("number", String(64), primary_key=True),
    Column("customer", ForeignKey("customers.id"), nullable=False),
    Column("status", String(16), nullable=False, index=True),
    Column("currency", String(3), nullable=False),
    Column("total", Money, nullable=False),
    Column("shipping_fee", Money, nullable=False),
    Column("discount", Money, nullable=False),
    Column("placed_at", Instant, nullable=True),
    Column("confirmed_at", Instant, nullable=True),
    Column("packed_at", Instant, nullable=True),
    Column("ship_by", Instant, nullable=True),
    # False where the checkout never asks for a phone: then none is missing.
    Column("phone_asked", Boolean, nullable=False),
    Column("cancelled_by", String(16), nullable=True),
    Column("cancelled_reason", String(32), nullable=True),
    Column("cancelled_at", Instant, nullable=True),
    Index("orders_of_customer", "customer", "placed_at"),
)


def _of_order() -> Column[Any]:
    return Column("order_number", ForeignKey("orders.number"), primary_key=True)


def _position() -> Column[Any]:
    return Column("position", Integer, nullable=False)


order_lines = Table(
    "order_lines",
    metadata,
    _of_order(),
    Column("position", Integer, primary_key=True),
    Column("sku", String(64), nullable=False),
    Column("name_zh", String(200), nullable=False),
    Column("name_en", String(200), nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("unit_price", Money, nullable=False),
    Column("seller", ForeignKey("sellers.id"), nullable=False),
    # How many were taken out of the seller's stock for this line.
    Column("reserved", Integer, nullable=False),
)

order_addresses = Table(
    "order_addresses",
    metadata,
    _of_order(),
    Column("position", Integer, primary_key=True),
    *(Column(part.name, String(500), nullable=False) for part in fields(Address)),
)

payments = Table(
    "payments",
    metadata,
    _of_order(),
    Column("id", String(128), primary_key=True),
    _position(),
    Column("method", String(64), nullable=False),
    Column("amount", Money, nullable=False),
    Column("status", String(16), nullable=False),
    Column("failure", String(64), nullable=True),
    Column("at", Instant, nullable=True),
)

refunds = Table(
    "refunds",
    metadata,
    _of_order(),
    Column("id", String(128), primary_key=True),
    _position(),
    Column("payment", String(128), nullable=False),
    Column("amount", Money, nullable=False),
    Column("status", String(16), nullable=False),
    Column("at", Instant, nullable=True),
    Column("reason", String(1000), nullable=True),
    Column("reference", String(128), nullable=True),
    ForeignKeyConstraint(
        ["order_number", "payment"],
        ["payments.order_number", "payments.id"],
        name="refund_of_a_payment",
    ),
)

shipments = Table(
    "shipments",
    metadata,
    _of_order(),
    Column("id", String(128), primary_key=True),
    _position(),
    Column("carrier", String(64), nullable=False),
    Column("tracking_number", String(64), nullable=False, index=True),
    Column("status", String(24), nullable=False),
    Column("exception", String(24), nullable=True),
    Column("promised_at", Instant, nullable=True),
    Column("delivered_at", Instant, nullable=True),
    Column("slot_date", Date, nullable=True),
    Column("slot_from", Time, nullable=True),
    Column("slot_to", Time, nullable=True),
    Column("pickup_point", String(500), nullable=True),
    Column("signed_by", String(200), nullable=True),
    Column("signed_place", String(500), nullable=True),
)

tracking_events = Table(
    "tracking_events",
    metadata,
    Column("order_number", String(64), primary_key=True),
    Column("shipment", String(128), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("at", Instant, nullable=True),
    Column("code", String(24), nullable=False),
    Column("place", String(500), nullable=False),
    ForeignKeyConstraint(
        ["order_number", "shipment"],
        ["shipments.order_number", "shipments.id"],
        name="event_of_a_shipment",
    ),
)

claims = Table(
    "claims",
    metadata,
    _of_order(),
    Column("id", String(128), primary_key=True),
    _position(),
    Column("kind", String(24), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Instant, nullable=True),
    Column("status", String(24), nullable=False),
    Column("lines", JSON, nullable=False),
)

# One row for each write that was done, so that the same write done again changes nothing.
write_keys = Table(
    "write_keys",
    metadata,
    Column("key", String(300), primary_key=True),
    Column("order_number", String(64), nullable=False),
    Column("answer", JSON, nullable=False),
)

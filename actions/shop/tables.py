"""The tables of the shop's room: orders as the embedded shop keeps them, access, proposals, the ledger."""

from __future__ import annotations

from datetime import datetime, timezone
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

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

# --- the embedded shop ----------------------------------------------------------------------------

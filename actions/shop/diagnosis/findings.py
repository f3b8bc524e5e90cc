"""What a finding is and what is needed for one. How one comes to it is in the other files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone, tzinfo
from typing import Any

from actions.shop.order import Order, Word


class FindingKind(Word):
    PAYMENT_FAILED = "payment_failed"
    PAYMENT_PENDING = "payment_pending"
    PAYMENT_NOT_CONFIRMED = "payment_not_confirmed"
    CHARGED_TWICE = "charged_twice"
    ADDRESS_INVALID = "address_invalid"
    ADDRESS_AMBIGUOUS = "address_ambiguous"
    NOT_SHIPPED_LATE = "not_shipped_late"
    OUT_OF_STOCK = "out_of_stock"
    PARCEL_DELAYED = "parcel_delayed"
    PARCEL_STUCK = "parcel_stuck"
    DELIVERY_FAILED = "delivery_failed"
    DELIVERED_NOT_RECEIVED = "delivered_not_received"
    ITEM_PROBLEM = "item_problem"
    DELIVERY_DISPUTE = "delivery_dispute"
    AUTO_CANCELLED = "auto_cancelled"
    CUSTOMER_CANCELLED = "customer_cancelled"
    DUPLICATE_ORDER = "duplicate_order"
    REFUND_LATE = "refund_late"
    DATA_CONFLICT = "data_conflict"
    NOTHING_WRONG = "nothing_wrong"


class Cause(Word):
    """Where it comes from. Only a finding that nothing is wrong has none."""

    CUSTOMER = "customer"
    SYSTEM = "system"
    SELLER = "seller"
    CARRIER = "carrier"
    EXTERNAL = "external"


@dataclass(frozen=True)
class Finding:
    """One thing found. `since` is when it began, if the facts say so.

    `detail` can be written as JSON and holds what the sentences need; its keys are named where each
    kind is found. Amounts in it are decimal strings, instants ISO 8601.
    """

    kind: FindingKind
    cause: Cause | None
    since: datetime | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Limits:
    """The numbers diagnosis needs, from policy.yml.

    `confirm_after_minutes`: a captured payment is confirmed within these.
    `payment_wait_minutes`: a pending payment is decided within these.
    `stuck_after_days`: a parcel that is silent so long is stuck.
    `duplicate_within_minutes`: the same goods ordered again within these are a duplicate.
    `refund_within_business_days`: a refund has arrived within these (Monday to Friday).
    `severity`: every kind of finding once, the most serious first.
    """

    confirm_after_minutes: int
    payment_wait_minutes: int
    stuck_after_days: int
    duplicate_within_minutes: int
    refund_within_business_days: int
    severity: tuple[FindingKind, ...]


@dataclass(frozen=True)
class Context:
    """What is known around an order: stock left by (sku, seller), and the customer's other orders.

    `restock` says when a seller has it again, `zone` in which time zone delivery slots are meant.
    """

    stock: Mapping[tuple[str, str], int]
    siblings: tuple[Order, ...]
    limits: Limits
    restock: Mapping[tuple[str, str], datetime] = field(default_factory=dict)
    zone: tzinfo = timezone.utc

"""One unit of work at the shop: its orders, its rules, its time, and one short transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.shop.backends.base import Orders
from actions.shop.policy import Policy


@dataclass(frozen=True)
class Shop:
    session: Session
    orders: Orders
    policy: Policy
    now: datetime

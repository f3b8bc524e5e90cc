"""What a conversation test says: its steps and what is expected, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from actions.shop.order import Word


class Act(Word):
    """What happens in a step. The value of each is what `Step.value` holds."""

    USER = "user"  # str, the text
    BUTTON = "button"  # str, a title or a number from 1
    FORM = "form"  # {"type": str, "values": {...}}
    UPLOAD = "upload"  # Path
    WAIT = "wait"  # timedelta
    SHOP = "shop"  # {order number: {what changes}}
    SIGN_IN = "sign_in"  # str, a customer id
    LOCALE = "locale"  # "zh" or "en"
    BURST = "burst"  # tuple[str, ...]
    STAFF = "staff"  # "approve", "approve 90.00", "refuse" or what the person writes


# What needs the database or the clock of the instance, which only a private instance gives.
BEHIND_THE_SCENES = frozenset({Act.WAIT, Act.SHOP, Act.STAFF})


@dataclass(frozen=True)
class Step:
    act: Act
    value: Any
    says: tuple[str, ...] = ()
    never_says: tuple[str, ...] = ()
    handled_by: str | None = None

    def __str__(self) -> str:
        value = self.value
        if isinstance(value, timedelta):
            value = f"{value.total_seconds():g}s"
        return f"{self.act}: {value}"

    @property
    def expects_something(self) -> bool:
        return bool(self.says or self.never_says or self.handled_by)


@dataclass(frozen=True)
class Conversation:
    """One conversation. `orders` is a file of orders, a document of the same shape, or nothing."""

    file: Path
    name: str
    steps: tuple[Step, ...]
    orders: Path | Mapping[str, Any] | None = None
    customer: str | None = None
    after: Mapping[str, Any] | None = None
    new_orders: tuple[Any, ...] | None = None

    def __str__(self) -> str:
        return f"{self.file}: {self.name}"

    @property
    def needs_private_instance(self) -> bool:
        acts = {step.act for step in self.steps}
        return bool(
            self.orders is not None
            or self.after
            or self.new_orders is not None
            or acts & BEHIND_THE_SCENES
        )

"""What a detail is: where it is kept, how it is read from a message, how it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from actions.shop.order import Order
from actions.shop.shop import Shop
from actions.turn import Turn


@dataclass(frozen=True)
class Detail:
    """`key` in the draft of the case; `read` answers None where the text does not name it.

    `ask` is told whether it was asked for before and the answer did not fit.
    """

    key: str
    read: Callable[[Shop, Turn, Order, str], Any]
    ask: Callable[[Shop, Turn, Order, bool], None]

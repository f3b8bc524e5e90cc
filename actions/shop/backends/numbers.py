"""New order numbers, in the pattern of the shop the customer orders from."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import date

DEFAULT_PREFIX = "LK"
_TRIES = 50


def new_number(like: str | None, today: date, is_taken: Callable[[str], bool]) -> str:
    """A number that is not taken: shaped like `like`, else `LK`, the day and four digits.

    Twelve and more digits after a prefix are read as a day and a number of that day; fewer are all
    drawn. Once hardly any are free one more digit is used.
    """
    prefix, digits = _shape(like)
    if digits >= 12:
        prefix, digits = prefix + today.strftime("%Y%m%d"), digits - 8
    while True:
        for _ in range(_TRIES):
            number = f"{prefix}{secrets.randbelow(10**digits):0{digits}d}"
            if not is_taken(number):
                return number
        digits += 1


def _shape(like: str | None) -> tuple[str, int]:
    """What stands before the digits at the end, and how many these are."""
    match = re.fullmatch(r"(.*?)([0-9]+)", like or "", flags=re.DOTALL)
    if match is None:
        return (like or DEFAULT_PREFIX), 12
    return match[1], len(match[2])

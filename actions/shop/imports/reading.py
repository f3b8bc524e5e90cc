"""Single values of an order file, each with the path it stands at. Knows nothing of orders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from actions.shop.order import Name, Word

AnyWord = TypeVar("AnyWord", bound=Word)

MOST_MONEY = Decimal("9999999999.99")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}
_ISO = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?([Zz]|[+-]\d\d:?\d\d)", re.ASCII
)


class BadValue(Exception):
    """The first value of a file that cannot be used: where it stands, and why."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


@dataclass(frozen=True)
class Today:
    """The instant and the zone that relative dates are counted from."""

    now: datetime
    zone: ZoneInfo


class Fields:
    """A JSON object and its path. Each key is asked for once; `done` refuses what nobody wanted.

    Absent and null are the same. Every method raises BadValue.
    """

    def __init__(self, value: Any, path: str, today: Today) -> None:
        if not isinstance(value, dict):
            raise BadValue(path or "file", f"must be an object, not {shown(value)}")
        self.path = path
        self.today = today
        self._left = dict(value)

    def done(self) -> None:
        for key in self._left:
            raise BadValue(self.at(key), "unknown key")

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def left(self) -> list[str]:
        """The keys nobody asked for yet."""
        return list(self._left)

    def take(self, key: str) -> Any:
        return self._left.pop(key, None)

    def needed(self, key: str) -> Any:
        value = self.take(key)
        if value is None:
            raise BadValue(self.at(key), "is missing")
        return value

    def text(self, key: str, most: int) -> str:
        return filled(self.needed(key), self.at(key), most)

    def maybe_text(self, key: str, most: int) -> str | None:
        """None where absent; may be empty."""
        value = self.take(key)
        return None if value is None else clean(value, self.at(key), most)

    def word(self, key: str, words: type[AnyWord]) -> AnyWord:
        return one_of(self.needed(key), self.at(key), words)

    def maybe_word(self, key: str, words: type[AnyWord]) -> AnyWord | None:
        value = self.take(key)
        return None if value is None else one_of(value, self.at(key), words)

    def money(self, key: str) -> Decimal:
        return money(self.needed(key), self.at(key))

    def maybe_money(self, key: str) -> Decimal:
        """Nothing where absent."""
        value = self.take(key)
        return Decimal(0) if value is None else money(value, self.at(key))

    def whole(self, key: str, least: int, most: int) -> int:
        return whole(self.needed(key), self.at(key), least, most)

    def maybe_whole(self, key: str, least: int, most: int) -> int | None:
        value = self.take(key)
        return None if value is None else whole(value, self.at(key), least, most)

    def maybe_flag(self, key: str, otherwise: bool) -> bool:
        value = self.take(key)
        if value is None:
            return otherwise
        if not isinstance(value, bool):
            raise BadValue(self.at(key), f"must be true or false, not {shown(value)}")
        return value

    def instant(self, key: str) -> datetime | None:
        value = self.take(key)
        return None if value is None else instant(value, self.at(key), self.today.now)

    def date(self, key: str) -> date:
        return day(self.needed(key), self.at(key), self.today)

    def time(self, key: str) -> time:
        return clock_time(self.needed(key), self.at(key))

    def name(self, key: str, otherwise: Name | None = None) -> Name:
        """A name in both languages, or one text for both; `otherwise` where absent."""
        value = self.take(key) if otherwise else self.needed(key)
        if value is None and otherwise is not None:
            return otherwise
        if isinstance(value, str):
            text = filled(value, self.at(key), 200)
            return Name(text, text)
        both = Fields(value, self.at(key), self.today)
        name = Name(both.text("zh", 200), both.text("en", 200))
        both.done()
        return name

    def object(self, key: str) -> Fields | None:
        value = self.take(key)
        return None if value is None else Fields(value, self.at(key), self.today)

    def list(self, key: str) -> list[tuple[str, Any]]:
        """The values with their paths; none where absent."""
        value = self.take(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise BadValue(self.at(key), f"must be a list, not {shown(value)}")
        return [(f"{self.at(key)}[{place}]", item) for place, item in enumerate(value)]

    def objects(self, key: str) -> Iterator[Fields]:
        return (Fields(item, path, self.today) for path, item in self.list(key))


def clean(value: Any, path: str, most: int) -> str:
    if not isinstance(value, str):
        raise BadValue(path, f"must be text, not {shown(value)}")
    if len(value) > most:
        raise BadValue(path, f"is longer than {most} characters")
    if "\0" in value or any("\ud800" <= mark <= "\udfff" for mark in value):
        raise BadValue(path, "holds a character that is none")
    return value


def filled(value: Any, path: str, most: int) -> str:
    text = clean(value, path, most)
    if not text.strip():
        raise BadValue(path, "must not be empty")
    return text


def one_of(value: Any, path: str, words: type[AnyWord]) -> AnyWord:
    for word in words:
        if isinstance(value, str) and value == word.value:
            return word
    allowed = ", ".join(word.value for word in words)
    raise BadValue(path, f"must be one of {allowed}, not {shown(value)}")


def money(value: Any, path: str) -> Decimal:
    """A decimal string of at most two places, such as "199.00"; not negative."""
    fitting = isinstance(value, str) and re.fullmatch(r"\d{1,20}(\.\d{1,2})?", value, re.ASCII)
    if not fitting:
        raise BadValue(path, f'must be an amount such as "199.00", not {shown(value)}')
    amount = Decimal(value)
    if amount > MOST_MONEY:
        raise BadValue(path, f"must be at most {MOST_MONEY}, not {value}")
    return amount.quantize(Decimal("0.01"))


def whole(value: Any, path: str, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise BadValue(path, f"must be a whole number from {least} to {most}, not {shown(value)}")
    return value


def instant(value: Any, path: str, now: datetime) -> datetime:
    """ISO 8601 with an offset, or `-3d`, `+2h`, `-30m` from now."""
    try:
        if isinstance(value, str) and _ISO.fullmatch(value):
            return datetime.fromisoformat(_python_iso(value)).astimezone(timezone.utc)
        moved = relative(value)
        if moved is not None:
            return now + moved
    except (ValueError, OverflowError):
        pass
    wanted = 'an instant with offset such as "2026-11-20T10:00:00+08:00", or "-3d", "+2h"'
    raise BadValue(path, f"must be {wanted}, not {shown(value)}")


def relative(value: Any) -> timedelta | None:
    match = isinstance(value, str) and re.fullmatch(r"([+-]\d{1,7})([dhm])", value, re.ASCII)
    return timedelta(**{_UNITS[match[2]]: int(match[1])}) if match else None


def day(value: Any, path: str, today: Today) -> date:
    """`2026-11-20`, or `+1d` from today in the shop's zone."""
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            return date.fromisoformat(value)
        moved = relative(value)
        if moved is not None:
            return (today.now + moved).astimezone(today.zone).date()
    except (ValueError, OverflowError):
        pass
    raise BadValue(path, f'must be a day such as "2026-11-20", not {shown(value)}')


def clock_time(value: Any, path: str) -> time:
    if isinstance(value, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value, re.ASCII):
        return time.fromisoformat(value)
    raise BadValue(path, f'must be a time such as "09:00", not {shown(value)}')


def shown(value: Any) -> str:
    """A value short and printable, as it stands in a complaint."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    text = ascii(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _python_iso(value: str) -> str:
    text = value.upper().replace("Z", "+00:00")
    if re.search(r"[+-]\d{4}$", text):
        text = text[:-2] + ":" + text[-2:]
    fraction = re.search(r"\.(\d+)", text)
    if fraction:
        text = text.replace(fraction[0], "." + fraction[1].ljust(6, "0"))
    return text

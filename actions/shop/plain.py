"""Frozen values as plain JSON and back, by their declared types. Knows no table and no decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from actions.shop.order import DeliverySlot

Value = TypeVar("Value")

# A delivery slot is written the way order files write it.
SLOT_NAMES = {"start": "from", "end": "to"}


def to_plain(value: Any) -> Any:
    """The value as JSON knows it. Fields that have their default are left out."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if is_dataclass(value):
        return _fields_of(value)
    return value


def from_plain(kind: type[Value], plain: Any) -> Value:
    """The value of this type that `to_plain` wrote. Raises ValueError, TypeError or KeyError."""
    return cast(Value, _read(kind, plain))


def _fields_of(value: Any) -> dict[str, Any]:
    names = SLOT_NAMES if isinstance(value, DeliverySlot) else {}
    return {
        names.get(f.name, f.name): to_plain(getattr(value, f.name))
        for f in fields(value)
        if f.default is MISSING or getattr(value, f.name) != f.default
    }


def _read(kind: Any, plain: Any) -> Any:
    if get_origin(kind) in (Union, UnionType):
        (inner,) = (k for k in get_args(kind) if k is not type(None))
        return None if plain is None else _read(inner, plain)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in plain)
    if is_dataclass(kind):
        return _read_fields(kind, plain)
    if kind in (date, datetime, time):
        return kind.fromisoformat(plain)
    return kind(plain)


def _read_fields(kind: Any, plain: Mapping[str, Any]) -> Any:
    names = SLOT_NAMES if kind is DeliverySlot else {}
    types = _types(kind)
    given = {f.name: names.get(f.name, f.name) for f in fields(kind)}
    return kind(**{n: _read(types[n], plain[key]) for n, key in given.items() if key in plain})


@lru_cache(maxsize=64)
def _types(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)

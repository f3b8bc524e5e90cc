"""The bytes of an order file as JSON values. Numbers with a point stay exact decimals."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn

from actions.shop.imports.reading import BadValue


def read_json(content: bytes) -> Any:
    """The value in the file. Raises BadValue for all that is no strict JSON in UTF-8."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadValue("file", f"is not UTF-8 at byte {error.start}") from error
    try:
        return json.loads(
            text,
            parse_float=Decimal,
            parse_int=_whole,
            parse_constant=_refused,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        raise BadValue("file", f"is not JSON: {error.msg} ({place})") from error
    except RecursionError as error:
        raise BadValue("file", "is nested too deep") from error


def _whole(text: str) -> int:
    # Python refuses to read very long numbers with an error of its own.
    if len(text) > 30:
        raise BadValue("file", f"holds the number {text[:30]}..., which is too long")
    return int(text)


def _refused(name: str) -> NoReturn:
    raise BadValue("file", f"is not JSON: {name} is no number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise BadValue("file", f"holds an object with the key {twice!a} twice")
    return found

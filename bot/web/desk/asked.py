"""What a request asks for in its address: read and checked. Raises Refused with 422."""

from __future__ import annotations

from datetime import date, datetime, time, timezone

from starlette.requests import Request

from bot.text import clean
from bot.web.errors import Refused

LARGEST = 2**31 - 1
LONGEST = 200


def instant_of(request: Request, name: str) -> datetime | None:
    """An instant such as `2026-11-18T12:00:00Z`, or a day, which begins at midnight UTC."""
    given = request.query_params.get(name)
    if not given:
        return None
    try:
        if len(given) == len("2026-11-18"):
            return datetime.combine(date.fromisoformat(given), time(), timezone.utc)
        at = datetime.fromisoformat(given.replace("Z", "+00:00").replace(" ", "+"))
    except ValueError:
        raise _bad(name, "an instant such as 2026-11-18T12:00:00Z, or a day") from None
    return at if at.tzinfo is not None else at.replace(tzinfo=timezone.utc)


def number_of(request: Request, name: str, most: int = LARGEST) -> int | None:
    given = request.query_params.get(name)
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and int(given[:11]) <= most):
        raise _bad(name, f"a whole number up to {most}")
    return int(given)


def text_of(request: Request, name: str) -> str | None:
    """What is looked for, of at most 200 characters."""
    given = clean(request.query_params.get(name) or "")
    if len(given) > LONGEST:
        raise _bad(name, f"a text of at most {LONGEST} characters")
    return given or None


def _bad(name: str, what: str) -> Refused:
    return Refused(422, "invalid", f"`{name}` must be {what}.")

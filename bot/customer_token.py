"""Customer tokens: how a shop's site tells the chat who is signed in. JWT, HS256."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import jwt
from jwt.types import Options

LONGEST = timedelta(hours=24)
# The shop's clock may be a little ahead of ours.
LEEWAY = timedelta(minutes=1)


@dataclass(frozen=True)
class SignedIn:
    """The customer a token names, and until when it holds."""

    customer: str
    until: datetime


@dataclass(frozen=True)
class BadToken:
    """Why a token does not count, in words for the one who built the shop's site."""

    why: str


def make_token(key: str, customer: str, now: datetime, valid: timedelta = LONGEST) -> str:
    """A token for `customer`, valid from `now` for at most 24 hours."""
    until = now + min(valid, LONGEST)
    return str(jwt.encode({"sub": customer, "exp": int(until.timestamp())}, key, algorithm="HS256"))


def read_token(key: str, token: str, now: datetime) -> SignedIn | BadToken:
    """Whom `token` names, if it is signed with `key`, not over, and not made for too long."""
    # The time is judged here and not by the library, which knows another clock than ours.
    options: Options = {"require": ["exp", "sub"], "verify_exp": False, "verify_iat": False}
    try:
        claims = jwt.decode(token, key, algorithms=["HS256"], options=options)
        until = datetime.fromtimestamp(float(claims["exp"]), timezone.utc)
    except (jwt.PyJWTError, ValueError, TypeError, OverflowError, OSError) as error:
        return BadToken(f"The customer token cannot be read: {error}")
    customer = claims["sub"]
    if not isinstance(customer, str) or not customer:
        return BadToken("The customer token names no customer in `sub`.")
    if until <= now:
        return BadToken("The customer token has expired.")
    if until > now + LONGEST + LEEWAY:
        return BadToken("The customer token is valid for longer than 24 hours.")
    return SignedIn(customer, until)

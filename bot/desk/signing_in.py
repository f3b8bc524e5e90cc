"""Signing in at the desk: sessions that end, and a lock after wrong passwords."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, insert, select, update

from bot.conversations.database import Store
from bot.desk.accounts import Presence, Staff, as_staff, is_password_of
from bot.desk.audit import What, record
from bot.desk.tables import LONGEST_NAME, staff, staff_sessions, wrong_passwords

# A session ends when it is not used for so long, and in any case after so many days.
UNUSED = timedelta(hours=12)
LONGEST = timedelta(days=7)
# It is not written down at every use that it was used.
NOTED_EVERY = timedelta(minutes=1)
WRONG_PASSWORDS = 5
LOCK = timedelta(minutes=15)


@dataclass(frozen=True)
class SignedIn:
    """`token` opens the session; `csrf` must come beside it with whatever changes something."""

    staff: Staff
    token: str

    @property
    def csrf(self) -> str:
        return csrf_of(self.token)


@dataclass(frozen=True)
class WrongPassword:
    """No such name, no such password, or an account that is disabled: all look alike."""


@dataclass(frozen=True)
class Locked:
    """Too many wrong passwords for this name: none is looked at before so many seconds."""

    seconds: int


def sign_in(store: Store, name: str, password: str) -> SignedIn | WrongPassword | Locked:
    """A new session, if name and password fit. Takes its time, as a password must."""
    checked = check_password(store, name, password)
    return _open(store, checked) if isinstance(checked, Staff) else checked


def check_password(store: Store, name: str, password: str) -> Staff | WrongPassword | Locked:
    """Whose name and password these are. Every wrong one counts, and five lock the name."""
    name = name[:LONGEST_NAME]
    tries = _count_a_try(store, name)
    if isinstance(tries, Locked):
        return tries
    query = select(staff).where(staff.c.name == name)
    with store.read() as connection:
        row = connection.execute(query).mappings().first()
    fits = is_password_of(row["password_hash"] if row is not None else None, password)
    wrong = row is None or not fits or row["disabled"]
    with store.write() as connection:
        if not wrong:
            connection.execute(delete(wrong_passwords).where(wrong_passwords.c.name == name))
            return as_staff(row)
        if tries >= WRONG_PASSWORDS:
            record(connection, store.now(), name, What.LOCKED_OUT)
    return WrongPassword()


def _open(store: Store, who: Staff) -> SignedIn:
    """Who signs in is there to work."""
    token, now = secrets.token_urlsafe(32), store.now()
    present = replace(who, presence=Presence.AVAILABLE, seen_at=now)
    with store.write() as connection:
        connection.execute(
            insert(staff_sessions).values(
                token_hash=hash_of(token), staff=who.name, opened_at=now, used_at=now
            )
        )
        connection.execute(
            update(staff)
            .where(staff.c.name == who.name)
            .values(presence=str(present.presence), seen_at=now)
        )
        record(connection, now, who.name, What.SIGNED_IN)
    return SignedIn(present, token)


def find_session(store: Store, token: str) -> Staff | None:
    """Whose session this is, if it has not ended; it counts as used now."""
    now, hashed = store.now(), hash_of(token)
    row = _find(store, hashed, now)
    if row is None:
        return None
    if row["used_at"] <= now - NOTED_EVERY:
        here = staff_sessions.c.token_hash == hashed
        with store.note() as connection:
            connection.execute(update(staff_sessions).where(here).values(used_at=now))
    return as_staff(row)


def goes_on(store: Store, token_hash: str) -> bool:
    """Whether this session has not ended yet."""
    return _find(store, token_hash, store.now()) is not None


def sign_out(store: Store, token: str, name: str) -> None:
    """End this session. Whether they have left is for `presence` to say."""
    now = store.now()
    over = (staff_sessions.c.used_at <= now - UNUSED) | (
        staff_sessions.c.opened_at <= now - LONGEST
    )
    with store.write() as connection:
        connection.execute(
            delete(staff_sessions).where((staff_sessions.c.token_hash == hash_of(token)) | over)
        )
        record(connection, now, name, What.SIGNED_OUT)


def has_session(store: Store, name: str) -> bool:
    now = store.now()
    query = select(staff_sessions.c.token_hash).where(staff_sessions.c.staff == name, _goes_on(now))
    with store.read() as connection:
        return connection.execute(query.limit(1)).first() is not None


def csrf_of(token: str) -> str:
    """Known to who knows the token, and telling nothing about it."""
    return hmac.new(token.encode(), b"csrf", hashlib.sha256).hexdigest()


def is_csrf_of(token: str, given: str) -> bool:
    return hmac.compare_digest(csrf_of(token).encode(), given.encode("utf-8", "replace"))


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _count_a_try(store: Store, name: str) -> Locked | int:
    """How many tries there were lately, with this one.

    Each counts before it is looked at, so that many at once are no more than one by one.
    """
    now, tries = store.now(), wrong_passwords.c
    newest = select(tries.at).where(tries.name == name).order_by(tries.at.desc())
    with store.write() as connection:
        connection.execute(delete(wrong_passwords).where(tries.at <= now - 2 * LOCK))
        times: list[datetime] = connection.execute(newest.limit(WRONG_PASSWORDS)).scalars().all()
        if len(times) == WRONG_PASSWORDS and times[0] - times[-1] < LOCK and times[0] + LOCK > now:
            return Locked(int((times[0] + LOCK - now).total_seconds()) + 1)
        connection.execute(insert(wrong_passwords).values(name=name, at=now))
    return 1 + sum(at > now - LOCK for at in times)


def _find(store: Store, token_hash: str, now: datetime) -> Any:
    query = (
        select(staff, staff_sessions.c.used_at)
        .join(staff_sessions, staff_sessions.c.staff == staff.c.name)
        .where(
            staff_sessions.c.token_hash == token_hash,
            _goes_on(now),
            staff.c.disabled.is_(False),
        )
    )
    with store.read() as connection:
        return connection.execute(query).mappings().first()


def _goes_on(now: datetime) -> Any:
    sessions = staff_sessions.c
    return and_(sessions.used_at > now - UNUSED, sessions.opened_at > now - LONGEST)

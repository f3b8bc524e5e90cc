"""Who works at the desk: names, roles and passwords. Who is signed in is in `signing_in`."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Connection

from actions.shop.order import Word
from bot.conversations.database import Store
from bot.desk.audit import What, record
from bot.desk.tables import LONGEST_NAME, staff, staff_sessions, wrong_passwords

# Names under which something else than a person acts.
RESERVED = frozenset({"bot", "shopper", "staff", "system", "desk", "command"})
CAPACITY = 5
PASSWORD_BYTES = 12
SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200

_HASHER = PasswordHasher()


class Role(Word):
    """From the least to the most; each may do whatever those before it may."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    OWNER = "owner"

    def covers(self, other: Role) -> bool:
        roles = list(Role)
        return roles.index(self) >= roles.index(other)


class Presence(Word):
    AVAILABLE = "available"
    AWAY = "away"
    OFFLINE = "offline"


@dataclass(frozen=True)
class Staff:
    name: str
    role: Role
    presence: Presence
    capacity: int
    locale: str
    disabled: bool
    seen_at: datetime | None = None


@dataclass(frozen=True)
class Added:
    """A new account, or one with a new password. The password is kept nowhere else."""

    staff: Staff
    password: str


@dataclass(frozen=True)
class NameTaken:
    """Somebody has this name, or one that differs in capital letters only."""


@dataclass(frozen=True)
class BadName:
    """A name must be 1 to 40 letters, digits, dots, hyphens or blanks, and no word of the house."""


@dataclass(frozen=True)
class NoSuchStaff:
    """Nobody has this name."""


@dataclass(frozen=True)
class NotYours:
    """Who acts has not the role for it."""


@dataclass(frozen=True)
class LastOne:
    """Somebody who can manage the others must be left."""


@dataclass(frozen=True)
class Change:
    """What becomes of an account; None stays as it is."""

    role: Role | None = None
    disabled: bool | None = None
    reset_password: bool = False


def add_staff(store: Store, name: str, role: Role, by: str) -> Added | NameTaken | BadName:
    """Make an account with a random password."""
    name = unicodedata.normalize("NFC", name)
    if not is_name(name):
        return BadName()
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    row = {
        "name": name,
        "role": str(role),
        "password_hash": _HASHER.hash(password),
        "disabled": False,
        "presence": str(Presence.OFFLINE),
        "capacity": CAPACITY,
        "locale": "zh",
        "made_at": store.now(),
    }
    with store.write() as connection:
        if name.casefold() in {known.casefold() for known in _names(connection)}:
            return NameTaken()
        connection.execute(insert(staff).values(row))
        record(connection, store.now(), by, What.STAFF_ADDED, subject=name, role=str(role))
    return Added(as_staff({**row, "seen_at": None}), password)


def first_supervisor(store: Store) -> Added | None:
    """The first account of all, if there is none yet."""
    with store.read() as connection:
        if connection.execute(select(staff.c.name).limit(1)).first() is not None:
            return None
    made = add_staff(store, str(Role.SUPERVISOR), Role.SUPERVISOR, "command")
    return made if isinstance(made, Added) else None


def list_staff(store: Store) -> list[Staff]:
    with store.read() as connection:
        rows = connection.execute(select(staff).order_by(staff.c.name)).mappings()
        return [as_staff(row) for row in rows]


def find_staff(store: Store, name: str) -> Staff | None:
    with store.read() as connection:
        return find_in(connection, name)


def find_in(connection: Connection, name: str) -> Staff | None:
    row = connection.execute(select(staff).where(staff.c.name == name)).mappings().first()
    return None if row is None else as_staff(row)


def change_staff(
    store: Store, name: str, change: Change, by: Staff
) -> Staff | Added | NoSuchStaff | NotYours | LastOne:
    """Change an account; Added where it got a new password. Who loses it is signed out."""
    password = secrets.token_urlsafe(PASSWORD_BYTES) if change.reset_password else None
    values: dict[str, Any] = {}
    if change.role is not None:
        values["role"] = str(change.role)
    if change.disabled is not None:
        values["disabled"] = change.disabled
    if password is not None:
        values["password_hash"] = _HASHER.hash(password)
    with store.write() as connection:
        before = find_in(connection, name)
        if before is None:
            return NoSuchStaff()
        wanted = change.role or before.role
        if not (by.role.covers(before.role) and by.role.covers(wanted)):
            return NotYours()
        if values:
            connection.execute(update(staff).where(staff.c.name == name).values(**values))
        if not _somebody_manages(connection):
            connection.rollback()
            return LastOne()
        if change.disabled or password is not None:
            sign_out_everywhere(connection, name)
        told = {k: v for k, v in values.items() if k != "password_hash"}
        told |= {"reset_password": True} if password else {}
        record(connection, store.now(), by.name, What.STAFF_CHANGED, subject=name, **told)
        after = find_in(connection, name) or before
    return after if password is None else Added(after, password)


def change_password(store: Store, name: str, password: str, keep_session: str) -> None:
    """A password of their own choice; every other session of theirs ends."""
    hashed = _HASHER.hash(password)
    with store.write() as connection:
        connection.execute(update(staff).where(staff.c.name == name).values(password_hash=hashed))
        others = (staff_sessions.c.staff == name) & (staff_sessions.c.token_hash != keep_session)
        connection.execute(delete(staff_sessions).where(others))
        record(connection, store.now(), name, What.PASSWORD_CHANGED)


def set_preferences(
    store: Store, name: str, *, capacity: int | None = None, locale: str | None = None
) -> None:
    """How many conversations they are given at a time, and the language of their console."""
    given = {"capacity": capacity, "locale": locale}
    values = {key: value for key, value in given.items() if value is not None}
    if values:
        with store.write() as connection:
            connection.execute(update(staff).where(staff.c.name == name).values(**values))


def is_password_of(hashed: str | None, password: str) -> bool:
    """Takes as long for a name nobody has (None)."""
    try:
        return _HASHER.verify(hashed or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False


def is_name(name: str) -> bool:
    allowed = all(c.isalnum() or c in "._- " for c in name)
    return (
        0 < len(name) <= LONGEST_NAME
        and allowed
        and name == name.strip()
        and name.casefold() not in RESERVED
    )


def sign_out_everywhere(connection: Connection, name: str) -> None:
    connection.execute(delete(staff_sessions).where(staff_sessions.c.staff == name))
    connection.execute(delete(wrong_passwords).where(wrong_passwords.c.name == name))


def as_staff(row: Any) -> Staff:
    return Staff(
        name=row["name"],
        role=Role(row["role"]),
        presence=Presence(row["presence"]),
        capacity=row["capacity"],
        locale=row["locale"],
        disabled=row["disabled"],
        seen_at=row["seen_at"],
    )


def _names(connection: Connection) -> list[str]:
    return list(connection.execute(select(staff.c.name)).scalars())


def _somebody_manages(connection: Connection) -> bool:
    managing = (str(Role.SUPERVISOR), str(Role.OWNER))
    query = select(func.count()).where(staff.c.disabled.is_(False), staff.c.role.in_(managing))
    return bool(connection.execute(query).scalar_one())


@lru_cache(maxsize=1)
def _nobodys() -> str:
    """What a password is compared with where nobody has the name."""
    return _HASHER.hash(secrets.token_urlsafe(PASSWORD_BYTES))

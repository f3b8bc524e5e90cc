"""Canned replies: what staff write often, by a shortcut, in both languages, with fields in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from bot.conversations.database import Store
from bot.desk.audit import What, record
from bot.desk.tables import canned_replies

FIELDS = frozenset({"name", "order", "date"})
FIELD = re.compile(r"\{([^{}]*)\}")
SHORTCUT = re.compile(r"[\w-]{1,40}")


@dataclass(frozen=True)
class Wording:
    """`{name}`, `{order}` and `{date}` in the texts stand for those of the conversation.

    The shortcut is in small letters.
    """

    shortcut: str
    zh: str
    en: str


@dataclass(frozen=True)
class Canned:
    id: int
    wording: Wording


@dataclass(frozen=True)
class BadShortcut:
    """A shortcut is 1 to 40 letters, digits, hyphens or underscores."""


@dataclass(frozen=True)
class UnknownField:
    """`name` in braces stands for nothing."""

    name: str


@dataclass(frozen=True)
class ShortcutTaken:
    """Another reply has it."""


@dataclass(frozen=True)
class NoSuchReply:
    """There is none of this id."""


Unusable = BadShortcut | UnknownField | ShortcutTaken


def list_canned(store: Store) -> list[Canned]:
    query = select(canned_replies).order_by(canned_replies.c.shortcut)
    with store.read() as connection:
        return [_canned(row) for row in connection.execute(query)]


def add_canned(store: Store, wording: Wording, by: str) -> Canned | Unusable:
    try:
        with store.write() as connection:
            unusable = _check(connection, wording, but=None)
            if unusable is not None:
                return unusable
            made = connection.execute(insert(canned_replies).values(_row(wording)))
            _record(store, connection, by, wording.shortcut, "added")
            return Canned(made.inserted_primary_key[0], wording)
    except IntegrityError:
        # Somebody else wrote it down since we looked.
        return ShortcutTaken()


def change_canned(
    store: Store, reply: int, wording: Wording, by: str
) -> Canned | Unusable | NoSuchReply:
    here = canned_replies.c.id == reply
    try:
        with store.write() as connection:
            unusable = _check(connection, wording, but=reply)
            if unusable is not None:
                return unusable
            changed = connection.execute(update(canned_replies).where(here).values(_row(wording)))
            if not changed.rowcount:
                return NoSuchReply()
            _record(store, connection, by, wording.shortcut, "changed")
            return Canned(reply, wording)
    except IntegrityError:
        return ShortcutTaken()


def drop_canned(store: Store, reply: int, by: str) -> bool:
    """False where there is none of this id."""
    here = canned_replies.c.id == reply
    with store.write() as connection:
        shortcut = connection.execute(select(canned_replies.c.shortcut).where(here)).scalar()
        if shortcut is None:
            return False
        connection.execute(delete(canned_replies).where(here))
        _record(store, connection, by, shortcut, "dropped")
    return True


def _check(connection: Connection, wording: Wording, but: int | None) -> Unusable | None:
    if not SHORTCUT.fullmatch(wording.shortcut):
        return BadShortcut()
    named = (*FIELD.findall(wording.zh), *FIELD.findall(wording.en))
    unknown = next((name for name in named if name not in FIELDS), None)
    if unknown is not None:
        return UnknownField(unknown)
    same = canned_replies.c.shortcut == wording.shortcut
    others = connection.execute(select(canned_replies.c.id).where(same)).scalars()
    return ShortcutTaken() if set(others) - {but} else None


def _row(wording: Wording) -> dict[str, str]:
    return {"shortcut": wording.shortcut, "zh": wording.zh, "en": wording.en}


def _record(store: Store, connection: Connection, by: str, shortcut: str, how: str) -> None:
    record(connection, store.now(), by, What.CANNED_CHANGED, subject=shortcut, how=how)


def _canned(row: Any) -> Canned:
    return Canned(row.id, Wording(row.shortcut, row.zh, row.en))

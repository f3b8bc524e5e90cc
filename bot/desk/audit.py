"""What the staff did, each with who, when and what; written with the deed, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from actions.shop.order import Word
from bot.conversations.database import Store
from bot.desk.tables import audit

# Whoever acts that is not a person: the desk by itself, and a command at the machine.
DESK = "desk"
COMMAND = "command"


class What(Word):
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    LOCKED_OUT = "locked_out"
    PRESENCE = "presence"
    PASSWORD_CHANGED = "password_changed"
    STAFF_ADDED = "staff_added"
    STAFF_CHANGED = "staff_changed"
    CLAIMED = "claimed"
    ASSIGNED = "assigned"
    RELEASED = "released"
    GIVEN_BACK = "given_back"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    TAKEN_AWAY = "taken_away"
    REPLIED = "replied"
    NOTED = "noted"
    LABELLED = "labelled"
    REVEALED = "revealed"
    REMEDY_SHOWN = "remedy_shown"
    REMEDY_DONE = "remedy_done"
    APPROVED = "approved"
    REFUSED = "refused"
    CANNED_CHANGED = "canned_changed"


@dataclass(frozen=True)
class Entry:
    id: int
    at: datetime
    who: str
    what: str
    conversation: str | None
    subject: str | None
    detail: dict[str, Any]


@dataclass(frozen=True)
class Wanted:
    """What to look for in the audit; `before` is the id of the last entry that was seen."""

    who: str | None = None
    what: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


def record(
    connection: Connection,
    at: datetime,
    who: str,
    what: What,
    *,
    conversation: str | None = None,
    subject: str | None = None,
    **detail: Any,
) -> None:
    """Write down what is being done in the same transaction."""
    connection.execute(
        insert(audit).values(
            at=at,
            who=who,
            what=str(what),
            conversation=conversation,
            subject=subject,
            detail=detail,
        )
    )


def read(store: Store, wanted: Wanted, most: int) -> list[Entry]:
    """The newest entries first."""
    column = audit.c
    conditions = [
        compare(value)
        for value, compare in (
            (wanted.who, column.who.__eq__),
            (wanted.what, column.what.__eq__),
            (wanted.since, column.at.__ge__),
            (wanted.until, column.at.__lt__),
            (wanted.before, column.id.__lt__),
        )
        if value is not None
    ]
    query = select(audit).where(*conditions).order_by(column.id.desc()).limit(most)
    with store.read() as connection:
        return [Entry(**row) for row in connection.execute(query).mappings()]

"""What the bot really did in a conversation: read from Rasa's tracker and from the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import create_engine, select, text

from actions.shop import tables
from actions.shop.engine import make_engine
from actions.shop.remedies import RemedyStatus
from bot.conversations.facts import Sender
from bot.conversations.tables import conversations, messages
from bot.converse.seen import Seen, answered_in, seen_in
from bot.settings import Settings

CAME_ABOUT = (
    RemedyStatus.DONE,
    RemedyStatus.REQUESTED,
    RemedyStatus.APPROVED,
    RemedyStatus.REFUSED,
)


class Witness:
    """Looks at what a private instance did since it was last reset."""

    def __init__(self, settings: Settings) -> None:
        self._shop = make_engine(settings.database_url)
        self._trackers = create_engine(settings.tracker_database_url, future=True)

    def close(self) -> None:
        self._shop.dispose()
        self._trackers.dispose()

    def look(self) -> Seen:
        """All conversations held, taken together."""
        remedies, seen = self._remedies(), answered_in(self._system_messages())
        for conversation in self._conversations():
            seen |= seen_in(self._events(conversation), remedies)
        return seen

    def _conversations(self) -> list[str]:
        with self._shop.connect() as connection:
            return list(connection.execute(select(conversations.c.id)).scalars())

    def _system_messages(self) -> list[str]:
        query = select(messages.c.text).where(messages.c.sender == str(Sender.SYSTEM))
        with self._shop.connect() as connection:
            return list(connection.execute(query).scalars())

    def _remedies(self) -> dict[str, str]:
        """The kinds of what came about, by the proposals that were agreed to."""
        table = tables.remedies
        came_about = table.c.status.in_([str(status) for status in CAME_ABOUT])
        with self._shop.connect() as connection:
            rows = connection.execute(select(table.c.proposal, table.c.kind).where(came_about))
            return {row.proposal: row.kind for row in rows}

    def _events(self, conversation: str) -> Iterator[Mapping[str, Any]]:
        query = text("SELECT data FROM events WHERE sender_id = :conversation ORDER BY id")
        with self._trackers.connect() as connection:
            for data in connection.execute(query, {"conversation": conversation}).scalars():
                yield json.loads(data)

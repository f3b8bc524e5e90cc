"""Where Rasa keeps its trackers: its own SQL store, with a kept connection and fewer statements.

The tables and their content are those of Rasa's `SQLTrackerStore`: one reads what the other wrote.
"""

from __future__ import annotations

import json
from typing import Any

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import bindparam, create_engine, event, func, insert, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import QueuePool

EVENTS = SQLTrackerStore.SQLEvent.__table__

# Built once, for every message runs through them.
_OF_SENDER = EVENTS.c.sender_id == bindparam("sender")
_BEGUN = EVENTS.alias()
_STARTED = (
    select(func.coalesce(func.max(_BEGUN.c.timestamp), 0.0))
    .where(
        _BEGUN.c.sender_id == bindparam("sender"),
        _BEGUN.c.type_name == SessionStarted.type_name,
    )
    .scalar_subquery()
)
_SINCE = EVENTS.c.timestamp >= _STARTED
_ALL = select(EVENTS.c.data).where(_OF_SENDER).order_by(EVENTS.c.id)
_LAST_SESSION = _ALL.where(_SINCE)
_COUNT = select(func.count(EVENTS.c.id)).where(_OF_SENDER, _SINCE)

BUSY_SECONDS = 15


class Trackers(SQLTrackerStore):
    """Named in endpoints.yml. Rasa reads a tracker and saves it once in every turn."""

    engine: Engine

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        if self.engine.dialect.name == "sqlite":
            # Rasa's own engine opens the file anew for every statement.
            self.engine = _engine(self.engine)
            self.sessionmaker = sessionmaker(bind=self.engine)

    async def _retrieve(
        self, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> DialogueStateTracker | None:
        query = _ALL if fetch_events_from_all_sessions else _LAST_SESSION
        with self.engine.connect() as connection:
            found = connection.execute(query, {"sender": sender_id}).scalars()
            events = [json.loads(data) for data in found]
        if not events or not self.domain:
            return None
        return DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the events that are not stored yet: those after as many as there are."""
        await self.stream_events(tracker)
        with self.engine.begin() as connection:
            stored = connection.execute(_COUNT, {"sender": tracker.sender_id}).scalar_one()
            rows = [_row(tracker.sender_id, each) for each in list(tracker.events)[stored:]]
            if rows:
                connection.execute(insert(EVENTS), rows)


def _row(sender_id: str, happened: Event) -> dict[str, Any]:
    data = happened.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": happened.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def _engine(stock: Engine) -> Engine:
    engine = create_engine(
        stock.url,
        poolclass=QueuePool,
        connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
    )
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: Any, record: Any) -> None:
    # A power cut may cost the last turns, never the file: the messages themselves are kept by the
    # door, and what was done by the shop.
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")

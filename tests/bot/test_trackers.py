"""The store of Rasa's trackers keeps what Rasa's own keeps, in the same tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

DOMAIN = Domain.from_dict(
    {"slots": {"asked": {"type": "text", "mappings": [{"type": "custom"}]}}, "intents": ["greet"]}
)
FIRST: tuple[Event, ...] = (
    SessionStarted(timestamp=1.0),
    UserUttered("你好 👋", {"name": "greet", "confidence": 1.0}, timestamp=2.0),
    BotUttered("Hello, 'quoted'", {"buttons": []}, timestamp=3.0),
)
SECOND: tuple[Event, ...] = (SessionStarted(timestamp=4.0), SlotSet("asked", "more", timestamp=5.0))
OURS, STOCK = "bot.trackers.Trackers", "SQL"


def store_at(folder: Path, kind: str) -> Any:
    """A store as Rasa makes it from its endpoints file."""
    name = str(folder / "trackers.db")
    given = {"url": f"sqlite:///{name}"} if kind == OURS else {"db": name}
    return TrackerStore.create(EndpointConfig(type=kind, **given), DOMAIN)


def tracker_of(sender: str, *events: Event) -> DialogueStateTracker:
    return DialogueStateTracker.from_events(sender, list(events), slots=DOMAIN.slots)


def dicts(events: Any) -> list[dict[str, Any]]:
    return [event.as_dict() for event in events]


@pytest.mark.parametrize(("writer", "reader"), [(OURS, OURS), (OURS, STOCK), (STOCK, OURS)])
async def test_what_one_store_saves_another_reads(tmp_path: Path, writer: str, reader: str) -> None:
    await store_at(tmp_path, writer).save(tracker_of("a", *FIRST))
    found = await store_at(tmp_path, reader).retrieve("a")
    assert dicts(found.events) == dicts(FIRST)
    assert found.latest_message.text == "你好 👋"


@pytest.mark.parametrize("kind", [OURS, STOCK])
async def test_events_are_saved_once_and_a_new_session_begins_afresh(
    tmp_path: Path, kind: str
) -> None:
    store = store_at(tmp_path, kind)
    await store.save(tracker_of("a", *FIRST[:2]))
    await store.save(tracker_of("a", *FIRST))
    await store.save(tracker_of("a", *FIRST))
    await store.save(tracker_of("a", *FIRST, *SECOND))
    found = await store.retrieve("a")
    assert dicts(found.events) == dicts(SECOND)
    assert found.get_slot("asked") == "more"
    whole = await store.retrieve_full_tracker("a")
    assert dicts(whole.events) == dicts([*FIRST, *SECOND])
    await store.save(found)
    found.update(SlotSet("asked", "nothing", timestamp=6.0))
    await store.save(found)
    assert len((await store.retrieve_full_tracker("a")).events) == 6


async def test_conversations_are_kept_apart(tmp_path: Path) -> None:
    store = store_at(tmp_path, OURS)
    await store.save(tracker_of("a", *FIRST))
    await store.save(tracker_of("b' OR '1'='1", *SECOND))
    assert await store.retrieve("c") is None
    assert dicts((await store.retrieve("a")).events) == dicts(FIRST)
    assert dicts((await store.retrieve("b' OR '1'='1")).events) == dicts(SECOND)
    assert set(await store.keys()) == {"a", "b' OR '1'='1"}


async def test_a_store_of_ours_waits_for_another_writer(tmp_path: Path) -> None:
    store = store_at(tmp_path, OURS)
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert int(connection.exec_driver_sql("PRAGMA busy_timeout").scalar()) >= 5000

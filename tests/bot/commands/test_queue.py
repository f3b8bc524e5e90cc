"""`python -m bot queue` shows who waits, and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.conversations import inbox, sessions
from bot.conversations.database import Store, open_store
from bot.conversations.facts import Handover, Incoming, Reply, Turn
from bot.conversations.outbox import keep_turn
from bot.conversations.tables import conversations
from bot.settings import load_settings


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    for name in ("DATABASE_URL", "CLOCK_FILE"):
        monkeypatch.delenv(name, raising=False)
    settings = load_settings()
    store = open_store(settings.database_url, settings.clock)
    conversations.metadata.create_all(store.engine)
    return store


def hand_over(store: Store, handover: Handover) -> str:
    conversation = sessions.start(store, sessions.REST, None).conversation
    inbox.receive(store, conversation, Incoming("1", "要人工", ""))
    keep_turn(store, conversation, 1, 0, Turn((Reply("好的"),), handover), "door")
    return conversation


def test_nobody_waits_at_first(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queue"]) == 0
    assert capsys.readouterr().out == "Nobody is waiting.\n"
    assert main(["queue", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_who_waits_is_shown_with_the_last_words(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    first = hand_over(store, Handover("asked", "LK202611200001", "parcel_delayed", ("trace",)))
    second = hand_over(store, Handover("bot_unavailable"))
    assert main(["queue"]) == 0
    shown = capsys.readouterr().out
    for part in (first, second, "asked", "LK202611200001", "parcel_delayed", "trace", "要人工"):
        assert part in shown
    assert main(["queue", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["conversation"] for row in rows] == [first, second]
    assert rows[0]["tried"] == ["trace"]
    assert rows[1]["order"] is None

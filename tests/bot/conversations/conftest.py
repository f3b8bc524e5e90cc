"""A store of conversations of its own for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from actions.shop.clock import Clock
from bot.conversations import inbox, sessions
from bot.conversations.database import Store, open_store
from bot.conversations.facts import Incoming, Reply, Sender, Taken
from bot.conversations.tables import conversations
from bot.conversations.thread import Thread
from bot.conversations.told import QueueWords

Write = Callable[..., int]


def says(text: str) -> Callable[[Thread], Reply]:
    return lambda thread: Reply(text, sender=Sender.SYSTEM)


WORDS = QueueWords(
    says("in line"), says("please wait"), says("something else"), says("hello again")
)


@pytest.fixture
def clock_file(tmp_path: Path) -> Path:
    return tmp_path / "clock"


@pytest.fixture
def store(tmp_path: Path, clock_file: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path / 'shop.db'}", Clock(clock_file))
    conversations.metadata.create_all(store.engine)
    yield store
    store.engine.dispose()


@pytest.fixture
def conversation(store: Store) -> str:
    return sessions.start(store, sessions.REST, "en").conversation


@pytest.fixture
def write(store: Store, conversation: str) -> Write:
    """Takes a shopper's message in and returns its seq."""

    def write(text: str, id: str | None = None) -> int:
        taken = inbox.receive(store, conversation, Incoming(id or text, text, text), WORDS)
        assert isinstance(taken, Taken)
        return taken.seq

    return write

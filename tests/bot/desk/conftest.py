"""A desk without a door: a database of its own, a clock that stands still, words as they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from bot.conversations import inbox, sessions
from bot.conversations.database import Store
from bot.conversations.facts import Handover, Incoming, Reply, Turn
from bot.conversations.outbox import keep_turn
from bot.desk import accounts
from bot.desk.accounts import Added, Role, Staff
from bot.desk.office import Office
from bot.desk.waiting import queue_words
from tests.actions.shop.counter import StoppedClock
from tests.actions.shop.databases import BACKENDS, a_database
from tests.actions.shop.samples import NOW, POLICY


def say(key: str, language: str, **values: object) -> str:
    """The text by its name, so that a test reads what is told and not how."""
    shown = (f"{name}={value}" for name, value in values.items() if name != "bot")
    return " ".join([key, language, *shown])


@pytest.fixture
def clock() -> StoppedClock:
    """A Wednesday, noon at the shop."""
    return StoppedClock(NOW)


@pytest.fixture(params=BACKENDS)
def office(request: pytest.FixtureRequest, tmp_path: Path, clock: StoppedClock) -> Iterator[Office]:
    with a_database(request.param, tmp_path) as engine:
        yield Office(Store(engine, clock), POLICY, say, lambda day, language: day.isoformat())


class People:
    """Shoppers who come, and staff who are there."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def hire(self, name: str, role: Role = Role.AGENT) -> Staff:
        made = accounts.add_staff(self.office.store, name, role, "command")
        assert isinstance(made, Added)
        return made.staff

    def come(
        self, words: str = "a person please", order: str | None = None, reason: str = "asked_for"
    ) -> str:
        """A shopper who is handed over; returns the conversation."""
        store = self.office.store
        conversation = sessions.start(store, sessions.REST, None).conversation
        inbox.receive(store, conversation, Incoming("1", words, ""))
        turn = Turn((Reply("A colleague comes."),), Handover(reason, order))
        keep_turn(store, conversation, 1, 0, turn, "door", words=queue_words(self.office))
        return conversation

    def write(self, conversation: str, text: str) -> None:
        words = queue_words(self.office)
        inbox.receive(self.office.store, conversation, Incoming(text, text, ""), words)

    def at(self, day: date, hour: int) -> datetime:
        zone = self.office.policy.time_zone
        return datetime(day.year, day.month, day.day, hour, tzinfo=zone)


@pytest.fixture
def people(office: Office, monkeypatch: pytest.MonkeyPatch) -> People:
    monkeypatch.setattr(accounts, "_HASHER", PasswordHasher(1, 8, 1))
    return People(office)

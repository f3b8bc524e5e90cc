"""The database conversations are kept in: the shop's, with every commit safe from a power cut."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from actions.shop.clock import Clock
from actions.shop.engine import READING, make_engine


@dataclass(frozen=True)
class Store:
    """Short transactions on one engine. Synchronous: asynchronous callers use threads."""

    engine: Engine
    clock: Clock
    # Writers on SQLite sleep and look again; those of one process rather wait in line.
    line: AbstractContextManager[Any] = field(default_factory=nullcontext, compare=False)
    # The same database without waiting for the disk; None where that is no matter.
    hasty: Engine | None = None

    @contextmanager
    def write(self) -> Iterator[Connection]:
        with self.line, self.engine.begin() as connection:
            yield connection

    @contextmanager
    def note(self) -> Iterator[Connection]:
        """Write what a power cut may take back: who is at work on what."""
        with self.line, (self.hasty or self.engine).begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            yield connection.execution_options(begins=READING)

    def now(self) -> datetime:
        return self.clock.now()

    def close(self) -> None:
        for engine in (self.engine, self.hasty):
            if engine is not None:
                engine.dispose()


def new_id() -> str:
    """128 random bits, as hex."""
    return secrets.token_hex(16)


def open_store(url: str, clock: Clock) -> Store:
    """The store at `url` (SQLite or PostgreSQL)."""
    engine = make_engine(url)
    if engine.dialect.name != "sqlite":
        return Store(engine, clock)
    event.listen(engine, "connect", _sync_commits)
    return Store(engine, clock, Lock(), make_engine(url))


def _sync_commits(connection: Any, record: Any) -> None:
    # A message is acknowledged once it is committed, and what is acknowledged must not be lost.
    connection.execute("PRAGMA synchronous=FULL")

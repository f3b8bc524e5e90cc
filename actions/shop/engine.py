"""The engine of the shop's database. On SQLite writers wait for each other, readers for nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.pool import QueuePool

BUSY_SECONDS = 15


def make_engine(url: str) -> Engine:
    """An engine for `url` (SQLite or PostgreSQL); the folder of an SQLite file is made.

    Every transaction on SQLite is a writer's from its start, unless it says
    `engine.execution_options(reading=True)`: one that reads first and writes later would fail at
    once if another wrote in between, instead of waiting its turn.
    """
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, future=True, pool_pre_ping=True)
    database = make_url(url).database
    if database in (None, "", ":memory:"):
        engine = create_engine(url, future=True)
    else:
        Path(str(database)).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(
            url,
            future=True,
            poolclass=QueuePool,
            connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
        )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, record: Any) -> None:
    # The driver would open transactions late and as readers; `_begin` does it instead.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

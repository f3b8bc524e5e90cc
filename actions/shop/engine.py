"""The engine of the shop's database. On SQLite writers wait for each other, readers for nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.pool import QueuePool

BUSY_SECONDS = 15

READING = "reading"
LATER = "later"
_WRITER = "is the writer's"


def make_engine(url: str) -> Engine:
    """An engine for `url` (SQLite or PostgreSQL); the folder of an SQLite file is made.

    Every transaction on SQLite is a writer's from its start, so that nobody writes between what it
    reads and what it writes; with `execution_options(begins=READING)` it never writes, and with
    `begins=LATER` it becomes the writer's with its first write. As on PostgreSQL, what it read
    until then may have changed.
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
    event.listen(engine, "before_cursor_execute", _before)
    return engine


def _prepare(connection: Any, record: Any) -> None:
    # The driver would open transactions late and as readers; `_begin` does it instead.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def write_from_now_on(connection: Connection) -> None:
    """Make the open transaction the writer's, if it is not. On PostgreSQL there is none to make."""
    if connection.dialect.name == "sqlite" and not connection.info[_WRITER]:
        cursor = connection.connection.cursor()
        # Nothing was written yet. To turn a reader into the writer would fail where another wrote.
        cursor.execute("COMMIT")
        cursor.execute("BEGIN IMMEDIATE")
        connection.info[_WRITER] = True


def _begin(connection: Connection) -> None:
    begins = connection.get_execution_options().get("begins")
    connection.info[_WRITER] = begins is None
    connection.exec_driver_sql("BEGIN IMMEDIATE" if begins is None else "BEGIN")


def _before(connection: Connection, cursor: Any, statement: str, *rest: Any) -> None:
    if connection.get_execution_options().get("begins") == LATER and not statement.startswith(
        ("SELECT", "BEGIN")
    ):
        write_from_now_on(connection)

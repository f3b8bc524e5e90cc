"""Real databases for tests: a new SQLite file, and PostgreSQL where this machine has one."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from actions.shop.engine import make_engine
from actions.shop.tables import metadata

# An address such as postgresql://user@127.0.0.1:5432/postgres, under which databases may be made.
POSTGRES = os.environ.get("TEST_POSTGRES_URL", "")

BACKENDS = (
    "sqlite",
    pytest.param(
        "postgresql",
        marks=pytest.mark.skipif(not POSTGRES, reason="TEST_POSTGRES_URL names no PostgreSQL"),
    ),
)


@contextmanager
def a_database(backend: str, folder: object) -> Iterator[Engine]:
    """A database with all tables and nothing in them."""
    if backend == "sqlite":
        engine = make_engine(f"sqlite:///{folder}/shop.db")
        metadata.create_all(engine)
        yield engine
        engine.dispose()
        return
    schema = f"test_{secrets.token_hex(4)}"
    plain = make_engine(POSTGRES)
    with plain.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    engine = make_engine(f"{POSTGRES}?options=-csearch_path%3D{schema}")
    metadata.create_all(engine)
    yield engine
    engine.dispose()
    with plain.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    plain.dispose()

"""Real databases for tests: a new SQLite file, and PostgreSQL where this machine has one."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

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
        # In CI the real part must be there: without it these tests fail, they are not skipped.
        marks=pytest.mark.skipif(
            not POSTGRES and not os.environ.get("CI"),
            reason="TEST_POSTGRES_URL names no PostgreSQL",
        ),
    ),
)


@contextmanager
def a_database(backend: str, folder: Path) -> Iterator[Engine]:
    """A database with all tables and nothing in them."""
    if backend == "sqlite":
        (folder / "shop.db").write_bytes(_empty())
        engine = make_engine(f"sqlite:///{folder / 'shop.db'}")
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


@lru_cache(maxsize=1)
def _empty() -> bytes:
    """An SQLite file with all tables: making them takes longer than most tests."""
    with TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{folder}/shop.db")
        metadata.create_all(engine)
        engine.dispose()
        return Path(folder, "shop.db").read_bytes()

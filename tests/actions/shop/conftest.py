"""What tests of the shop share: a database, empty or with two products in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from actions.shop.imports import import_data
from tests.actions.shop.databases import a_database
from tests.actions.shop.order_files import a_file
from tests.actions.shop.orders import NOW


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with a_database("sqlite", tmp_path) as engine:
        yield engine


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """An open transaction on an empty shop; rolled back at the end."""
    with Session(engine, future=True) as session:
        yield session


@pytest.fixture
def stocked(session: Session) -> Session:
    """The same with the smallest order file in it: one customer, one order, five pairs of shoes."""
    import_data(session, a_file(), NOW)
    return session

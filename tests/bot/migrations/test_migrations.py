"""The steps lead to exactly the tables the code knows, from nothing and from any start at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy.engine import Engine

from actions.shop.engine import make_engine
from actions.shop.tables import metadata
from bot.migrations.running import is_current, migrate


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return make_engine(f"sqlite:///{tmp_path / 'shop.db'}")


def test_the_steps_lead_to_the_tables_the_code_knows(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_new_database_is_not_current_until_it_is_migrated(engine: Engine) -> None:
    assert not is_current(engine)
    migrate(engine)
    assert is_current(engine)


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    before = inspect(engine).get_table_names()
    migrate(engine)
    assert inspect(engine).get_table_names() == before


def test_several_processes_may_migrate_at_once(engine: Engine) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: migrate(make_engine(str(engine.url))), range(4)))
    assert is_current(engine)


def test_a_path_with_a_percent_sign_is_no_trouble(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / '100%' / 'shop.db'}")
    migrate(engine)
    assert is_current(engine)

"""Bringing a database up to date, and telling whether it is."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection, Engine

from actions.shop.engine import READING

_FOLDER = Path(__file__).resolve().parent


def migrate(engine: Engine) -> None:
    """Take the database through every step it lacks, all or none. Waits for another that does."""
    if is_current(engine):
        return
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            # SQLite lets one writer in at a time; here two starting at once must be told to.
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(4207849484)")
        command.upgrade(configuration(connection), "head")


def is_current(engine: Engine) -> bool:
    """Whether the database has every step. Waits for nobody."""
    with engine.execution_options(begins=READING).connect() as connection:
        there = MigrationContext.configure(connection).get_current_heads()
        wanted = ScriptDirectory.from_config(configuration(connection)).get_heads()
        return set(there) == set(wanted)


def configuration(connection: Connection) -> Config:
    """Alembic's settings, kept here instead of in an ini file."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config

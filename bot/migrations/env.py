"""What Alembic runs each time: the tables of every room, on the connection it was given."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any, Literal

from alembic import context

from actions.shop.tables import Instant, Money, metadata

# The tables of these rooms stand in the same metadata once the modules are imported.
ROOMS = ("bot.conversations.tables", "bot.desk.tables")


def _plain_type(kind: str, thing: Any, autogen_context: Any) -> str | Literal[False]:
    """New steps name the plain types of the database, so that they outlive our own."""
    if kind == "type" and isinstance(thing, Money):
        return "sa.BigInteger()"
    if kind == "type" and isinstance(thing, Instant):
        return "sa.DateTime()"
    return False


def _run() -> None:
    for room in ROOMS:
        if importlib.util.find_spec(room):
            importlib.import_module(room)
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        render_item=_plain_type,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


_run()

"""`python -m bot migrate`: brings the database up to date."""

from __future__ import annotations

import argparse
from typing import Any

from actions.shop.engine import make_engine
from bot.migrations.running import migrate
from bot.settings import load_settings


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("migrate", help="bring the database up to date")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    migrate(make_engine(load_settings().database_url))
    print("The database is up to date.")
    return 0

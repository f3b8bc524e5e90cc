"""`python -m bot import-orders FILE`: puts an order file into the shop, all of it or nothing."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from actions.shop.engine import make_engine
from actions.shop.imports import BadValue, FileFormat, import_orders
from bot.migrations.running import migrate
from bot.settings import load_settings


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("import-orders", help="put an order file into the shop")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--format",
        type=FileFormat,
        choices=list(FileFormat),
        metavar="|".join(known.value for known in FileFormat),
        help="guessed when not given",
    )
    parser.add_argument(
        "--replace", action="store_true", help="replace the orders that are there already"
    )
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    settings = load_settings()
    try:
        content = arguments.file.read_bytes()
    except OSError as error:
        print(f"{arguments.file}: {error.strerror}", file=sys.stderr)
        return 1
    engine = make_engine(settings.database_url)
    migrate(engine)
    try:
        with Session(engine, future=True) as session, session.begin():
            done = import_orders(
                session, content, settings.clock.now(), arguments.format, arguments.replace
            )
    except BadValue as error:
        print(f"{arguments.file}: {error}\nNothing was imported.", file=sys.stderr)
        return 1
    print(
        f"Imported {done.orders} orders, {done.customers} customers, {done.products} products "
        f"and {done.sellers} sellers ({done.format})."
    )
    return 0

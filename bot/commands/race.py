"""`race`: lets the bot answer while somebody takes over, many times, and counts what is wrong."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from threading import Lock
from typing import Any

from actions.shop.clock import Clock
from actions.shop.engine import make_engine
from actions.shop.policy import POLICY_FILE, load_policy
from bot.conversations.database import Store
from bot.desk.office import Office
from bot.desk.race import race
from bot.migrations.running import migrate
from bot.terminal import FAILED, say
from bot.web.texts import day
from bot.web.texts import say as say_to_shopper

RUNS = 1000


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("race", help="play the race of the bot and the desk")
    parser.add_argument("--runs", type=int, default=RUNS, metavar="N", help=f"{RUNS} if not given")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the delays; 1")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="order-support-race-") as folder:
        # Who comes first does not depend on whether the disk is waited for.
        store = Store(make_engine(f"sqlite:///{folder}/shop.db"), Clock(), Lock())
        try:
            migrate(store.engine)
            office = Office(store, load_policy(POLICY_FILE), say_to_shopper, day)
            found = asyncio.run(race(office, arguments.runs, arguments.seed))
        finally:
            store.close()
    say(
        f"{found.runs} races in {time.monotonic() - started:.0f} s: "
        f"{found.said} replies of the bot came first, {found.dropped} were dropped; "
        f"{found.late} were sent too late, {found.lost} messages were lost."
    )
    return 0 if found.is_clean else FAILED

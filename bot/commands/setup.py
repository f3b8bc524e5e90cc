"""`setup`: sets up what is missing, and starts nothing."""

from __future__ import annotations

import argparse
import asyncio
from typing import Any

from bot.settings import Settings
from bot.setup import NAMES, set_up
from bot.terminal import USAGE_ERROR, complain, say, work_until_stopped


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("setup", help="set up what is missing")
    parser.add_argument(
        "--only",
        type=lambda names: names.split(","),
        default=list(NAMES),
        metavar="STEP,...",
        help=f"of {', '.join(NAMES)}",
    )
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    unknown = [name for name in arguments.only if name not in NAMES]
    if unknown:
        complain(f"there is no step {unknown[0]!r}; steps are {', '.join(NAMES)}")
        return USAGE_ERROR

    async def work(settings: Settings, stop: asyncio.Event) -> None:
        await set_up(settings, say, stop, arguments.only)

    return work_until_stopped(work)

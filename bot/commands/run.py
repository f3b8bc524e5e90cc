"""`run`: set up what is missing and start everything; `setup` and `start` are its two halves."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from bot.instance import NoModel, NotReady, PortInUse, check_ports, run_instance
from bot.settings import Settings, SettingsError, load_settings
from bot.setup import NAMES, StepFailed, set_up
from bot.supervisor import stop_on_signals

USAGE_ERROR = 2
Work = Callable[[Settings, asyncio.Event], Awaitable[object]]


def add(subparsers: Any) -> None:
    run = subparsers.add_parser("run", help="set up what is missing and start everything")
    run.set_defaults(run=lambda arguments: _until_stopped(_run))
    start = subparsers.add_parser("start", help="start everything; it must be set up")
    start.set_defaults(run=lambda arguments: _until_stopped(_start))
    setup = subparsers.add_parser("setup", help="set up what is missing")
    setup.add_argument(
        "--only",
        type=lambda names: names.split(","),
        default=list(NAMES),
        metavar="STEP,...",
        help=f"of {', '.join(NAMES)}",
    )
    setup.set_defaults(run=lambda arguments: _setup(arguments))


def _setup(arguments: argparse.Namespace) -> int:
    unknown = [name for name in arguments.only if name not in NAMES]
    if unknown:
        print(f"There is no step {unknown[0]!r}; steps are {', '.join(NAMES)}.", file=sys.stderr)
        return USAGE_ERROR

    async def work(settings: Settings, stop: asyncio.Event) -> None:
        await set_up(settings, say, stop, arguments.only)

    return _until_stopped(work)


async def _run(settings: Settings, stop: asyncio.Event) -> None:
    # Before the long steps too: nobody should wait for a training to read that a port is taken.
    check_ports(settings)
    if await set_up(settings, say, stop):
        await _start(settings, stop)


async def _start(settings: Settings, stop: asyncio.Event) -> None:
    await run_instance(settings, say, stop)
    say("Stopped.")


def _until_stopped(work: Work) -> int:
    async def main() -> None:
        stop = asyncio.Event()
        with stop_on_signals(stop):
            await work(load_settings(), stop)

    try:
        asyncio.run(main())
    except (PortInUse, SettingsError) as error:
        print(f"error: {error}", file=sys.stderr)
        return USAGE_ERROR
    except (NoModel, NotReady, StepFailed, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def say(line: str) -> None:
    print(line, flush=True)

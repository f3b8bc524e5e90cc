"""`start`: starts everything and keeps it running; it must be set up."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.instance import run_instance
from bot.settings import Settings
from bot.terminal import say, work_until_stopped


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("start", help="start everything; it must be set up")
    parser.set_defaults(run=lambda arguments: work_until_stopped(start))


async def start(settings: Settings, stop: asyncio.Event) -> None:
    await run_instance(settings, say, stop)
    say("Stopped.")

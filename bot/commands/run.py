"""`run`: sets up what is missing, starts everything and keeps it running."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.commands.staff import first_account
from bot.commands.start import start
from bot.instance import check_ports
from bot.settings import Settings
from bot.setup import set_up
from bot.terminal import say, work_until_stopped


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("run", help="set up what is missing and start everything")
    parser.set_defaults(run=lambda arguments: work_until_stopped(_run))


async def _run(settings: Settings, stop: asyncio.Event) -> None:
    # Before the long steps too: nobody should wait for a training to read that a port is taken.
    check_ports(settings)
    if await set_up(settings, say, stop):
        first = first_account(settings)
        if first is not None:
            say(first)
        await start(settings, stop)

"""Work at a terminal: it ends by itself or by Ctrl-C; errors are a line and an exit code."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable

from bot.instance import NoModel, NotReady, PortInUse
from bot.settings import Settings, SettingsError, load_settings
from bot.setup import StepFailed
from bot.supervisor import stop_on_signals

FAILED, USAGE_ERROR = 1, 2
Work = Callable[[Settings, asyncio.Event], Awaitable[object]]


def work_until_stopped(work: Work) -> int:
    """Do `work` with the settings and an event that says when to stop; returns the exit code."""

    async def main() -> None:
        stop = asyncio.Event()
        with stop_on_signals(stop):
            await work(load_settings(), stop)

    try:
        asyncio.run(main())
    except (PortInUse, SettingsError) as error:
        complain(error)
        return USAGE_ERROR
    except (NoModel, NotReady, StepFailed, OSError) as error:
        complain(error)
        return FAILED
    return 0


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def complain(error: object) -> None:
    sys.stderr.write(f"error: {error}\n")

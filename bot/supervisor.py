"""Keeps programs running: a dead one is started again with back-off, all end together."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.processes import Log, Program, Say, run_program


@dataclass(frozen=True)
class BackOff:
    """Seconds to wait before a program is started again; `healthy` seconds of life start anew."""

    first: float = 1.0
    longest: float = 30.0
    healthy: float = 60.0

    def after(self, waited: float, lasted: float) -> float:
        """The next wait, after a wait of `waited` (0: none yet) and a life of `lasted` seconds."""
        if waited == 0 or lasted >= self.healthy:
            return self.first
        return min(waited * 2, self.longest)


async def keep_running(
    programs: Sequence[Program],
    logs: Path,
    say: Say,
    stop: asyncio.Event,
    back_off: BackOff | None = None,
) -> None:
    """Run all programs until `stop` is set; returns when every one of them has ended.

    Raises OSError when a program cannot be started at all.
    """
    patient = back_off or BackOff()
    tasks = [asyncio.create_task(_keep(program, logs, say, patient)) for program in programs]
    stopping = asyncio.create_task(stop.wait())
    try:
        # A task of a program ends by itself only if the program cannot be started at all.
        done, _ = await asyncio.wait([stopping, *tasks], return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (stopping, *tasks):
            task.cancel()
        await asyncio.gather(stopping, *tasks, return_exceptions=True)
    for task in done:
        task.result()


async def _keep(program: Program, logs: Path, say: Say, back_off: BackOff) -> None:
    wait = 0.0
    with contextlib.closing(Log(program.name, logs, say)) as log:
        while True:
            started = time.monotonic()
            code = await run_program(program, log)
            wait = back_off.after(wait, time.monotonic() - started)
            say(
                f"{program.name} ended (exit code {code}); it is started again in {wait:g} s. "
                f"Its log: {log.path}"
            )
            await asyncio.sleep(wait)


@contextlib.contextmanager
def stop_on_signals(stop: asyncio.Event) -> Iterator[None]:
    """While inside, Ctrl-C, SIGTERM and a closed terminal set `stop` and end nothing themselves."""
    loop = asyncio.get_running_loop()
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    for number in numbers:
        loop.add_signal_handler(number, stop.set)
    try:
        yield
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)

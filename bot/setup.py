"""What must stand before an instance starts: pages, model, database, demo shop."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import inspect, select

from actions.shop.engine import make_engine
from actions.shop.tables import customers
from bot.processes import Log, Program, Say, run_program
from bot.settings import ROOT, Settings

DEMO_SHOP = ROOT / "bot" / "demo" / "lark_sports.json"
_WORTH_A_LINE = 1.0


class StepFailed(Exception):
    """A step ended with an error; the message names it and says what it printed last."""


@dataclass(frozen=True)
class Step:
    """A command of `python -m bot`; each one sees for itself that it has nothing to do."""

    name: str
    said: str
    command: tuple[str, ...]
    wanted: Callable[[Settings], bool] = lambda settings: True


def _is_empty_demo(settings: Settings) -> bool:
    return settings.demo_shop and _is_empty(settings.database_url)


def _is_empty(database_url: str) -> bool:
    engine = make_engine(database_url)
    try:
        if not inspect(engine).has_table(customers.name):
            return True
        with engine.connect() as connection:
            return connection.execute(select(customers).limit(1)).first() is None
    finally:
        engine.dispose()


STEPS = (
    Step("interface", "Building the pages", ("build-ui",)),
    Step("model", "Training the model", ("train", "--if-needed")),
    Step("database", "Preparing the database", ("migrate",)),
    Step("shop", "Filling the demo shop", ("import-orders", str(DEMO_SHOP)), _is_empty_demo),
)
NAMES = tuple(step.name for step in STEPS)


async def set_up(
    settings: Settings, say: Say, stop: asyncio.Event, only: Sequence[str] = NAMES
) -> bool:
    """Take the steps named in `only`; False if `stop` came first. Raises StepFailed."""
    for step in STEPS:
        if step.name not in only or not step.wanted(settings):
            continue
        taking = asyncio.create_task(_take(step, settings, say))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({taking, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if stop.is_set():
            taking.cancel()
            await asyncio.gather(taking, return_exceptions=True)
            return False
        stopping.cancel()
        taking.result()
    return True


async def _take(step: Step, settings: Settings, say: Say) -> None:
    started = time.monotonic()
    telling = asyncio.create_task(_tell_if_long(step, say))
    program = Program(step.name, (sys.executable, "-m", "bot", *step.command), {}, ROOT)
    try:
        with contextlib.closing(Log("setup", settings.var / "log", lambda line: None)) as log:
            code = await run_program(program, log)
    finally:
        was_told = telling.done()
        telling.cancel()
    if code != 0:
        last = "\n".join(log.last)
        raise StepFailed(f"{step.said} failed (python -m bot {' '.join(step.command)}):\n{last}")
    if was_told:
        say(f"{step.said}: done in {time.monotonic() - started:.1f} s")


async def _tell_if_long(step: Step, say: Say) -> None:
    # A step with nothing to do is over before anybody would want to read about it.
    await asyncio.sleep(_WORTH_A_LINE)
    say(f"{step.said} ...")

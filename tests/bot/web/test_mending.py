"""What a crash left half done is finished by a door that opens."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy.exc import OperationalError

from actions.shop.backends.sql import SqlOrders
from actions.shop.clock import Clock
from actions.shop.finishing import LEFT_ALONE
from actions.shop.order import Cancellation, Order
from actions.shop.policy import RemedyKind
from actions.shop.remedies import RemedyStatus
from bot.settings import load_settings
from bot.web.app import create_app
from bot.web.mending import Mending
from tests.actions.shop.counter import Counter
from tests.actions.shop.samples import order
from tests.bot.web.conftest import serve

LK = "LK202611180001"


class CrashError(Exception):
    """The process dies here."""


class CrashingOrders(SqlOrders):
    """A shop whose every cancellation is the last thing its process does."""

    def cancel(self, number: str, cancellation: Cancellation, key: str) -> Order:
        raise CrashError


def _crashed(folder: Path) -> Counter:
    """A shop where a cancellation was begun, and then the process died."""
    counter = Counter(folder, order())
    proposal = counter.shown(LK, RemedyKind.CANCEL)
    counter.orders_in = CrashingOrders
    with pytest.raises(CrashError):
        counter.yes(proposal)
    counter.orders_in = SqlOrders
    return counter


async def test_a_door_that_opens_finishes_what_a_crash_left_half_done(tmp_path: Path) -> None:
    counter = _crashed(tmp_path)
    assert [r.status for r in counter.remedies(LK)] == [RemedyStatus.DOING]
    clock_file = tmp_path / "clock"
    late = counter.clock.now() + 2 * LEFT_ALONE - Clock().now()
    clock_file.write_text(str(late.total_seconds()))
    settings = load_settings({"VAR_DIR": str(tmp_path), "CLOCK_FILE": str(clock_file)})
    with serve(create_app(settings)) as url:
        async with httpx.AsyncClient(base_url=url, trust_env=False) as http:
            assert (await http.get("/healthz")).status_code == 200
        for _ in range(100):
            if counter.remedies(LK)[0].status is RemedyStatus.DONE:
                break
            await asyncio.sleep(0.05)
    (remedy,) = counter.remedies(LK)
    assert remedy.status is RemedyStatus.DONE
    assert counter.order(LK).cancelled is not None


async def test_it_looks_again_and_a_database_in_trouble_does_not_end_it() -> None:
    looked = asyncio.Event()
    loop = asyncio.get_running_loop()
    found: list[Any] = [OperationalError("", {}, Exception("locked")), 0, 1]

    def mend() -> int:
        answer = found.pop(0)
        if not found:
            loop.call_soon_threadsafe(looked.set)
            found.append(0)
        if isinstance(answer, Exception):
            raise answer
        return int(answer)

    mending = Mending(mend, pause=0.01)
    mending.start()
    await asyncio.wait_for(looked.wait(), 5)
    await mending.stop()

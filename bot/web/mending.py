"""Finishes remedies that a crash left half done: at the start, and as long as the door is open."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable

from anyio.to_thread import run_sync
from sqlalchemy.exc import SQLAlchemyError

from actions.shop.finishing import LEFT_ALONE

log = logging.getLogger(__name__)


class Mending:
    """Calls `mend`, which returns how many it finished, at once and then from time to time.

    Not at the start alone: what broke off a moment ago may still be in somebody's hands then.
    """

    def __init__(self, mend: Callable[[], int], pause: float = LEFT_ALONE.total_seconds()) -> None:
        self._mend = mend
        self._pause = pause
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._keep_mending())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _keep_mending(self) -> None:
        while True:
            try:
                if mended := await run_sync(self._mend):
                    log.warning("Finished %d remedies that a crash left half done", mended)
            except SQLAlchemyError:
                log.exception("Could not look for remedies left half done")
            await asyncio.sleep(self._pause)

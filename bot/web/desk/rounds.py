"""Looks after the queue from time to time: gives away what waits, takes back what was left."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from anyio.to_thread import run_sync
from sqlalchemy.exc import SQLAlchemyError

from bot.conversations.changes import Changes
from bot.desk.giving import give_waiting
from bot.desk.losing import take_back
from bot.desk.office import Office
from bot.web.desk.hub import Hub

log = logging.getLogger(__name__)

EVERY_SECONDS = 1.0


class Rounds:
    """Runs in every door: of several that look at once, one does each thing."""

    def __init__(
        self, office: Office, changes: Changes, hub: Hub, every: float = EVERY_SECONDS
    ) -> None:
        self._office = office
        self._changes = changes
        self._hub = hub
        self._every = every
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._keep_looking())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _keep_looking(self) -> None:
        while True:
            try:
                await self._look()
            except SQLAlchemyError:
                log.exception("Could not look after the queue")
            await asyncio.sleep(self._every)

    async def _look(self) -> None:
        lost = await run_sync(take_back, self._office)
        for conversation, why in lost.items():
            log.info("A conversation went back to the queue: %s", why)
            self._changes.tell(conversation)
        for conversation, name in (await run_sync(give_waiting, self._office)).items():
            self._changes.tell(conversation)
            await self._hub.assigned(conversation, name)

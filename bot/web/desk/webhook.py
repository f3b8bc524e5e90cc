"""Sends what happened to the shop's own help desk: signed, again until it arrives, beside all."""

from __future__ import annotations

import asyncio
import logging

import httpx
from anyio.to_thread import run_sync
from sqlalchemy.exc import SQLAlchemyError

from bot.conversations.database import Store
from bot.desk.deliveries import (
    Delivery,
    claim_due,
    note_delivered,
    note_failed,
    seconds_of,
    signature,
)
from bot.desk.telling import collect

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
PATIENCE = 10.0
AT_A_TIME = 8
AGENT = "order-support"


class Webhook:
    """Posts to one address. `secret` is what the receiver checks the signature with."""

    def __init__(self, store: Store, url: str, secret: str, every: float = LOOK_SECONDS) -> None:
        self._store = store
        self._url = url
        self._secret = secret
        self._every = every
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._keep_sending())

    async def stop(self) -> None:
        """What is under way is tried again after the next start."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _keep_sending(self) -> None:
        async with httpx.AsyncClient(timeout=PATIENCE) as http:
            while True:
                try:
                    await run_sync(collect, self._store)
                    while due := await run_sync(claim_due, self._store, AT_A_TIME):
                        await asyncio.gather(*[self._send(http, each) for each in due])
                except SQLAlchemyError:
                    log.exception("Could not look for what the webhook is to tell")
                await asyncio.sleep(self._every)

    async def _send(self, http: httpx.AsyncClient, delivery: Delivery) -> None:
        error = await self._post(http, delivery)
        if error is None:
            await run_sync(note_delivered, self._store, delivery)
        elif not await run_sync(note_failed, self._store, delivery, error):
            log.error(
                "The webhook was given up for %s after %d tries: %s",
                delivery.about,
                delivery.tries,
                error,
            )
        elif delivery.tries == 1:
            log.warning("The webhook did not arrive and is tried again: %s", error)

    async def _post(self, http: httpx.AsyncClient, delivery: Delivery) -> str | None:
        """What went wrong, or None. Whatever is no 2xx counts as not arrived."""
        timestamp = seconds_of(self._store.now())
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": AGENT,
            "X-Order-Support-Id": delivery.about,
            "X-Order-Support-Event": delivery.event,
            "X-Order-Support-Timestamp": str(timestamp),
            "X-Order-Support-Signature": signature(self._secret, timestamp, delivery.body),
        }
        try:
            answer = await http.post(self._url, content=delivery.body.encode(), headers=headers)
        except httpx.HTTPError as error:
            return f"{type(error).__name__}: {error}"
        return None if answer.is_success else f"HTTP {answer.status_code}"

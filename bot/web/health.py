"""Whether the door lives, and whether a chat message would be answered."""

from __future__ import annotations

import asyncio

import httpx
import msgspec
from anyio.to_thread import run_sync
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.conversations.database import Store
from bot.conversations.tables import conversations
from bot.settings import Settings
from bot.web.errors import Json

PATIENCE = 3.0


class Health:
    """`/healthz` and `/readyz`."""

    def __init__(self, settings: Settings, store: Store, http: httpx.AsyncClient) -> None:
        self._settings = settings
        self._store = store
        self._http = http

    def routes(self) -> list[Route]:
        return [Route("/healthz", self.live), Route("/readyz", self.ready)]

    async def live(self, request: Request) -> Response:
        return Json({"status": "ok"})

    async def ready(self, request: Request) -> Response:
        """200 where Rasa has a model, and the action server and the database answer; else 503."""
        parts = ("rasa", "actions", "database")
        answers = await asyncio.gather(self._rasa(), self._actions(), self._database())
        state = dict(zip(parts, answers, strict=True))
        return Json({"ready": all(answers), **state}, 200 if all(answers) else 503)

    async def _rasa(self) -> bool:
        token = self._settings.rasa_auth_token
        url = f"{self._settings.rasa_url}/status"
        try:
            answer = await self._http.get(url, params={"token": token}, timeout=PATIENCE)
            status = msgspec.json.decode(answer.content)
        except (httpx.HTTPError, msgspec.DecodeError, UnicodeDecodeError):
            return False
        loaded = isinstance(status, dict) and bool(status.get("model_file"))
        return answer.status_code == 200 and loaded

    async def _actions(self) -> bool:
        try:
            answer = await self._http.get(f"{self._settings.actions_url}/health", timeout=PATIENCE)
        except httpx.HTTPError:
            return False
        return answer.status_code == 200

    async def _database(self) -> bool:
        def look() -> bool:
            with self._store.read() as connection:
                connection.execute(select(conversations.c.id).limit(1))
            return True

        try:
            return await run_sync(look)
        except SQLAlchemyError:
            return False

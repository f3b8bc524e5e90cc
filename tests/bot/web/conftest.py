"""A real door on a real port; in the place of Rasa and the actions a server that does as told."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import httpx
import pytest
import socketio
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from actions.shop.tables import customers
from bot.conversations import sessions
from bot.conversations.database import Store, open_store
from bot.conversations.tables import conversations
from bot.customer_token import make_token
from bot.settings import Settings, load_settings
from bot.web.app import Timing, create_app

# The socket client asks aiohttp for a name that the aiohttp Rasa pins does not have yet; there the
# time to wait for the closing of a WebSocket is a plain number.
if not hasattr(aiohttp, "ClientWSTimeout"):
    aiohttp.ClientWSTimeout = lambda ws_close: ws_close

Script = Callable[[dict[str, Any]], Awaitable[Response]]


def says(*texts: str, **more: Any) -> Response:
    """A turn as Rasa's channel answers it."""
    messages = [{"text": text, "buttons": []} for text in texts]
    return JSONResponse({"messages": messages, "handover": None, "closed": False, **more})


@dataclass
class ScriptedRasa:
    """Answers each message as `script` says; the default repeats it."""

    url: str = ""
    heard: list[dict[str, Any]] = field(default_factory=list)
    script: Script | None = None
    healthy: bool = True

    async def message(self, request: Request) -> Response:
        body = await request.json()
        self.heard.append({**body, "authorization": request.headers.get("authorization")})
        return says(f"You said: {body['text']}") if not self.script else await self.script(body)

    async def status(self, request: Request) -> Response:
        return JSONResponse({"model_file": "a.tar.gz"}) if self.healthy else Response("", 409)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/webhooks/shop/message", self.message, methods=["POST"]),
                Route("/status", self.status),
                Route("/health", lambda _: JSONResponse({"status": "ok"})),
            ]
        )


@dataclass
class World:
    """One instance: its door, its database, its scripted bot."""

    url: str
    rasa: ScriptedRasa
    settings: Settings
    store: Store
    http: httpx.AsyncClient = field(default_factory=httpx.AsyncClient, repr=False)

    def customer_token(self, customer: str = "c1", **valid: Any) -> str:
        valid_for = timedelta(**valid) if valid else timedelta(hours=1)
        key = self.settings.customer_token_key
        return make_token(key, customer, self.store.now(), valid_for)

    async def open(self, **body: Any) -> dict[str, str]:
        """Open a REST session and return the headers that speak in it."""
        answer = await self.http.post("/api/chat/sessions", json=body)
        assert answer.status_code == 201, answer.text
        return {"Authorization": f"Bearer {answer.json()['token']}"}

    def conversation(self, headers: dict[str, str]) -> str:
        """The id the house uses for the conversation these headers speak in."""
        token = headers["Authorization"].removeprefix("Bearer ")
        found = sessions.find_by_secret(self.store, sessions.REST, token)
        assert found is not None
        return found.id

    async def say(self, headers: dict[str, str], **body: Any) -> httpx.Response:
        return await self.http.post("/api/chat/messages", json=body, headers=headers)

    async def history(self, headers: dict[str, str], after: int = 0) -> list[dict[str, Any]]:
        answer = await self.http.get(f"/api/chat/messages?after={after}", headers=headers)
        assert answer.status_code == 200, answer.text
        messages: list[dict[str, Any]] = answer.json()["messages"]
        return messages


@contextmanager
def serve(app: ASGIApp) -> Iterator[str]:
    """Serve `app` from a thread, on a free port of the loopback."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        app, ws="wsproto", log_level="critical", timeout_graceful_shutdown=1, lifespan="on"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def settings() -> dict[str, Any]:
    """What a test module sets otherwise."""
    return {}


@pytest.fixture
def timing() -> Timing:
    # Nobody is given anything here, unless a test asks for it.
    return Timing(wait=10, patience=5, retry_after=(0.05, 0.05), rounds=3600)


class Instances:
    """Running instances by how they are set: starting one for every test would take long."""

    def __init__(self, folder: Callable[[], Path], running: ExitStack) -> None:
        self._folder = folder
        self._running = running
        self._started: dict[str, World] = {}

    def get(self, changed: dict[str, Any], timing: Timing) -> World:
        key = repr((sorted(changed.items()), timing))
        if key not in self._started:
            self._started[key] = self._start(changed, timing)
        return self._started[key]

    def _start(self, changed: dict[str, Any], timing: Timing) -> World:
        rasa = ScriptedRasa()
        rasa.url = self._running.enter_context(serve(rasa.app()))
        made = load_settings({"VAR_DIR": str(self._folder())})
        made = replace(made, rasa_url=rasa.url, actions_url=rasa.url, **changed)
        store = open_store(made.database_url, made.clock)
        self._running.callback(store.engine.dispose)
        conversations.metadata.create_all(store.engine)
        with store.write() as connection:
            for id in ("c1", "c2"):
                row = {"id": id, "name": id, "locale": "en", "notices": True}
                connection.execute(customers.insert().values(row))
        url = self._running.enter_context(serve(create_app(made, timing)))
        return World(url, rasa, made, store)


@pytest.fixture(scope="session")
def instances(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instances]:
    with ExitStack() as running:
        yield Instances(lambda: tmp_path_factory.mktemp("instance"), running)


@pytest.fixture
async def world(
    instances: Instances, settings: dict[str, Any], timing: Timing
) -> AsyncIterator[World]:
    world = instances.get(settings, timing)
    world.rasa.script, world.rasa.healthy = None, True
    world.rasa.heard.clear()
    async with httpx.AsyncClient(base_url=world.url, timeout=20, trust_env=False) as world.http:
        yield world


class Chat:
    """A web chat on a socket, that keeps whatever it is sent."""

    def __init__(self, namespace: str = "/") -> None:
        self.client = socketio.AsyncClient(reconnection=False)
        self.events: list[tuple[str, Any]] = []
        self._news = asyncio.Event()
        self.client.on("*", self._take, namespace=namespace)
        self.session_id = ""

    async def _take(self, event: str, data: Any = None) -> None:
        self.events.append((event, data))
        self._news.set()

    async def connect(self, url: str, **options: Any) -> None:
        await self.client.connect(url, transports=["websocket"], **options)

    async def request(self, session_id: str | None = None, **custom: Any) -> Any:
        body: dict[str, Any] = {"session_id": session_id}
        if custom:
            body["customData"] = custom
        answer = await self.client.call("session_request", body, timeout=10)
        if answer["ok"]:
            self.session_id = answer["session_id"]
        return answer

    async def utter(self, message: Any, **custom: Any) -> Any:
        body = {"message": message, "session_id": self.session_id, "customData": custom}
        return await self.client.call("user_uttered", body, timeout=10)

    def got(self, event: str) -> list[Any]:
        return [data for name, data in self.events if name == event]

    async def wait_for(self, event: str, count: int = 1) -> list[Any]:
        """The data of the first `count` of these events; fails after ten seconds."""

        async def enough() -> None:
            while len(self.got(event)) < count:
                self._news.clear()
                await self._news.wait()

        try:
            await asyncio.wait_for(enough(), 10)
        except asyncio.TimeoutError:
            raise AssertionError(f"{count} x {event} awaited, came: {self.events}") from None
        return self.got(event)[:count]


@pytest.fixture
async def chats(world: World) -> AsyncIterator[Callable[..., Awaitable[Chat]]]:
    """Opens connected web chats and closes them in the end."""
    opened: list[Chat] = []

    async def open_chat(**options: Any) -> Chat:
        chat = Chat()
        opened.append(chat)
        await chat.connect(world.url, **options)
        return chat

    yield open_chat
    for chat in opened:
        await chat.client.disconnect()

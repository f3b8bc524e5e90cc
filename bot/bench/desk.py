"""How long a message takes between a shopper and the desk, on an instance that runs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from typing import Any
from uuid import uuid4

import aiohttp
import httpx
import socketio

from bot.bench.figures import Waits, percentile
from bot.converse.instance import private_instance
from bot.instance import address
from bot.processes import Say
from bot.settings import Settings

OPEN, ROUNDS = 50, 4
PATIENCE = 30.0
ASKS = "I want to talk to a person"
API = "/api/desk"

# The socket client asks aiohttp for a name that the aiohttp Rasa pins does not have yet; there the
# time to wait for the closing of a WebSocket is a plain number.
if not hasattr(aiohttp, "ClientWSTimeout"):
    aiohttp.ClientWSTimeout = lambda ws_close: ws_close

# Makes an account for the desk of this instance: its name and its password.
Hire = Callable[[Settings], tuple[str, str]]


def measure_desk(model: str, hire: Hire, say: Say) -> Waits:
    """Start an instance with this model and measure. Raises NotStarted."""
    with private_instance(MODEL_FILE=model) as instance:
        instance.wait_until_ready()
        name, password = hire(instance.settings)
        waits = asyncio.run(ask_desk(address(instance.settings), name, password))
        say(f"The desk was measured with {waits.open} conversations.")
        return waits


async def ask_desk(
    url: str, name: str, password: str, count: int = OPEN, rounds: int = ROUNDS
) -> Waits:
    """With so many shoppers on sockets, and one member of the staff who has them all."""
    async with AsyncExitStack() as stack:
        http = httpx.AsyncClient(base_url=url, timeout=PATIENCE, trust_env=False)
        console = _Console(await stack.enter_async_context(http))
        await console.open(url, name, password)
        stack.push_async_callback(console.socket.disconnect)
        shoppers = [_Shopper() for _ in range(count)]
        for shopper in shoppers:
            await shopper.come(url)
            stack.push_async_callback(shopper.socket.disconnect)
        taken = await console.take(count)
        known = await _introduced(console, shoppers, taken)
        seen = [await _there_and_back(console, *each) for _ in range(rounds) for each in known]
    there, back = [each[0] for each in seen], [each[1] for each in seen]
    return Waits(
        open=count,
        messages=len(seen),
        to_desk_p50=percentile(there, 0.5),
        to_desk_p95=percentile(there, 0.95),
        to_shopper_p50=percentile(back, 0.5),
        to_shopper_p95=percentile(back, 0.95),
    )


class _Heard:
    """Waits for an event that tells one certain thing, and knows when it came."""

    def __init__(self) -> None:
        self._came: dict[str, asyncio.Future[float]] = {}

    def expect(self, what: str) -> asyncio.Future[float]:
        self._came[what] = asyncio.get_running_loop().create_future()
        return self._came[what]

    def note(self, what: str) -> None:
        future = self._came.pop(what, None)
        if future is not None and not future.done():
            future.set_result(time.monotonic())


class _Shopper:
    """A shopper with the widget open, in a conversation with people."""

    def __init__(self) -> None:
        self.socket = socketio.AsyncClient(reconnection=False)
        self.heard = _Heard()
        self._session = ""
        self.socket.on("bot_uttered", self._uttered)

    async def come(self, url: str) -> None:
        await self.socket.connect(url, transports=["websocket"])
        body = {"session_id": None, "customData": {"locale": "en"}}
        answer = await self.socket.call("session_request", body, timeout=PATIENCE)
        self._session = answer["session_id"]
        await self.say(ASKS)

    async def say(self, text: str) -> None:
        body = {"message": text, "session_id": self._session, "customData": {"id": uuid4().hex}}
        await self.socket.call("user_uttered", body, timeout=PATIENCE)

    async def _uttered(self, data: Any) -> None:
        self.heard.note(data["text"])


class _Console:
    """One of the staff, with the page open."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.socket = socketio.AsyncClient(reconnection=False)
        self.heard = _Heard()
        self._http = http
        self.socket.on("changed", self._changed, namespace="/desk")

    async def open(self, url: str, name: str, password: str) -> None:
        """What waits is taken here one by one, and not given."""
        signed = await self._send("POST", "/sign-in", name=name, password=password)
        self._http.headers["X-CSRF-Token"] = signed["csrf"]
        await self._send("PATCH", "/me", presence="away")
        cookie = f"desk_session={self._http.cookies['desk_session']}"
        await self.socket.connect(
            url,
            transports=["websocket"],
            namespaces=["/desk"],
            headers={"Cookie": cookie},
            auth={"csrf": signed["csrf"]},
        )

    async def take(self, count: int) -> list[tuple[str, int]]:
        """The conversations that wait, once so many do, each with its version."""
        end = time.monotonic() + PATIENCE
        while len(items := (await self._queue())) < count:
            if time.monotonic() > end:
                raise TimeoutError(f"{len(items)} of {count} shoppers came to the desk")
            await asyncio.sleep(0.2)
        taken = []
        for item in items[:count]:
            at = f"/conversations/{item['id']}/claim"
            claimed = await self._send("POST", at, version=item["version"])
            taken.append((item["id"], claimed["conversation"]["version"]))
        return taken

    async def reply(self, conversation: str, version: int, text: str) -> None:
        body = {"id": uuid4().hex, "text": text, "version": version}
        await self._send("POST", f"/conversations/{conversation}/replies", **body)

    async def look(self, conversation: str) -> None:
        """What the page does when it is told that something changed."""
        found = await self._http.get(f"{API}/conversations/{conversation}")
        found.raise_for_status()

    async def _queue(self) -> list[dict[str, Any]]:
        found = await self._http.get(f"{API}/conversations", params={"limit": 200})
        items: list[dict[str, Any]] = found.raise_for_status().json()["items"]
        return items

    async def _send(self, method: str, path: str, **body: Any) -> Any:
        answer = await self._http.request(method, API + path, json=body)
        return answer.raise_for_status().json()

    async def _changed(self, data: Any) -> None:
        self.heard.note(data["conversation"])


Known = tuple[_Shopper, str, int]


async def _introduced(
    console: _Console, shoppers: Sequence[_Shopper], taken: Sequence[tuple[str, int]]
) -> list[Known]:
    """Which conversation is whose: known by who hears what is said in it."""
    known = []
    for conversation, version in taken:
        heard = {shopper.heard.expect(conversation): shopper for shopper in shoppers}
        await console.reply(conversation, version, conversation)
        done, _ = await asyncio.wait(heard, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        known.append((heard[done.pop()], conversation, version))
    return known


async def _there_and_back(
    console: _Console, shopper: _Shopper, conversation: str, version: int
) -> tuple[float, float]:
    """Seconds until the desk saw the shopper's message, and until the shopper saw the answer."""
    seen = console.heard.expect(conversation)
    started = time.monotonic()
    await shopper.say("Is anybody there?")
    await asyncio.wait_for(seen, PATIENCE)
    await console.look(conversation)
    there = time.monotonic() - started
    text = f"Yes, I am here. {uuid4().hex}"
    heard = shopper.heard.expect(text)
    started = time.monotonic()
    await console.reply(conversation, version, text)
    return there, await asyncio.wait_for(heard, PATIENCE) - started

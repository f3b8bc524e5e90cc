"""A door that plays a script: the events of C3 over real sockets, with no bot behind it.

Holds what it was told in memory and survives `stop` and `start`, as a database would. What it says
to a message stands in `script.py`. It is no model of the real door, only of its contract.
"""

from __future__ import annotations

import asyncio
import secrets
import socket
import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import socketio
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.browser.script import CUSTOMERS, ORDERS, Reply, answers_to

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)


@dataclass
class Talk:
    """One conversation: what was stored, in order, and which ids were taken."""

    messages: list[dict[str, Any]] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)


class ScriptedServer:
    """Serves the built pages and chats by the script, in a thread of its own."""

    def __init__(self, pages: Path) -> None:
        self._pages = pages
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self.talks: dict[str, Talk] = {}
        # Every `user_uttered` and `session_request` as it came in, repeats included.
        self.uttered: list[dict[str, Any]] = []
        self.requested: list[dict[str, Any]] = []
        self.takes_uploads = True
        # The next so many messages are stored, and their acknowledgement is lost on the way.
        self.acks_to_lose = 0
        self.delay = 0.05
        self._thread: threading.Thread | None = None
        self._uvicorn: uvicorn.Server | None = None

    def start(self) -> None:
        config = uvicorn.Config(
            self._app(), "127.0.0.1", self.port, log_level="error", ws="wsproto", lifespan="off"
        )
        self._uvicorn = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._uvicorn.run, daemon=True)
        self._thread.start()
        for _ in range(200):
            with socket.socket() as probe:
                probe.settimeout(0.1)
                if self._uvicorn.started and probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            threading.Event().wait(0.05)
        raise RuntimeError("the scripted server did not start")

    def stop(self) -> None:
        """Cut every line at once, as a crash would."""
        if self._uvicorn is None or self._thread is None:
            return
        self._uvicorn.should_exit = self._uvicorn.force_exit = True
        self._thread.join(10)

    def texts(self, sender: str = "shopper") -> list[str]:
        """What `sender` said in all conversations, as stored."""
        said = [m for talk in self.talks.values() for m in talk.messages]
        return [m["text"] for m in said if m["from"] == sender]

    def _app(self) -> ASGIApp:
        sio = socketio.AsyncServer(async_mode="asgi", max_http_buffer_size=64 * 1024)
        _Sockets(self, sio)
        pages = Starlette(
            routes=[
                Route("/demo/customers", lambda request: JSONResponse(CUSTOMERS)),
                Route("/demo/orders", self._orders),
                Route("/api/chat/uploads", self._upload, methods=["POST"]),
                Mount("/", StaticFiles(directory=self._pages, html=True)),
            ]
        )
        return with_policy(socketio.ASGIApp(sio, other_asgi_app=pages))

    async def _orders(self, request: Request) -> Response:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        known = {customer["token"]: customer["id"] for customer in CUSTOMERS}
        if token not in known:
            return JSONResponse({"error": {"code": "customer_token", "message": ""}}, 401)
        return JSONResponse(ORDERS[known[token]])

    async def _upload(self, request: Request) -> Response:
        if not self.takes_uploads:
            return JSONResponse({}, 404)
        secret = request.headers.get("authorization", "").removeprefix("Bearer ")
        if secret not in self.talks:
            return JSONResponse({}, 401)
        await request.body()
        return JSONResponse({"upload_id": secrets.token_hex(4)}, 201)


class _Sockets:
    """The events of C3."""

    def __init__(self, server: ScriptedServer, sio: Any) -> None:
        self._server = server
        self._sio = sio
        self._seats: dict[str, set[str]] = defaultdict(set)
        self._tasks: set[asyncio.Task[None]] = set()
        sio.on("connect", self.connect)
        sio.on("disconnect", self.disconnect)
        sio.on("session_request", self.session_request)
        sio.on("user_uttered", self.user_uttered)

    async def connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        """Anybody may connect."""

    async def disconnect(self, sid: str, reason: Any = None) -> None:
        for seats in self._seats.values():
            seats.discard(sid)

    async def session_request(self, sid: str, data: dict[str, Any]) -> dict[str, Any]:
        server, custom = self._server, data.get("customData") or {}
        server.requested.append(data)
        session = data.get("session_id")
        if session not in server.talks:
            session = secrets.token_hex(16)
            server.talks[session] = Talk()
        self._seats[session].add(sid)
        await self._sio.emit("session_confirm", {"session_id": session}, to=sid)
        for message in server.talks[session].messages[custom.get("after") or 0 :]:
            await self._emit(message, sid)
        return {"ok": True, "session_id": session}

    async def user_uttered(self, sid: str, data: dict[str, Any]) -> dict[str, Any] | None:
        server, custom = self._server, data["customData"]
        server.uttered.append(data)
        talk = server.talks.get(data["session_id"])
        if talk is None:
            return {"ok": False, "error": {"code": "session_unknown", "message": "unknown"}}
        if custom["id"] not in talk.taken:
            await self._take(data, talk)
        if server.acks_to_lose > 0:
            server.acks_to_lose -= 1
            await self._sio.disconnect(sid)
        return {"ok": True, "seq": talk.taken[custom["id"]]}

    async def _take(self, data: dict[str, Any], talk: Talk) -> None:
        custom, said = data["customData"], data["message"]
        form, text = custom.get("form"), data["message"]
        for message in talk.messages:
            for button in message["buttons"]:
                text = button["title"] if said == f"button:{button['id']}" else text
        own = Reply(text or f"form {form['type']}", sender="shopper")
        stored = await self._say(data["session_id"], own, id=custom["id"])
        talk.taken[custom["id"]] = stored["seq"]
        task = asyncio.create_task(self._answer(data["session_id"], text, form))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, session: str, text: str, form: dict[str, Any] | None) -> None:
        await self._type(session, on=True)
        await asyncio.sleep(self._server.delay)
        for reply in answers_to(text, form):
            await self._say(session, reply)
        await self._type(session, on=False)

    async def _type(self, session: str, *, on: bool) -> None:
        for sid in list(self._seats[session]):
            await self._sio.emit("bot_typing", {"on": on}, to=sid)

    async def _say(self, session: str, reply: Reply, **more: Any) -> dict[str, Any]:
        talk = self._server.talks[session]
        message = {
            "seq": len(talk.messages) + 1,
            "from": reply.sender,
            "text": reply.text,
            "buttons": [{"id": secrets.token_hex(4), "title": t} for t in reply.buttons],
            "at": datetime.now(timezone.utc).isoformat(),
            "handled_by": reply.handled_by,
            **({"card": reply.card} if reply.card else {}),
            **({"name": reply.name} if reply.name else {}),
            **({"closed": True} if reply.closed else {}),
            **more,
        }
        talk.messages.append(message)
        for sid in list(self._seats[session]):
            await self._emit(message, sid)
        return message

    async def _emit(self, message: dict[str, Any], sid: str) -> None:
        metadata = {key: value for key, value in message.items() if key != "text"}
        if message["from"] == "shopper":
            await self._sio.emit("message_stored", message, to=sid)
            return
        data: dict[str, Any] = {"text": message["text"], "metadata": metadata}
        if message["buttons"]:
            data["quick_replies"] = [
                {"title": b["title"], "payload": f"button:{b['id']}"} for b in message["buttons"]
            ]
        await self._sio.emit("bot_uttered", data, to=sid)


def with_policy(app: Any) -> Callable[[Scope, Receive, Send], Any]:
    """The same strict policy as the real door's: what the pages must live with."""

    async def served(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_policy(message: Any) -> None:
            if message["type"] == "http.response.start":
                header = (b"content-security-policy", POLICY.encode())
                message = {**message, "headers": [*message.get("headers", []), header]}
            await send(message)

        await app(scope, receive, send_with_policy)

    return served

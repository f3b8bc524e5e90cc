"""A desk that plays a story: the endpoints and events of the staff console, held in memory.

No model of the real desk, only of its contract: for what the real one cannot be asked to do at
will, such as 500 conversations, answers that get lost, or a colleague who is faster.
"""

from __future__ import annotations

import asyncio
import secrets
from pathlib import Path
from typing import Any

import socketio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from tests.browser.desk import story
from tests.browser.desk.story import CANNED, PASSWORD, Json
from tests.browser.scripted_server import ScriptedServer, with_policy

API = "/api/desk"


class Refusal(Exception):
    def __init__(self, status: int, code: str, message: str = "", more: Json | None = None) -> None:
        super().__init__(code)
        self.answer = JSONResponse(
            {"error": {"code": code, "message": message or code, **(more or {})}}, status
        )


class ScriptedDesk(ScriptedServer):
    """Serves the built pages and the desk, in a thread of its own."""

    def __init__(self, pages: Path, conversations: int = 4) -> None:
        super().__init__(pages)
        self.staff = story.staff()
        self.talks_by_id = {
            f"c{number}": story.talk(number, "zh" if number % 2 else "en")
            for number in range(1, conversations + 1)
        }
        self.requests = story.requests()
        self.canned = list(CANNED)
        self.sessions: dict[str, str] = {}
        self.taken: dict[str, int] = {}
        # Every call as `METHOD path`, in the order in which they came.
        self.calls: list[str] = []
        # The next so many replies are stored, and the answer is lost on the way.
        self.answers_to_lose = 0
        # The next calls of these paths are refused: path -> refusal.
        self.refusals: dict[str, Refusal] = {}
        self.sio: Any = None
        self.loop: asyncio.AbstractEventLoop | None = None

    def item(self, talk: str) -> Json:
        found: Json = self.talks_by_id[talk]["conversation"]
        return found

    def says(self, talk: str, sender: str, text: str, **more: Any) -> int:
        """Somebody writes; everybody at the desk hears of it."""
        messages = self.talks_by_id[talk]["messages"]
        messages.append(story.message(len(messages) + 1, sender, text, 0, **more))
        last = messages[-1]
        self.item(talk)["last"] = {"from": sender, "text": text, "at": last["at"]}
        self.emit("changed", {"conversation": talk})
        return int(last["seq"])

    def texts_of(self, talk: str, sender: str) -> list[str]:
        said = self.talks_by_id[talk]["messages"]
        return [message["text"] for message in said if message["from"] == sender]

    def move(self, talk: str, owner: str, assignee: str | None = None) -> Json:
        item = self.item(talk)
        self.talks_by_id[talk]["history"].append(
            {
                "at": story.ago(0),
                "by": assignee or story.MEI,
                "before": item["owner"],
                "after": owner,
                "reason": "staff",
            }
        )
        item.update(owner=owner, assignee=assignee, version=item["version"] + 1)
        item["since"] = story.ago(0)
        self.emit("changed", {"conversation": talk})
        return item

    def emit(self, event: str, data: Json) -> None:
        """To every console that is connected; from any thread."""
        if self.sio is None or self.loop is None:
            return
        work = self.sio.emit(event, data, namespace="/desk")
        asyncio.run_coroutine_threadsafe(work, self.loop)

    def _app(self) -> ASGIApp:
        self.sio = socketio.AsyncServer(async_mode="asgi")
        self.sio.on("connect", self._connected, namespace="/desk")
        every = ["GET", "POST", "PUT", "PATCH", "DELETE"]
        pages = Starlette(
            routes=[
                Route("/desk", lambda _: FileResponse(self._pages / "desk.html")),
                Route(API + "/{path:path}", self._call, methods=every),
                Mount("/", StaticFiles(directory=self._pages, html=True)),
            ]
        )
        return with_policy(socketio.ASGIApp(self.sio, other_asgi_app=pages))

    async def _connected(self, sid: str, environ: Json, auth: Any = None) -> bool:
        self.loop = asyncio.get_running_loop()
        cookie = str(environ.get("HTTP_COOKIE", ""))
        return any(f"desk_session={key}" in cookie for key in self.sessions)

    async def _call(self, request: Request) -> Response:
        self.loop = asyncio.get_running_loop()
        path = request.path_params["path"]
        self.calls.append(f"{request.method} {path}")
        body = await request.json() if request.method != "GET" else {}
        try:
            if path in self.refusals:
                raise self.refusals.pop(path)
            if path == "sign-in":
                return self._sign_in(body)
            me = self.sessions.get(request.cookies.get("desk_session", ""))
            if me is None:
                raise Refusal(401, "signed_out")
            if request.method != "GET" and request.headers.get("x-csrf-token") != f"csrf of {me}":
                raise Refusal(403, "csrf")
            answer = self._answer(request, me, path.split("/"), body)
            if path.endswith("/replies") and self.answers_to_lose > 0:
                self.answers_to_lose -= 1
                return Response("lost", 503)
            return answer if isinstance(answer, Response) else JSONResponse(answer)
        except Refusal as refusal:
            return refusal.answer

    def _sign_in(self, body: Json) -> Response:
        name = str(body["name"])
        if name not in self.staff or body["password"] != PASSWORD:
            raise Refusal(401, "wrong_password")
        key = secrets.token_hex(8)
        self.sessions[key] = name
        answer = JSONResponse({"me": self.staff[name], "csrf": f"csrf of {name}"})
        answer.set_cookie("desk_session", key, httponly=True, samesite="strict")
        return answer

    def _answer(self, request: Request, me: str, parts: list[str], body: Json) -> Any:
        from tests.browser.desk.scripted_answers import ANSWERS, of_conversation

        if parts[0] == "conversations" and len(parts) > 1:
            return of_conversation(self, request, me, parts[1:], body)
        return ANSWERS[parts[0]](self, request, me, parts[1:], body)

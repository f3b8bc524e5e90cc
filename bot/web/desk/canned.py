"""Canned replies: everybody at the desk uses them, supervisors write them."""

from __future__ import annotations

from typing import Annotated, Any

from anyio.to_thread import run_sync
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.desk import canned
from bot.desk.accounts import Role, Staff
from bot.desk.canned import BadShortcut, Canned, NoSuchReply, ShortcutTaken, UnknownField, Wording
from bot.text import clean
from bot.web.bodies import check_text, read_body
from bot.web.desk.asked import LARGEST
from bot.web.desk.desk import Desk
from bot.web.desk.guard import Guard
from bot.web.errors import Json, Refused


class CannedBody(Struct, forbid_unknown_fields=True):
    shortcut: Annotated[str, Meta(max_length=40)]
    zh: str
    en: str

    def wording(self) -> Wording:
        """Raises Refused where a text is empty or too long."""
        check_text(self.zh)
        check_text(self.en)
        return Wording(clean(self.shortcut).lower(), clean(self.zh), clean(self.en))


class CannedPages:
    """The handlers of `/canned`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self, guard: Guard) -> list[Route]:
        return [
            guard.route("/canned", self.list, ["GET"]),
            guard.route("/canned", self.add, ["POST"], Role.SUPERVISOR),
            guard.route("/canned/{reply}", self.change, ["PUT"], Role.SUPERVISOR),
            guard.route("/canned/{reply}", self.drop, ["DELETE"], Role.SUPERVISOR),
        ]

    async def list(self, request: Request, me: Staff) -> Response:
        found = await run_sync(canned.list_canned, self._desk.store)
        return Json({"items": [_shape(each) for each in found]})

    async def add(self, request: Request, me: Staff) -> Response:
        wording = (await read_body(request, CannedBody)).wording()
        made = await run_sync(canned.add_canned, self._desk.store, wording, me.name)
        return Json({"canned": _shape(_usable(made))}, 201)

    async def change(self, request: Request, me: Staff) -> Response:
        wording, reply = (await read_body(request, CannedBody)).wording(), _id(request)
        made = await run_sync(canned.change_canned, self._desk.store, reply, wording, me.name)
        return Json({"canned": _shape(_usable(made))})

    async def drop(self, request: Request, me: Staff) -> Response:
        if not await run_sync(canned.drop_canned, self._desk.store, _id(request), me.name):
            raise _no_reply()
        return Response(status_code=204)


def _usable(made: Canned | canned.Unusable | NoSuchReply) -> Canned:
    if isinstance(made, NoSuchReply):
        raise _no_reply()
    if isinstance(made, ShortcutTaken):
        raise Refused(409, "shortcut_taken", "Another reply has this shortcut.")
    if isinstance(made, BadShortcut):
        text = "A shortcut is 1 to 40 letters, digits, hyphens or underscores."
        raise Refused(422, "shortcut", text)
    if isinstance(made, UnknownField):
        text = f"{{{made.name[:40]}}} is no field: there are {{name}}, {{order}} and {{date}}."
        raise Refused(422, "field", text)
    return made


def _id(request: Request) -> int:
    given = request.path_params["reply"]
    if not (given.isascii() and given.isdigit() and int(given[:11]) <= LARGEST):
        raise _no_reply()
    return int(given)


def _shape(found: Canned) -> dict[str, Any]:
    wording = found.wording
    return {"id": found.id, "shortcut": wording.shortcut, "zh": wording.zh, "en": wording.en}


def _no_reply() -> Refused:
    return Refused(404, "not_found", "There is no such reply.")

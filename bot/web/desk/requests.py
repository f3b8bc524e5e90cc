"""Requests that wait for a person, what is answered to them, and the photos that show why."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any

from anyio.to_thread import run_sync
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from actions.shop.remedies import Done, RemedyNotFound, Unknown
from bot.conversations.photos import find_photo
from bot.desk import deciding, requests
from bot.desk.accounts import Staff
from bot.desk.deciding import AnsweredBefore, Decided, OwnRequest
from bot.desk.effects import masked_remedy
from bot.desk.words import say
from bot.text import clean, is_blank
from bot.web.bodies import read_body
from bot.web.desk.desk import Desk
from bot.web.desk.guard import Guard
from bot.web.desk.shapes import request_as_json
from bot.web.errors import Json, Refused

UPLOAD_ID = re.compile(r"[0-9a-f]{32}")
# A photo of a shopper's: shown as a picture and as nothing else, and kept by no one on the way.
PHOTO_HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Disposition": "inline",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}

Amount = Annotated[str, Meta(max_length=14, pattern=r"^\d{1,10}(\.\d{1,2})?$")]


class ApproveBody(Struct, forbid_unknown_fields=True):
    amount: Amount | None = None


class RefuseBody(Struct, forbid_unknown_fields=True):
    reason: Annotated[str, Meta(max_length=500)]


class RequestPages:
    """The handlers of `/requests` and `/uploads`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self, guard: Guard) -> list[Route]:
        return [
            guard.route("/requests", self.list, ["GET"]),
            guard.route("/requests/{remedy}/approve", self.approve, ["POST"]),
            guard.route("/requests/{remedy}/refuse", self.refuse, ["POST"]),
            guard.route("/uploads/{upload}", self.photo, ["GET"]),
        ]

    async def list(self, request: Request, me: Staff) -> Response:
        state = request.query_params.get("state") or "open"
        reading = {"open": requests.open_ones, "answered": requests.answered_ones}.get(state)
        if reading is None:
            raise Refused(422, "invalid", "`state` must be open or answered.")
        found, now = await run_sync(reading, self._desk.office), self._desk.store.now()
        return Json({"items": [request_as_json(each, now) for each in found]})

    async def approve(self, request: Request, me: Staff) -> Response:
        body = await read_body(request, ApproveBody)
        amount = Decimal(body.amount) if body.amount is not None else None
        remedy = request.path_params["remedy"]
        return await self._answer(
            me, lambda: deciding.approve(self._desk.office, me, remedy, amount)
        )

    async def refuse(self, request: Request, me: Staff) -> Response:
        body = await read_body(request, RefuseBody)
        reason = clean(body.reason)
        if is_blank(reason):
            raise Refused(422, "empty_text", "A reason is needed: the shopper reads it.")
        remedy = request.path_params["remedy"]
        return await self._answer(
            me, lambda: deciding.refuse(self._desk.office, me, remedy, reason)
        )

    async def photo(self, request: Request, me: Staff) -> Response:
        upload = request.path_params["upload"]
        if not UPLOAD_ID.fullmatch(upload):
            raise _no_photo()
        folder = self._desk.settings.var / "uploads"
        path = await run_sync(find_photo, self._desk.store, folder, upload)
        if path is None:
            raise _no_photo()
        return FileResponse(path, media_type="image/jpeg", headers=PHOTO_HEADERS)

    async def _answer(self, me: Staff, decide: Callable[[], Decided]) -> Response:
        decided = await run_sync(decide)
        if not isinstance(decided, Done):
            raise _refused(decided, me.locale)
        if decided.remedy.conversation:
            self._desk.changes.tell(decided.remedy.conversation)
        return Json({"remedy": masked_remedy(decided.remedy)})


def _refused(decided: Any, language: str) -> Refused:
    if isinstance(decided, RemedyNotFound):
        return Refused(404, "not_found", "There is no such request.")
    if isinstance(decided, OwnRequest):
        return Refused(403, "own_request", say("own_request", language))
    if isinstance(decided, Unknown):
        text = say("outcome_unknown", language, reference=decided.remedy.id)
        return Refused(502, "outcome_unknown", text)
    if isinstance(decided, AnsweredBefore):
        more: dict[str, Any] = {"status": str(decided.remedy.status)}
        if decided.answered is not None:
            more |= {"by": decided.answered.by, "at": decided.answered.at.isoformat()}
        return Refused(409, "answered", say("answered_before", language), **more)
    return Refused(422, decided.code, decided.text)


def _no_photo() -> Refused:
    return Refused(404, "not_found", "There is no such photo.")

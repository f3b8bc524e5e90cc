"""Lists of conversations, and one conversation whole."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import datetime
from typing import Any

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.desk.accounts import Staff
from bot.desk.case import find_case
from bot.desk.listing import Cursor, View, Wanted, count_views, list_conversations
from bot.desk.understood import understood_in
from bot.desk.viewing import view_conversation
from bot.web.desk.asked import instant_of, number_of, text_of
from bot.web.desk.desk import Desk, no_conversation
from bot.web.desk.guard import Guard
from bot.web.desk.shapes import item_as_json, whole_as_json
from bot.web.errors import Json, Refused

PAGE = 50
LARGEST_PAGE = 200


class ConversationPages:
    """The handlers of `/conversations` that only read."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self, guard: Guard) -> list[Route]:
        return [
            guard.route("/conversations", self.list, ["GET"]),
            guard.route("/conversations/{id}", self.view, ["GET"]),
        ]

    async def list(self, request: Request, me: Staff) -> Response:
        wanted, after = _wanted(request), _cursor(request)
        most = number_of(request, "limit", LARGEST_PAGE) or PAGE

        def read() -> dict[str, Any]:
            office = self._desk.office
            page = list_conversations(office, me.name, wanted, after, most)
            return {
                "items": [item_as_json(item) for item in page.items],
                "next": _as_text(page.following) if page.following else None,
                "counts": count_views(office, [me.name])[me.name],
            }

        return Json(await run_sync(read))

    async def view(self, request: Request, me: Staff) -> Response:
        conversation = request.path_params["id"]
        self._desk.hub.watch(conversation)
        return Json(await run_sync(self._view, me, conversation))

    def _view(self, me: Staff, conversation: str) -> dict[str, Any]:
        whole = view_conversation(self._desk.office, me.name, conversation)
        if whole is None:
            raise no_conversation()
        case = find_case(self._desk.office, whole.item)
        shape = whole_as_json(whole, understood_in(self._desk.trackers, conversation))
        summary = None
        if whole.summary is not None:
            summary = {**whole.summary, "cause": case.cause, "offered": list(case.offered)}
            summary["mood"] = str(whole.item.mood)
        fields = {"name": case.fields.name, "order": case.fields.order, "date": case.fields.date}
        return {**shape, "summary": summary, "orders": list(case.orders), "fields": fields}


def _wanted(request: Request) -> Wanted:
    view = request.query_params.get("view") or str(View.QUEUE)
    if view not in {str(each) for each in View}:
        raise Refused(422, "invalid", "`view` must be queue, mine, all or resolved.")
    return Wanted(
        view=View(view),
        text=text_of(request, "q"),
        label=text_of(request, "label"),
        customer=text_of(request, "customer"),
        since=instant_of(request, "from"),
        until=instant_of(request, "to"),
    )


def _as_text(cursor: Cursor) -> str:
    plain = json.dumps([cursor.at.isoformat(), cursor.id])
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def _cursor(request: Request) -> Cursor | None:
    given = request.query_params.get("after")
    if not given:
        return None
    try:
        padded = given.encode() + b"=" * (-len(given) % 4)
        at, conversation = json.loads(base64.urlsafe_b64decode(padded))
        moment = datetime.fromisoformat(at)
        if not isinstance(conversation, str) or moment.tzinfo is None:
            raise ValueError
        return Cursor(moment, conversation)
    except (ValueError, TypeError, binascii.Error):
        raise Refused(422, "invalid", "`after` must be the `next` of a page.") from None

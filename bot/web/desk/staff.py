"""The accounts of the staff and what they did: for those who manage them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from anyio.to_thread import run_sync
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.desk import accounts, audit
from bot.desk.accounts import Added, Change, Role, Staff
from bot.desk.presence import loads, presence_of
from bot.web.bodies import read_body
from bot.web.desk.asked import instant_of, number_of
from bot.web.desk.desk import Desk
from bot.web.desk.guard import Guard
from bot.web.errors import Json, Refused

AUDIT_PAGE = 100

RoleName = Literal["agent", "supervisor", "owner"]


class AddBody(Struct, forbid_unknown_fields=True):
    name: str
    role: RoleName


class ChangeBody(Struct, forbid_unknown_fields=True):
    role: RoleName | None = None
    disabled: bool | None = None
    reset_password: bool = False


class StaffPages:
    """The handlers of `/staff` and `/audit`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self, guard: Guard) -> list[Route]:
        return [
            guard.route("/staff", self.list, ["GET"]),
            guard.route("/staff", self.add, ["POST"], Role.SUPERVISOR),
            guard.route("/staff/{name}", self.change, ["PATCH"], Role.SUPERVISOR),
            guard.route("/audit", self.audit, ["GET"], Role.SUPERVISOR),
        ]

    async def list(self, request: Request, me: Staff) -> Response:
        store = self._desk.store
        found = await run_sync(accounts.list_staff, store)
        open_now = await run_sync(loads, store)
        return Json({"items": [self._shape(each, open_now.get(each.name, 0)) for each in found]})

    async def add(self, request: Request, me: Staff) -> Response:
        body = await read_body(request, AddBody)
        if not me.role.covers(Role(body.role)):
            raise _not_yours()
        made = await run_sync(
            accounts.add_staff, self._desk.store, body.name, Role(body.role), me.name
        )
        if isinstance(made, accounts.NameTaken):
            raise Refused(409, "name_taken", "Somebody has this name.")
        if isinstance(made, accounts.BadName):
            raise Refused(422, "name", "A name is 1 to 40 letters, digits, dots or hyphens.")
        return Json({"staff": self._shape(made.staff, 0), "password": made.password}, 201)

    async def change(self, request: Request, me: Staff) -> Response:
        body = await read_body(request, ChangeBody)
        name = request.path_params["name"]
        change = Change(Role(body.role) if body.role else None, body.disabled, body.reset_password)
        made = await run_sync(accounts.change_staff, self._desk.store, name, change, me)
        if isinstance(made, accounts.NoSuchStaff):
            raise Refused(404, "not_found", "Nobody has this name.")
        if isinstance(made, accounts.NotYours):
            raise _not_yours()
        if isinstance(made, accounts.LastOne):
            raise Refused(409, "last_one", "Somebody who manages the others must be left.")
        await self._desk.hub.check_sessions()
        open_now = (await run_sync(loads, self._desk.store)).get(name, 0)
        if isinstance(made, Added):
            return Json({"staff": self._shape(made.staff, open_now), "password": made.password})
        return Json({"staff": self._shape(made, open_now)})

    async def audit(self, request: Request, me: Staff) -> Response:
        """The newest first; `next` goes on with those before."""
        asked = request.query_params
        wanted = audit.Wanted(
            who=asked.get("who") or None,
            what=asked.get("what") or None,
            since=instant_of(request, "from"),
            until=instant_of(request, "to"),
            before=number_of(request, "after"),
        )
        found = await run_sync(audit.read, self._desk.store, wanted, AUDIT_PAGE)
        following = str(found[-1].id) if len(found) == AUDIT_PAGE else None
        return Json({"items": [_entry(each) for each in found], "next": following})

    def _shape(self, staff: Staff, open_now: int) -> dict[str, Any]:
        presence = presence_of(self._desk.office, staff, self._desk.store.now())
        return {
            "name": staff.name,
            "role": str(staff.role),
            "presence": str(presence),
            "open": open_now,
            "capacity": staff.capacity,
            "disabled": staff.disabled,
        }


def _entry(entry: audit.Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "at": _iso(entry.at),
        "who": entry.who,
        "what": entry.what,
        "conversation": entry.conversation,
        "subject": entry.subject,
        "detail": entry.detail,
    }


def _iso(at: datetime) -> str:
    return at.isoformat()


def _not_yours() -> Refused:
    return Refused(403, "role", "This needs a higher role.")

"""Signing in and out, and what each of the staff sets for themselves."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.desk import accounts, signing_in
from bot.desk.accounts import LONGEST_PASSWORD, SHORTEST_PASSWORD, Presence, Staff
from bot.desk.presence import set_presence
from bot.web.bodies import Locale, read_body
from bot.web.desk.desk import Desk
from bot.web.desk.guard import COOKIE, Guard
from bot.web.errors import Json, Refused
from bot.web.limits import is_loopback

# A password takes 64 MB while it is looked at.
AT_A_TIME = 2

Password = Annotated[str, Meta(min_length=1, max_length=LONGEST_PASSWORD)]


class SignInBody(Struct, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=1, max_length=200)]
    password: Password


class MeBody(Struct, forbid_unknown_fields=True):
    presence: Literal["available", "away", "offline"] | None = None
    capacity: Annotated[int, Meta(ge=1, le=50)] | None = None
    locale: Locale | None = None


class PasswordBody(Struct, forbid_unknown_fields=True):
    old: Password
    new: Annotated[str, Meta(min_length=SHORTEST_PASSWORD, max_length=LONGEST_PASSWORD)]


class Sessions:
    """The handlers of signing in and out and of `/me`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._passwords = CapacityLimiter(AT_A_TIME)

    def routes(self, guard: Guard) -> list[Route]:
        return [
            guard.open_route("/sign-in", self.sign_in, ["POST"]),
            guard.route("/sign-out", self.sign_out, ["POST"]),
            guard.route("/me", self.me, ["GET"]),
            guard.route("/me", self.change_me, ["PATCH"]),
            guard.route("/me/password", self.change_password, ["POST"]),
        ]

    async def sign_in(self, request: Request) -> Response:
        body = await read_body(request, SignInBody)
        address = request.client.host if request.client else ""
        if not is_loopback(address):
            self._desk.sign_in_limit.check(address)
        found = await run_sync(
            signing_in.sign_in, self._desk.store, body.name, body.password, limiter=self._passwords
        )
        if not isinstance(found, signing_in.SignedIn):
            raise _refused(found)
        await self._desk.hub.presence_changed(found.staff.name)
        answer = Json({"me": as_me(found.staff), "csrf": found.csrf})
        answer.set_cookie(
            COOKIE,
            found.token,
            max_age=int(signing_in.LONGEST.total_seconds()),
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )
        return answer

    async def sign_out(self, request: Request, me: Staff) -> Response:
        token = request.cookies[COOKIE]
        await run_sync(signing_in.sign_out, self._desk.store, token, me.name)
        await self._desk.hub.check_sessions()
        if not await run_sync(signing_in.has_session, self._desk.store, me.name):
            await self._set_presence(me, Presence.OFFLINE)
        answer = Response(status_code=204)
        answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
        return answer

    async def me(self, request: Request, me: Staff) -> Response:
        csrf = signing_in.csrf_of(request.cookies[COOKIE])
        return Json({"me": as_me(me), "csrf": csrf})

    async def change_me(self, request: Request, me: Staff) -> Response:
        body = await read_body(request, MeBody)
        store = self._desk.store
        await run_sync(
            lambda: accounts.set_preferences(
                store, me.name, capacity=body.capacity, locale=body.locale
            )
        )
        if body.presence is not None:
            await self._set_presence(me, Presence(body.presence))
        found = await run_sync(accounts.find_staff, store, me.name)
        return Json({"me": as_me(found or me)})

    async def change_password(self, request: Request, me: Staff) -> Response:
        body = await read_body(request, PasswordBody)
        store, limiter = self._desk.store, self._passwords
        found = await run_sync(signing_in.check_password, store, me.name, body.old, limiter=limiter)
        if not isinstance(found, Staff):
            raise _refused(found)
        kept = signing_in.hash_of(request.cookies[COOKIE])
        await run_sync(accounts.change_password, store, me.name, body.new, kept, limiter=limiter)
        await self._desk.hub.check_sessions()
        return Response(status_code=204)

    async def _set_presence(self, me: Staff, presence: Presence) -> None:
        if await run_sync(set_presence, self._desk.store, me.name, presence):
            await self._desk.hub.presence_changed(me.name)


def as_me(staff: Staff) -> dict[str, Any]:
    return {
        "name": staff.name,
        "role": str(staff.role),
        "presence": str(staff.presence),
        "capacity": staff.capacity,
        "locale": staff.locale,
    }


def _refused(found: signing_in.WrongPassword | signing_in.Locked) -> Refused:
    if isinstance(found, signing_in.Locked):
        wait = {"Retry-After": str(found.seconds)}
        return Refused(429, "locked", "Too many wrong passwords. Try again later.", wait)
    return Refused(401, "wrong_password", "Name or password is wrong.")

"""Who may call what at the desk: every call is checked here before it is served."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.conversations.database import Store
from bot.desk.accounts import Role, Staff
from bot.desk.signing_in import find_session, is_csrf_of
from bot.web.errors import Refused
from bot.web.security import own_origin

COOKIE = "desk_session"
CSRF_HEADER = "x-csrf-token"
PATH = "/api/desk"
READING = frozenset({"GET", "HEAD"})

Endpoint = Callable[[Request, Staff], Awaitable[Response]]
OpenEndpoint = Callable[[Request], Awaitable[Response]]


class Guard:
    """Makes routes that only signed-in staff of a role can use."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def route(
        self, path: str, endpoint: Endpoint, methods: Sequence[str], role: Role = Role.AGENT
    ) -> Route:
        async def checked(request: Request) -> Response:
            check_page(request)
            me = await self._signed_in(request)
            if not me.role.covers(role):
                raise Refused(403, "role", f"This needs the role {role}.")
            return await endpoint(request, me)

        return Route(PATH + path, checked, methods=methods)

    def open_route(self, path: str, endpoint: OpenEndpoint, methods: Sequence[str]) -> Route:
        """For who is not signed in yet."""

        async def checked(request: Request) -> Response:
            check_page(request)
            return await endpoint(request)

        return Route(PATH + path, checked, methods=methods)

    async def _signed_in(self, request: Request) -> Staff:
        token = request.cookies.get(COOKIE, "")
        me = await run_sync(find_session, self._store, token) if token else None
        if me is None:
            raise Refused(401, "signed_out", "Sign in first.")
        given = request.headers.get(CSRF_HEADER, "")
        if request.method not in READING and not is_csrf_of(token, given):
            raise Refused(403, "csrf", f"The header {CSRF_HEADER} is missing or wrong.")
        return me


def check_page(request: Request) -> None:
    """Raises Refused with 403 for pages of other sites, those of the shop included."""
    origin = request.headers.get("origin")
    if origin not in (None, own_origin(request.url.scheme, request.headers.get("host", ""))):
        raise Refused(403, "origin", "Pages of this origin may not use the desk.")

"""The sockets of the desk's console: opened with the cookie and the token beside it."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from typing import Any

from anyio.to_thread import run_sync
from socketio.exceptions import ConnectionRefusedError as SocketRefused

from bot.desk.signing_in import find_session, hash_of, is_csrf_of
from bot.web.desk.desk import Desk
from bot.web.desk.guard import COOKIE
from bot.web.desk.hub import NAMESPACE, Console
from bot.web.security import own_origin


class DeskSockets:
    """The handlers of the namespace `/desk`. What staff do goes over HTTP; here they are told."""

    def __init__(self, desk: Desk, server: Any) -> None:
        self._desk = desk
        server.on("connect", self.connect, namespace=NAMESPACE)
        server.on("disconnect", self.disconnect, namespace=NAMESPACE)

    async def connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        """Raises a refusal whose text is the code: `origin`, `signed_out` or `csrf`."""
        scheme, host = environ["asgi.scope"]["scheme"], environ.get("HTTP_HOST", "")
        if environ.get("HTTP_ORIGIN") not in (None, own_origin(scheme, host)):
            raise SocketRefused("origin")
        token = _cookie(environ.get("HTTP_COOKIE", ""))
        me = await run_sync(find_session, self._desk.store, token) if token else None
        if me is None:
            raise SocketRefused("signed_out")
        given = auth.get("csrf") if isinstance(auth, dict) else None
        if not isinstance(given, str) or not is_csrf_of(token, given):
            raise SocketRefused("csrf")
        await self._desk.hub.join(Console(sid, me.name, hash_of(token)))

    async def disconnect(self, sid: str, reason: str | None = None) -> None:
        self._desk.hub.leave(sid)


def _cookie(header: str) -> str:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found is not None else ""

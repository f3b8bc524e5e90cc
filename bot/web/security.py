"""Who may call from which site, and the headers every page and answer carries."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.settings import Settings
from bot.web.errors import Json, Refused


def is_allowed(settings: Settings, origin: str | None, scheme: str, host: str) -> bool:
    """True for no browser at all, for the door's own pages and for the shop's sites."""
    if origin is None or origin in settings.shop_origins:
        return True
    return origin == own_origin(scheme, host)


def own_origin(scheme: str, host: str) -> str:
    """The origin of the door's own pages, by how it was called."""
    return f"{'https' if scheme in ('https', 'wss') else 'http'}://{host}"


def policy(settings: Settings) -> str:
    """The Content-Security-Policy: everything from here, nothing inline."""
    return _policy(" ".join(("'self'", *settings.frame_ancestors)))


def desk_policy() -> str:
    """The same for the staff console, which stands in no other page: nobody clicks it unseen."""
    return _policy("'none'")


def _policy(ancestors: str) -> str:
    rules: Mapping[str, str] = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": ancestors,
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


class SecurityHeaders:
    """Puts the headers on every answer, errors included."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._headers = {
            "Content-Security-Policy": policy(settings),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
            "Cross-Origin-Resource-Policy": "cross-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class OriginCheck:
    """Serves the chat to pages of the shop only; a browser says which page calls."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith("/api/"):
            headers = {name.decode("latin-1"): v.decode("latin-1") for name, v in scope["headers"]}
            origin, host = headers.get("origin"), headers.get("host", "")
            if not is_allowed(self._settings, origin, scope["scheme"], host):
                refused = Refused(403, "origin", "Pages of this origin may not use the chat.")
                await Json(refused.body(), 403)(scope, receive, send)
                return
        await self._app(scope, receive, send)

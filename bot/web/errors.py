"""What the door refuses, and how every refusal looks: `{"error": {"code", "message"}}`."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ExceptionHandler


class Refused(Exception):
    """A request that is not served. `code` is for programs, `message` for who wrote them.

    `more` stands beside the two in the answer.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        headers: Mapping[str, str] | None = None,
        /,
        **more: Any,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers
        self.more = more

    def body(self) -> dict[str, dict[str, Any]]:
        return {"error": {"code": self.code, "message": self.message, **self.more}}


class Json(Response):
    """A JSON answer that nobody keeps a copy of."""

    media_type = "application/json"

    def __init__(
        self, content: object, status_code: int = 200, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(content, status_code, {"Cache-Control": "no-store", **(headers or {})})

    def render(self, content: object) -> bytes:
        return msgspec.json.encode(content)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return Json(error.body(), error.status, error.headers)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    refused = Refused(status, status.phrase.lower().replace(" ", "_"), status.phrase + ".")
    return Json(refused.body(), status, error.headers)


async def _unforeseen(request: Request, error: Exception) -> Response:
    # The server logs it with its traceback after this answer is sent.
    return Json(Refused(500, "internal_error", "Something went wrong here.").body(), 500)


HANDLERS: dict[type[Exception] | int, ExceptionHandler] = {
    Refused: _refused,
    HTTPException: _http,
    Exception: _unforeseen,
}

"""An example of a help desk of the shop's own that follows ours: checks, and takes each thing once.

What it does is all a receiver has to do; docs/desk.md shows it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

OLDEST_SECONDS = 300


def is_genuine(secret: str, timestamp: str, body: bytes, signature: str, now: float) -> bool:
    """Whether it was signed with our secret, and not so long ago that it may be a replay."""
    expected = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256)
    fresh = timestamp.isdigit() and abs(now - int(timestamp)) <= OLDEST_SECONDS
    return fresh and hmac.compare_digest("v1=" + expected.hexdigest(), signature)


@dataclass
class Receiver:
    """`refuse` may answer instead, for what goes wrong on the way."""

    secret: str = ""
    taken: dict[str, Any] = field(default_factory=dict)
    forged: int = 0
    calls: list[str] = field(default_factory=list)
    refuse: Callable[[str], int | None] = lambda id: None

    async def hook(self, request: Request) -> Response:
        headers, body = request.headers, await request.body()
        self.calls.append(headers.get("x-order-support-id", ""))
        timestamp = headers.get("x-order-support-timestamp", "")
        given = headers.get("x-order-support-signature", "")
        if not is_genuine(self.secret, timestamp, body, given, time.time()):
            self.forged += 1
            return Response(status_code=401)
        status = self.refuse(self.calls[-1])
        if status is not None:
            return Response(status_code=status)
        told = json.loads(body)
        # The same may come twice: an answer of ours may have been lost.
        self.taken.setdefault(told["id"], told)
        return Response(status_code=204)

    def of(self, conversation: str, event: str | None = None) -> list[Any]:
        found = [t for t in self.taken.values() if t["conversation"]["id"] == conversation]
        return [t for t in found if event in (None, t["event"])]

    def app(self) -> Starlette:
        return Starlette(routes=[Route("/hook", self.hook, methods=["POST"])])

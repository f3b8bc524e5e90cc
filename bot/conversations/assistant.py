"""The one client of Rasa's channel: a message goes out, a turn or the lack of one comes back."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import msgspec

from actions.shop.order import Word
from bot.conversations.facts import Handover, Reply, Turn, Unclear, Waiting

PATIENCE = 25.0


class NoAnswer(Word):
    """Why there is no turn."""

    UNREACHABLE = "unreachable"
    SLOW = "slow"
    FAILED = "failed"
    RUBBISH = "rubbish"
    SILENT = "silent"


class _Button(msgspec.Struct):
    title: str
    payload: str


class _Said(msgspec.Struct):
    text: str
    buttons: list[_Button] = []
    card: dict[str, Any] | None = None


class _Handover(msgspec.Struct):
    reason: str
    order: str | None = None
    finding: str | None = None
    tried: list[str] | None = None
    also: list[str] = []


class _Answer(msgspec.Struct):
    messages: list[_Said]
    handover: _Handover | None = None
    closed: bool = False
    unclear: bool = False


class Assistant:
    """Speaks to the channel `shop` of one Rasa."""

    def __init__(
        self, http: httpx.AsyncClient, url: str, secret: str, patience: float = PATIENCE
    ) -> None:
        self._http = http
        self._url = f"{url}/webhooks/shop/message"
        self._headers = {"Authorization": f"Bearer {secret}"}
        self._patience = patience

    async def answer(
        self, conversation: str, message: Waiting, *, may_wait: bool = False
    ) -> Turn | Unclear | NoAnswer:
        """With `may_wait` an unclear message is not asked back, and Rasa forgets that it came."""
        body: dict[str, Any] = {
            "conversation": conversation,
            "seq": message.seq,
            "text": message.text,
            "metadata": message.metadata,
        }
        if message.payload is not None:
            body["payload"] = message.payload
        if may_wait:
            body["may_wait"] = True
        try:
            response = await asyncio.wait_for(self._post(body), self._patience)
        except (asyncio.TimeoutError, httpx.TimeoutException):
            return NoAnswer.SLOW
        except httpx.HTTPError:
            return NoAnswer.UNREACHABLE
        if response.status_code != 200:
            return NoAnswer.FAILED
        answer = _read(response.content)
        return NoAnswer.RUBBISH if isinstance(answer, Unclear) and not may_wait else answer

    async def _post(self, body: dict[str, Any]) -> httpx.Response:
        return await self._http.post(
            self._url, json=body, headers=self._headers, timeout=self._patience
        )


def _read(content: bytes) -> Turn | Unclear | NoAnswer:
    try:
        answer = msgspec.json.decode(content, type=_Answer)
    except (msgspec.MsgspecError, ValueError):
        return NoAnswer.RUBBISH
    if answer.unclear:
        return Unclear()
    replies = tuple(
        Reply(said.text, tuple((b.title, b.payload) for b in said.buttons), said.card)
        for said in answer.messages
    )
    # Rasa says nothing where an action fails: a shopper must hear something all the same.
    if not replies:
        return NoAnswer.SILENT
    return Turn(replies, _handover(answer.handover), answer.closed)


def _handover(handover: _Handover | None) -> Handover | None:
    if handover is None:
        return None
    tried = tuple(handover.tried or ())
    also = tuple(handover.also)
    return Handover(handover.reason[:64], handover.order, handover.finding, tried, also)

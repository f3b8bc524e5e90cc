"""The one way into Rasa: a message of a conversation goes in, everything said comes back at once.

Runs inside Rasa's process. Only the front door knows the secret and calls it.
"""

from __future__ import annotations

import hmac
import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.settings import load_settings
from bot.text import neutral

log = logging.getLogger(__name__)

FORM_INTENT = "/submit_form"
INTENT = re.compile(r"/[a-z][a-z0-9_+]*(\{.*\})?", re.DOTALL)

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


class Incoming(msgspec.Struct, forbid_unknown_fields=True):
    """What the door sends. `payload` is a button's, as written by us, never by a shopper.

    `seq` is kept with the message, so that one finds what was understood of it.
    With `may_wait` an unclear message leaves no trace, and `"unclear": true` is the answer.
    """

    conversation: str
    text: str
    seq: int | None = None
    payload: str | None = None
    metadata: dict[str, Any] = {}
    may_wait: bool = False


class Said(OutputChannel):
    """Collects what the bot says in one turn, in order."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.handover: dict[str, Any] | None = None
        self.closed = False
        self.unclear = False

    @classmethod
    def name(cls) -> str:
        return "shop"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Take one message whole: the base class would take text and json apart."""
        custom = message.get("custom") or {}
        self.handover = custom.get("handover") or self.handover
        self.closed = self.closed or custom.get("closed") is True
        self.unclear = self.unclear or custom.get("unclear") is True
        text = "\n".join(str(message[k]) for k in ("text", "image", "attachment") if message.get(k))
        if "button" in custom:
            self._add_button(text, str(custom["button"]))
        elif text or message.get("buttons") or custom.get("card"):
            self._add_bubble(text, message.get("buttons") or [], custom.get("card"))

    def _add_button(self, title: str, payload: str) -> None:
        if not self.messages:
            self._add_bubble(title, [], None)
        self.messages[-1]["buttons"].append({"title": title, "payload": payload})

    def _add_bubble(
        self, text: str, buttons: list[dict[str, Any]], card: dict[str, Any] | None
    ) -> None:
        bubble: dict[str, Any] = {
            "text": text,
            "buttons": [{"title": b["title"], "payload": b["payload"]} for b in buttons],
        }
        self.messages.append(bubble | ({"card": card} if card else {}))

    def everything(self) -> dict[str, Any]:
        return {
            "messages": self.messages,
            "handover": self.handover,
            "closed": self.closed,
            "unclear": self.unclear,
        }


class ShopChannel(InputChannel):
    """`POST /webhooks/shop/message` with `Authorization: Bearer <secret>`."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    @classmethod
    def name(cls) -> str:
        return "shop"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> ShopChannel:
        return cls(load_settings().rasa_channel_secret)

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        routes = Blueprint("shop_channel")

        async def receive(request: Request) -> HTTPResponse:
            if not self._knows(request):
                return _error(401, "unauthorized", "The secret of the channel is missing or wrong.")
            try:
                incoming = msgspec.json.decode(request.body, type=Incoming)
                message, said = self._message(incoming)
            except (msgspec.MsgspecError, ValueError) as error:
                return _error(400, "bad_request", str(error))
            await on_new_message(message)
            return response.json(said.everything())

        routes.add_route(receive, "/message", methods=["POST"])
        return routes

    def _knows(self, request: Request) -> bool:
        given = request.headers.get("authorization", "")
        return hmac.compare_digest(given.encode(), b"Bearer " + self._secret)

    def _message(self, incoming: Incoming) -> tuple[UserMessage, Said]:
        if not incoming.conversation:
            raise ValueError("conversation must not be empty")
        said = Said()
        patience = {"may_wait": True} if incoming.may_wait else {}
        message = UserMessage(
            _text(incoming),
            said,
            incoming.conversation,
            input_channel=self.name(),
            message_id=None if incoming.seq is None else str(incoming.seq),
            metadata={**incoming.metadata, **patience},
        )
        return message, said


def _text(incoming: Incoming) -> str:
    """What Rasa reads. Only a button's payload or a form makes a command of it."""
    if incoming.payload is not None:
        if not INTENT.fullmatch(incoming.payload):
            raise ValueError("payload must be an intent such as /affirm")
        return incoming.payload
    return FORM_INTENT if incoming.metadata.get("form") else neutral(incoming.text)


def _error(status: int, code: str, message: str) -> HTTPResponse:
    return response.json({"error": {"code": code, "message": message}}, status=status)

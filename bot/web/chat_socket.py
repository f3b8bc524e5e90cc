"""Chat over Socket.IO, with the events of Rasa's web chats."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

import socketio
from anyio.to_thread import run_sync
from msgspec import Meta, Struct
from socketio.exceptions import ConnectionRefusedError as SocketRefused

from bot.conversations import history, sessions
from bot.conversations.facts import Conversation
from bot.conversations.handover import Owner
from bot.settings import Settings
from bot.text import language_of
from bot.web.bodies import BODY_BYTES, Locale, MessageBody, MessageId, convert
from bot.web.door import Door, new_message_id
from bot.web.errors import Refused
from bot.web.forms import Form
from bot.web.seats import Seats
from bot.web.security import is_allowed
from bot.web.texts import say

OnTyping = Callable[[str, bool], Awaitable[None]]

BUTTON = "button:"
# Whoever goes on typing is told of again after so long.
TYPING_SECONDS = 2.0
# What a shopper reads where a message was refused, by the code of the refusal.
SAID = ("empty_text", "too_long", "too_many_requests", "button_not_found", "session_unknown")


class Custom(Struct):
    """`customData`. Unknown keys are the page's own affair."""

    id: MessageId | None = None
    token: str | None = None
    customer_token: str | None = None
    locale: Locale | None = None
    after: Annotated[int, Meta(ge=0, le=2**31 - 1)] | None = None
    form: Form | None = None


class SessionRequest(Struct, rename={"custom": "customData"}):
    session_id: str | None = None
    custom: Custom | None = None


class Uttered(Struct, rename={"custom": "customData"}):
    message: str | None = None
    session_id: str | None = None
    custom: Custom | None = None


def create_server(settings: Settings) -> Any:
    """The Socket.IO server. Which pages may connect is decided here and again in `connect`."""

    def allowed(origin: str | None, environ: dict[str, Any]) -> bool:
        return _is_allowed(settings, origin, environ)

    return socketio.AsyncServer(
        async_mode="asgi",
        cors_allowed_origins=allowed,
        cors_credentials=False,
        max_http_buffer_size=BODY_BYTES,
    )


class SocketChat:
    """The handlers of the socket's events."""

    def __init__(self, door: Door, server: Any, seats: Seats, on_typing: OnTyping) -> None:
        self._door = door
        self._on_typing = on_typing
        self._server = server
        self._seats = seats
        self._addresses: dict[str, str] = {}
        server.on("connect", self.connect)
        server.on("disconnect", self.disconnect)
        server.on("session_request", self.session_request)
        server.on("user_uttered", self.user_uttered)
        server.on("user_typing", self.user_typing)

    async def connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        if not _is_allowed(self._door.settings, environ.get("HTTP_ORIGIN"), environ):
            raise SocketRefused("Pages of this origin may not use the chat.")
        client = environ["asgi.scope"].get("client") or ("",)
        self._addresses[sid] = client[0]

    async def disconnect(self, sid: str, reason: str | None = None) -> None:
        self._addresses.pop(sid, None)
        self._seats.leave(sid)

    async def session_request(self, sid: str, data: Any = None) -> dict[str, Any]:
        """Open or go on: confirms the session id, then sends what came after `after`."""
        try:
            request = convert(data or {}, SessionRequest)
            return await self._open(sid, request, request.custom or Custom())
        except Refused as refused:
            await self._server.emit("session_error", refused.body()["error"], to=sid)
            return {"ok": False, **refused.body()}

    async def user_uttered(self, sid: str, data: Any = None) -> dict[str, Any]:
        """Take a message in. The acknowledgement comes after it is stored for good."""
        custom, text = Custom(), ""
        try:
            uttered = convert(data or {}, Uttered)
            custom, text = uttered.custom or Custom(), uttered.message or ""
            conversation = await self._conversation(sid, uttered.session_id, custom)
            conversation = await self._door.note_locale(conversation, custom.locale)
            body = _message(uttered, custom)
            taken = await self._door.receive(conversation, body)
            return {"ok": True, "seq": taken.seq}
        except Refused as refused:
            await self._say_refused(sid, refused, language_of(text, custom.locale))
            return {"ok": False, **refused.body()}

    async def user_typing(self, sid: str, data: Any = None) -> None:
        """`{"on": bool}`: shown to the staff, where one of them answers."""
        seat = self._seats.find(sid)
        on = data.get("on") if isinstance(data, dict) else None
        if seat is None or not isinstance(on, bool) or seat.handled_by != Owner.STAFF:
            return
        now = time.monotonic()
        if on is not seat.typing or now - seat.typed_at >= TYPING_SECONDS:
            seat.typing, seat.typed_at = on, now
            await self._on_typing(seat.conversation, on)

    async def _open(self, sid: str, request: SessionRequest, custom: Custom) -> dict[str, Any]:
        present = await self._find(request.session_id, custom)
        try:
            signed_in = await self._door.read_customer(custom.customer_token)
        except Refused as refused:
            if present is None:
                raise
            # The page's token is over, the conversation is not: it goes on, no longer signed in.
            signed_in = None
            await self._server.emit("session_error", refused.body()["error"], to=sid)
        address = self._addresses.get(sid, "")
        conversation, opened = await self._door.find_conversation(
            present, signed_in, custom.locale, address, sessions.SOCKET
        )
        known = opened is None and await self._opens(request.session_id, conversation)
        if known and request.session_id is not None:
            secret = request.session_id
        else:
            secret = (opened or await self._open_again(conversation)).secret
        return await self._seat(sid, conversation, secret, custom.after)

    async def _seat(
        self, sid: str, conversation: str, secret: str, after: int | None
    ) -> dict[str, Any]:
        tip = (await run_sync(history.tips, self._door.store, [conversation]))[conversation]
        await self._server.emit("session_confirm", secret, to=sid)
        state = {"seq": tip.last_seq, "handled_by": tip.handled_by}
        await self._server.emit("session_state", state, to=sid)
        seen = tip.last_seq if after is None else min(after, tip.last_seq)
        self._seats.sit(sid, conversation, secret, seen, tip.handled_by)
        await self._seats.deliver(conversation)
        return {"ok": True, "session_id": secret, **state}

    async def _conversation(self, sid: str, session_id: str | None, custom: Custom) -> Conversation:
        found = await self._find(session_id, custom)
        if found is None:
            raise Refused(401, "session_unknown", "This session id was not issued here.")
        if custom.customer_token is not None and found.customer is None:
            signed_in = await self._door.read_customer(custom.customer_token)
            if signed_in is not None:
                await self._door.sign_in(found.id, signed_in)
        seat = self._seats.find(sid)
        if seat is None or seat.conversation != found.id:
            secret = session_id or ""
            self._seats.sit(sid, found.id, secret, found.last_seq, found.owner.answering)
        return found

    async def _find(self, session_id: str | None, custom: Custom) -> Conversation | None:
        store, found = self._door.store, None
        if session_id:
            found = await run_sync(sessions.find_by_secret, store, sessions.SOCKET, session_id)
        if found is None and custom.token:
            found = await run_sync(sessions.find_by_secret, store, sessions.REST, custom.token)
        return found

    async def _opens(self, session_id: str | None, conversation: str) -> bool:
        found = await self._find(session_id, Custom())
        return found is not None and found.id == conversation

    async def _open_again(self, conversation: str) -> sessions.Opened:
        return await run_sync(sessions.open_again, self._door.store, sessions.SOCKET, conversation)

    async def _say_refused(self, sid: str, refused: Refused, language: str) -> None:
        """A web chat that takes no acknowledgement shows this instead; ours goes by `error`."""
        text = say(refused.code if refused.code in SAID else "not_sent", language)
        metadata = {"from": "system", "error": refused.code}
        await self._server.emit("bot_uttered", {"text": text, "metadata": metadata}, to=sid)


def _message(uttered: Uttered, custom: Custom) -> MessageBody:
    message_id, text = custom.id or new_message_id(), uttered.message or ""
    if custom.form is not None:
        return MessageBody(message_id, form=custom.form)
    if text.startswith(BUTTON):
        return MessageBody(message_id, button=text[len(BUTTON) :])
    return MessageBody(message_id, text=text)


def _is_allowed(settings: Settings, origin: str | None, environ: dict[str, Any]) -> bool:
    scope = environ["asgi.scope"]
    return is_allowed(settings, origin, scope["scheme"], environ.get("HTTP_HOST", ""))

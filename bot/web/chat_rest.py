"""Chat over REST: sessions, messages and what was said, as JSON."""

from __future__ import annotations

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.conversations import history, sessions
from bot.conversations.facts import Conversation
from bot.conversations.handover import Owner
from bot.conversations.photos import NoPhoto, TooManyPixels, keep_photo
from bot.web.bodies import PHOTO_BYTES, MessageBody, SessionBody, read_body, read_file
from bot.web.door import Door
from bot.web.errors import Json, Refused
from bot.web.shapes import as_json
from bot.web.texts import say

WAIT_SECONDS = 30.0
LARGEST_SEQ = 2**31 - 1
# What is said to the shopper where a photo is not taken, by the code of the refusal.
PHOTO_REFUSED = {
    "too_large": "photo_too_large",
    "no_photo": "photo_unreadable",
    "too_many_pixels": "photo_too_many_pixels",
    "too_many_requests": "photo_too_often",
}


class RestChat:
    """The handlers of `/api/chat/...`."""

    def __init__(self, door: Door, wait_seconds: float = WAIT_SECONDS) -> None:
        self._door = door
        self._wait_seconds = wait_seconds

    def routes(self) -> list[Route]:
        return [
            Route("/api/chat/sessions", self.open_session, methods=["POST"]),
            Route("/api/chat/messages", self.send, methods=["POST"]),
            Route("/api/chat/messages", self.read, methods=["GET"]),
            Route("/api/chat/uploads", self.upload, methods=["POST"]),
        ]

    async def open_session(self, request: Request) -> Response:
        body = await read_body(request, SessionBody)
        bearer = _bearer(request)
        present = None if bearer is None else await self._conversation(bearer)
        signed_in = await self._door.read_customer(body.customer_token)
        address = request.client.host if request.client else ""
        conversation, opened = await self._door.find_conversation(
            present, signed_in, body.locale, address, sessions.REST
        )
        store = self._door.store
        if opened is None and present is not None and present.id == conversation and bearer:
            public_id = await run_sync(sessions.public_id_of, store, bearer)
            return Json({"session_id": public_id, "token": bearer}, 201)
        if opened is None:
            opened = await run_sync(sessions.open_again, store, sessions.REST, conversation)
        return Json({"session_id": opened.public_id, "token": opened.secret}, 201)

    async def send(self, request: Request) -> Response:
        conversation = await self._require_conversation(request)
        body = await read_body(request, MessageBody)
        taken = await self._door.receive(conversation, body)
        answer = await self._door.wait_for_answer(
            conversation.id,
            taken.seq,
            self._wait_seconds,
            just_asked=taken.first and conversation.owner is Owner.BOT,
        )
        if not answer.done:
            return Json({"replies": [], "handled_by": answer.handled_by, "pending": True})
        replies = [as_json(reply) for reply in answer.replies]
        return Json({"replies": replies, "handled_by": answer.handled_by})

    async def read(self, request: Request) -> Response:
        conversation = await self._require_conversation(request)
        after = request.query_params.get("after", "0")
        if not (after.isascii() and after.isdigit() and int(after[:11]) <= LARGEST_SEQ):
            raise Refused(400, "invalid", "`after` must be a seq, such as 0.")
        found = await run_sync(
            history.messages_after, self._door.store, conversation.id, int(after)
        )
        if found and conversation.owner in (Owner.QUEUE, Owner.STAFF):
            await self._door.note_shown(conversation.id, found[-1].seq)
        return Json(
            {
                "messages": [as_json(message) for message in found],
                "handled_by": conversation.owner.answering,
            }
        )

    async def upload(self, request: Request) -> Response:
        """Keep a photo. Why one is not taken is said for the shopper, in their language."""
        conversation = await self._require_conversation(request, sessions.REST, sessions.SOCKET)
        try:
            kept = await self._keep_photo(conversation, request)
        except Refused as refused:
            if refused.code in PHOTO_REFUSED:
                words = say(PHOTO_REFUSED[refused.code], conversation.locale or "zh")
                raise Refused(refused.status, refused.code, words, refused.headers) from refused
            raise
        return Json({"upload_id": kept}, 201)

    async def _keep_photo(self, conversation: Conversation, request: Request) -> str:
        self._door.upload_limit.check(conversation.id)
        raw = await read_file(request, PHOTO_BYTES)
        folder = self._door.settings.var / "uploads"
        try:
            return await run_sync(keep_photo, self._door.store, folder, conversation.id, raw)
        except TooManyPixels as error:
            raise Refused(422, "too_many_pixels", str(error)) from error
        except NoPhoto as error:
            raise Refused(422, "no_photo", str(error)) from error

    async def _require_conversation(self, request: Request, *kinds: str) -> Conversation:
        """The conversation the bearer opens. The chat on a socket uploads with its session id."""
        bearer = _bearer(request)
        if bearer is None:
            raise _unauthorized("Send `Authorization: Bearer <token>`.")
        return await self._conversation(bearer, *kinds)

    async def _conversation(self, bearer: str, *kinds: str) -> Conversation:
        for kind in kinds or (sessions.REST,):
            found = await run_sync(sessions.find_by_secret, self._door.store, kind, bearer)
            if found is not None:
                return found
        raise _unauthorized("This token opens nothing.")


def _bearer(request: Request) -> str | None:
    header = request.headers.get("authorization")
    if header is None:
        return None
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise _unauthorized("Send `Authorization: Bearer <token>`.")
    return token


def _unauthorized(message: str) -> Refused:
    return Refused(401, "unauthorized", message, {"WWW-Authenticate": "Bearer"})

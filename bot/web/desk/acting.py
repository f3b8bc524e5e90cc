"""What staff do in a conversation: take it, answer, note something, pass it on, close it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from anyio.to_thread import run_sync
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.conversations.facts import OtherContent
from bot.conversations.store import NoConversation
from bot.desk import replying, taking
from bot.desk.accounts import Staff
from bot.desk.office import Office
from bot.desk.tables import LONGEST_LABEL
from bot.desk.taking import Assigned, Moved, NoSuchColleague, OnlySupervisors, Taken
from bot.text import clean, is_blank
from bot.web.bodies import check_text, read_body
from bot.web.desk.desk import Desk, no_conversation
from bot.web.desk.guard import Endpoint, Guard
from bot.web.desk.shapes import item_as_json
from bot.web.errors import Json, Refused

MOST_LABELS = 20

Version = Annotated[int, Meta(ge=0, le=2**31 - 1)]
ReplyId = Annotated[str, Meta(min_length=1, max_length=50, pattern=r"^[A-Za-z0-9_-]+$")]
Label = Annotated[str, Meta(min_length=1, max_length=LONGEST_LABEL)]


class VersionBody(Struct, forbid_unknown_fields=True):
    version: Version


class AssignBody(Struct, forbid_unknown_fields=True):
    to: str
    version: Version


class ReplyBody(Struct, forbid_unknown_fields=True):
    id: ReplyId
    text: str
    version: Version


class NoteBody(Struct, forbid_unknown_fields=True):
    text: str


class LabelsBody(Struct, forbid_unknown_fields=True):
    labels: Annotated[list[Label], Meta(max_length=MOST_LABELS)]


class ReadBody(Struct, forbid_unknown_fields=True):
    seq: Version


class TypingBody(Struct, forbid_unknown_fields=True):
    on: bool


Move = Callable[[Office, Staff, str, int], taking.Outcome]


class Acting:
    """The handlers of `/conversations/ID/...` that change something."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self, guard: Guard) -> list[Route]:
        def post(path: str, endpoint: Endpoint) -> Route:
            return guard.route(f"/conversations/{{id}}/{path}", endpoint, ["POST"])

        return [
            post("claim", self._moving(taking.claim)),
            post("release", self._moving(taking.release)),
            post("give-back", self._moving(taking.give_back)),
            post("resolve", self._moving(taking.resolve)),
            post("assign", self.assign),
            post("reopen", self.reopen),
            post("replies", self.reply),
            post("notes", self.note),
            post("read", self.read),
            post("typing", self.typing),
            guard.route("/conversations/{id}/labels", self.label, ["PUT"]),
        ]

    def _moving(self, move: Move) -> Endpoint:
        async def moved(request: Request, me: Staff) -> Response:
            body = await read_body(request, VersionBody)
            conversation = request.path_params["id"]
            outcome = await run_sync(move, self._desk.office, me, conversation, body.version)
            return await self._answer(me, conversation, outcome)

        return moved

    async def assign(self, request: Request, me: Staff) -> Response:
        body = await read_body(request, AssignBody)
        conversation = request.path_params["id"]
        outcome = await run_sync(
            taking.assign, self._desk.office, me, conversation, body.to, body.version
        )
        answer = await self._answer(me, conversation, outcome)
        await self._desk.hub.assigned(conversation, body.to)
        return answer

    async def reopen(self, request: Request, me: Staff) -> Response:
        conversation = request.path_params["id"]
        outcome = await run_sync(taking.reopen, self._desk.office, me, conversation)
        return await self._answer(me, conversation, outcome)

    async def reply(self, request: Request, me: Staff) -> Response:
        body = await read_body(request, ReplyBody)
        check_text(body.text)
        conversation = request.path_params["id"]
        said = await run_sync(
            replying.reply,
            self._desk.store,
            me,
            conversation,
            body.id,
            clean(body.text),
            body.version,
        )
        if isinstance(said, NoConversation):
            raise no_conversation()
        if isinstance(said, Taken):
            raise taken(said)
        if isinstance(said, OtherContent):
            raise Refused(409, "conflict", "This id was used before, for another reply.")
        if said.first:
            self._desk.changes.tell(conversation)
        return Json({"seq": said.seq})

    async def note(self, request: Request, me: Staff) -> Response:
        body = await read_body(request, NoteBody)
        check_text(body.text)
        conversation = request.path_params["id"]
        made = await run_sync(
            replying.add_note, self._desk.store, me, conversation, clean(body.text)
        )
        if isinstance(made, NoConversation):
            raise no_conversation()
        self._desk.hub.changed(conversation)
        note = {"id": made.id, "author": made.author, "at": made.at.isoformat(), "text": made.text}
        return Json({"note": note}, 201)

    async def label(self, request: Request, me: Staff) -> Response:
        body = await read_body(request, LabelsBody)
        wanted = [clean(label) for label in body.labels]
        if any(is_blank(label) for label in wanted):
            raise Refused(422, "empty_text", "A label is empty.")
        conversation = request.path_params["id"]
        kept = await run_sync(replying.set_labels, self._desk.store, me, conversation, wanted)
        if isinstance(kept, NoConversation):
            raise no_conversation()
        self._desk.hub.changed(conversation)
        return Json({"labels": kept})

    async def read(self, request: Request, me: Staff) -> Response:
        body = await read_body(request, ReadBody)
        conversation = request.path_params["id"]
        if not await run_sync(replying.mark_read, self._desk.store, me, conversation, body.seq):
            raise no_conversation()
        return Response(status_code=204)

    async def typing(self, request: Request, me: Staff) -> Response:
        """Shown to the shopper only by who has the conversation, and to the other consoles."""
        body = await read_body(request, TypingBody)
        conversation = request.path_params["id"]
        item = await run_sync(self._desk.item, me.name, conversation)
        if item.assignee == me.name:
            await self._desk.seats.staff_types(conversation, body.on)
        await self._desk.hub.typing(conversation, body.on, me.name)
        return Response(status_code=204)

    async def _answer(self, me: Staff, conversation: str, outcome: Assigned) -> Response:
        if isinstance(outcome, NoConversation):
            raise no_conversation()
        if isinstance(outcome, Taken):
            raise taken(outcome)
        if isinstance(outcome, NoSuchColleague):
            raise Refused(404, "no_colleague", "Nobody of this name works here.")
        if isinstance(outcome, OnlySupervisors):
            raise Refused(403, "role", "Only supervisors give away what is not theirs.")
        assert isinstance(outcome, Moved)
        self._desk.changes.tell(conversation)
        item = await run_sync(self._desk.item, me.name, conversation)
        return Json({"conversation": item_as_json(item)})


def taken(found: Taken) -> Refused:
    return Refused(
        409,
        "taken",
        "It has changed since you looked: see how it stands now.",
        owner=str(found.owner),
        assignee=found.assignee,
        version=found.version,
    )

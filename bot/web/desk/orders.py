"""The order panel: an order of a conversation, what is revealed of it, and remedies done for it."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec
from anyio.to_thread import run_sync
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.shop.access import OrderNotFound
from actions.shop.order import Address, ClaimKind, DeliverySlot
from actions.shop.policy import RemedyKind, Wish
from actions.shop.remedies import ProposalGone, Remedy, Unknown
from actions.shop.timeline import Step
from bot.desk import orders, remedies
from bot.desk.accounts import Staff
from bot.desk.effects import masked_remedy
from bot.desk.orders import OrderView
from bot.desk.possible import Possible
from bot.desk.remedies import Shown
from bot.desk.words import say
from bot.text import clean
from bot.web import forms
from bot.web.bodies import read_body
from bot.web.desk.desk import Desk
from bot.web.desk.guard import Guard
from bot.web.desk.shapes import request_as_json
from bot.web.errors import Json, Refused

Short = Annotated[str, Meta(max_length=200)]
Text = Annotated[str, Meta(max_length=500)]
Number = Annotated[str, Meta(min_length=1, max_length=64)]
Amount = Annotated[str, Meta(max_length=14, pattern=r"^\d{1,10}(\.\d{1,2})?$")]
Position = Annotated[int, Meta(ge=0, le=1000)]


class SlotValue(Struct, forbid_unknown_fields=True):
    date: datetime.date
    start: forms.HourMinute = msgspec.field(name="from")
    end: forms.HourMinute = msgspec.field(name="to")

    def slot(self) -> DeliverySlot:
        clock = datetime.time.fromisoformat
        return DeliverySlot(self.date, clock(self.start), clock(self.end))


class Values(Struct, forbid_unknown_fields=True):
    """What a remedy may be given; which of it counts is for the policy to say."""

    amount: Amount | None = None
    address: forms.Address | None = None
    slot: SlotValue | None = None
    pickup_point: Short | None = None
    lines: Annotated[list[Position], Meta(max_length=200)] = []
    sku: Short | None = None
    seller: Short | None = None
    email: Short | None = None
    problem: Literal["item_problem", "not_received", "courier"] | None = None
    text: Text | None = None
    reason: Text = ""

    def wish(self) -> Wish:
        return Wish(
            address=_address(self.address) if self.address is not None else None,
            slot=self.slot.slot() if self.slot is not None else None,
            pickup_point=_cleaned(self.pickup_point),
            amount=Decimal(self.amount) if self.amount is not None else None,
            lines=tuple(self.lines),
            sku=_cleaned(self.sku),
            seller=_cleaned(self.seller),
            email=_cleaned(self.email),
            text=_cleaned(self.text),
            problem=ClaimKind(self.problem) if self.problem is not None else None,
        )


class ProposeBody(Struct, forbid_unknown_fields=True):
    number: Number
    kind: str
    values: Values = msgspec.field(default_factory=Values)


class RevealBody(Struct, forbid_unknown_fields=True):
    number: Number
    field: Literal["phone", "email", "address"]


class OrderPages:
    """The handlers of `/conversations/ID/orders`, `/reveal` and `/remedies`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self, guard: Guard) -> list[Route]:
        at = "/conversations/{id}"
        return [
            guard.route(f"{at}/orders/{{number}}", self.view, ["GET"]),
            guard.route(f"{at}/reveal", self.reveal, ["POST"]),
            guard.route(f"{at}/remedies", self.propose, ["POST"]),
            guard.route(f"{at}/remedies/{{proposal}}", self.carry_out, ["POST"]),
        ]

    async def view(self, request: Request, me: Staff) -> Response:
        conversation, number = request.path_params["id"], request.path_params["number"]

        def read() -> dict[str, Any]:
            item = self._desk.item(me.name, conversation)
            found = orders.view_order(self._desk.office, item, number)
            if found is None:
                raise _no_order()
            return self._shape(found)

        return Json(await run_sync(read))

    async def reveal(self, request: Request, me: Staff) -> Response:
        body = await read_body(request, RevealBody)
        conversation = request.path_params["id"]

        def read() -> orders.Revealed | None:
            item = self._desk.item(me.name, conversation)
            office = self._desk.office
            return orders.reveal(office, me.name, me.locale, item, body.number, body.field)

        found = await run_sync(read)
        if found is None:
            raise _no_order()
        return Json({"value": found.value})

    async def propose(self, request: Request, me: Staff) -> Response:
        body = await read_body(request, ProposeBody)
        if body.kind not in {str(kind) for kind in RemedyKind}:
            raise Refused(422, "invalid", "`kind` is no remedy.")
        conversation, values = request.path_params["id"], body.values

        def judge() -> Shown | remedies.Refused | OrderNotFound:
            item = self._desk.item(me.name, conversation)
            kind, reason = RemedyKind(body.kind), clean(values.reason)
            at = (self._desk.office, me, item, clean(body.number))
            return remedies.propose(*at, kind, values.wish(), reason)

        shown = await run_sync(judge)
        if isinstance(shown, OrderNotFound):
            raise _no_order()
        if isinstance(shown, remedies.Refused):
            raise Refused(422, shown.code, shown.text)
        return Json(_shown(shown))

    async def carry_out(self, request: Request, me: Staff) -> Response:
        conversation, proposal = request.path_params["id"], request.path_params["proposal"]

        def do() -> Any:
            item = self._desk.item(me.name, conversation)
            return remedies.carry_out(self._desk.office, me, item, proposal)

        outcome = await run_sync(do)
        if isinstance(outcome, remedies.Carried) and outcome.first:
            self._desk.changes.tell(conversation)
        return Json({"remedy": masked_remedy(_carried(outcome, me.locale))})

    def _shape(self, found: OrderView) -> dict[str, Any]:
        now = self._desk.store.now()
        return {
            "order": found.order,
            "steps": [_step(step) for step in found.steps],
            "requests": [request_as_json(r, now) for r in found.requests],
            "can": [_possible(each) for each in found.can],
        }


def _carried(outcome: Any, language: str) -> Remedy:
    """The remedy; raises Refused where nothing came about now."""
    if isinstance(outcome, ProposalGone):
        raise Refused(409, "proposal_gone", say("proposal_gone", language))
    if isinstance(outcome, remedies.ShownAnew):
        anew = _shown(outcome.shown)
        raise Refused(409, "changed", say("effect_changed", language), **anew)
    if isinstance(outcome, remedies.Refused):
        raise Refused(422, outcome.code, outcome.text)
    if isinstance(outcome, Unknown):
        text = say("outcome_unknown", language, reference=outcome.remedy.id)
        raise Refused(502, "outcome_unknown", text)
    assert isinstance(outcome, remedies.Carried)
    return outcome.remedy


def _shown(shown: Shown) -> dict[str, Any]:
    return {"proposal": shown.proposal, "effect": shown.effect, "text": shown.text}


def _step(step: Step) -> dict[str, Any]:
    at = step.at.isoformat() if step.at is not None else None
    return {"code": str(step.code), "at": at, "state": str(step.state)}


def _possible(each: Possible) -> dict[str, Any]:
    shape = {"kind": str(each.kind), "needs": list(each.needs), "approval": each.approval}
    return {**shape, **({"options": dict(each.options)} if each.options else {})}


def _address(given: forms.Address) -> Address:
    return Address(**{p: clean(text) for p, text in msgspec.structs.asdict(given).items()})


def _cleaned(text: str | None) -> str | None:
    return clean(text) or None if text is not None else None


def _no_order() -> Refused:
    return Refused(404, "not_found", "This conversation has no such order.")

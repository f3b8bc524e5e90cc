"""Conversations played against a stand-in chat API and a stand-in stage."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.converse.play import Result, play
from bot.converse.script import Act, Conversation, Step

YES_NO = [{"id": "y", "title": "Yes"}, {"id": "n", "title": "No"}]


class Parrot:
    """A chat API that repeats what it hears, with two buttons, and keeps what it was sent."""

    def __init__(self, status: int = 200) -> None:
        self.sent: list[dict[str, Any]] = []
        self.sessions: list[dict[str, Any]] = []
        self.unasked: list[dict[str, Any]] = []
        self.status = status
        self._seq = 0

    def reply(self, text: str, sender: str = "bot") -> dict[str, Any]:
        self._seq += 1
        return {"seq": self._seq, "from": sender, "text": text, "buttons": YES_NO}

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/chat/sessions":
            self.sessions.append(json.loads(request.content))
            return httpx.Response(201, json={"session_id": "s", "token": "t"})
        assert request.headers["authorization"] == "Bearer t"
        if request.method == "GET":
            # Told once each, as the real one does through `after`.
            told, self.unasked = self.unasked, []
            return httpx.Response(200, json={"messages": told, "handled_by": "staff"})
        body = json.loads(request.content)
        self.sent.append(body)
        if self.status != 200:
            return httpx.Response(self.status, json={"error": {"code": "bad"}})
        said = json.dumps({k: v for k, v in body.items() if k != "id"}, ensure_ascii=False)
        answer = {"replies": [self.reply(said)], "handled_by": "bot"}
        return httpx.Response(200, json=answer)


class Stage:
    """Remembers what happened behind the scenes."""

    def __init__(self, parrot: Parrot) -> None:
        self.parrot = parrot
        self.happened: list[Any] = []
        self.orders: dict[str, Mapping[str, Any]] = {"LK1": {"status": "placed", "refunds": []}}
        self.made: list[Mapping[str, Any]] = []

    def reset(self, orders: Any) -> None:
        self.happened.append(("reset", orders))

    def customer_token(self, customer: str) -> str:
        return f"token of {customer}"

    def today(self) -> date:
        return date(2026, 12, 30)

    def wait(self, span: timedelta) -> None:
        self.happened.append(span)

    def change_order(self, number: str, change: Mapping[str, Any]) -> None:
        self.happened.append((number, change))

    def act_as_staff(self, what: str) -> None:
        self.parrot.unasked.append(self.parrot.reply(f"a person: {what}", "staff"))

    def show_order(self, number: str) -> Mapping[str, Any] | None:
        return self.orders.get(number)

    def new_orders(self) -> Sequence[Mapping[str, Any]]:
        return self.made


@pytest.fixture
def parrot() -> Parrot:
    return Parrot()


@pytest.fixture
def stage(parrot: Parrot) -> Stage:
    return Stage(parrot)


def talk(*steps: Step, **other: Any) -> Conversation:
    return Conversation(Path("talk.yml"), "A talk", steps, **other)


def played(conversation: Conversation, parrot: Parrot, stage: Stage) -> Result:
    transport = httpx.MockTransport(parrot)
    with httpx.Client(transport=transport, base_url="http://door") as client:
        return play(conversation, client, stage)


def test_what_is_expected_is_looked_for_in_the_replies_to_that_step(
    parrot: Parrot, stage: Stage
) -> None:
    steps = (Step(Act.USER, "one", says=("one",)), Step(Act.USER, "two", never_says=("one",)))
    assert played(talk(*steps), parrot, stage).passed


def test_a_failure_shows_the_step_what_was_expected_and_the_conversation_so_far(
    parrot: Parrot, stage: Stage
) -> None:
    steps = (
        Step(Act.USER, "付款失败"),
        Step(Act.USER, "hello", says=("bye",), handled_by="queue"),
        Step(Act.USER, "never sent"),
    )
    result = played(talk(*steps), parrot, stage)
    assert not result.passed
    assert len(parrot.sent) == 2
    assert str(result).splitlines() == [
        "talk.yml: A talk",
        "  step 2 (user: hello)",
        "    expected 'bye'",
        "    expected handled_by queue, is bot",
        "  the conversation:",
        "    user: 付款失败",
        '    bot: {"text": "付款失败"}',
        "         [1 Yes | 2 No]",
        "    user: hello",
        '    bot: {"text": "hello"}',
        "         [1 Yes | 2 No]",
    ]


def test_the_date_of_a_form_may_be_counted_from_today(parrot: Parrot, stage: Stage) -> None:
    slot = {"date": "+2d", "from": "09:00", "to": "12:00"}
    step = Step(Act.FORM, {"type": "slot", "values": slot})
    assert played(talk(step), parrot, stage).passed
    assert parrot.sent[0]["form"] == {"type": "slot", "values": {**slot, "date": "2027-01-01"}}


def test_buttons_forms_and_bursts_are_sent_as_the_chat_api_takes_them(
    parrot: Parrot, stage: Stage
) -> None:
    form = {"type": "email", "values": {"email": "a@b.example"}}
    steps = (
        Step(Act.USER, "hi"),
        Step(Act.BUTTON, "no"),
        Step(Act.FORM, form),
        Step(Act.BURST, ("a", "b"), says=('"a"', '"b"')),
    )
    assert played(talk(*steps), parrot, stage).passed
    sent = [{k: v for k, v in body.items() if k != "id"} for body in parrot.sent]
    assert sent == [
        {"text": "hi"},
        {"button": "n"},
        {"form": form},
        {"text": "a"},
        {"text": "b"},
    ]
    assert len({body["id"] for body in parrot.sent}) == 5


def test_a_button_that_is_not_there_fails_the_step(parrot: Parrot, stage: Stage) -> None:
    result = played(talk(Step(Act.USER, "hi"), Step(Act.BUTTON, "maybe")), parrot, stage)
    assert (result.step, result.failure) == (
        2,
        "no single button 'maybe'; buttons are: 'Yes', 'No'",
    )


def test_the_customer_and_the_language_come_with_the_session(parrot: Parrot, stage: Stage) -> None:
    steps = (Step(Act.LOCALE, "en"), Step(Act.USER, "hi"), Step(Act.SIGN_IN, "c2"))
    assert played(talk(*steps, customer="c1"), parrot, stage).passed
    assert parrot.sessions == [
        {"locale": "en"},
        {"customer_token": "token of c1"},
        {"locale": "en"},
        {"customer_token": "token of c2"},
    ]


def test_what_happens_behind_the_scenes_happens_in_its_order(parrot: Parrot, stage: Stage) -> None:
    steps = (
        Step(Act.WAIT, timedelta(minutes=61)),
        Step(Act.SHOP, {"LK1": {"status": "shipped"}}),
    )
    assert played(talk(*steps, orders={"format": "x"}), parrot, stage).passed
    assert stage.happened == [
        ("reset", {"format": "x"}),
        timedelta(minutes=61),
        ("LK1", {"status": "shipped"}),
    ]


def test_what_nobody_asked_for_is_waited_for(parrot: Parrot, stage: Stage) -> None:
    step = Step(Act.STAFF, "I am Lin", says=("a person: I am Lin",), handled_by="staff")
    result = played(talk(step), parrot, stage)
    assert result.passed
    assert "staff: a person: I am Lin" in result.transcript


def test_the_orders_are_compared_at_the_end(parrot: Parrot, stage: Stage) -> None:
    hi = Step(Act.USER, "hi")
    assert played(talk(hi, after={"LK1": {"status": "placed"}}), parrot, stage).passed
    result = played(
        talk(hi, after={"LK1": {"refunds": [{}]}, "LK2": {}}, new_orders=({},)), parrot, stage
    )
    assert result.failure.splitlines() == [
        "after.LK1.refunds: expected 1 elements, has 0: []",
        "after: there is no order LK2",
        "new_orders: expected 1 elements, has 0: []",
    ]
    assert "after the last step" in str(result)


def test_orders_nobody_expected_fail_the_conversation(parrot: Parrot, stage: Stage) -> None:
    stage.made = [{"number": "LK9"}]
    result = played(talk(Step(Act.USER, "hi"), new_orders=()), parrot, stage)
    assert result.failure == "new_orders: expected 0 elements, has 1: [{'number': 'LK9'}]"


def test_an_error_of_the_chat_api_is_a_failure_and_no_crash(stage: Stage) -> None:
    result = played(talk(Step(Act.USER, "")), Parrot(status=422), stage)
    assert result.step == 1
    assert result.failure.startswith("POST /api/chat/messages: 422")

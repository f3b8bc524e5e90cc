"""Playing talks at a door: what is sent, what counts as a turn, what ends a talk early."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from threading import Lock
from typing import Any

import httpx
import pytest

from bot.bench.load import open_talk, play_round
from bot.bench.shoppers import Cast, casts, order_file
from bot.bench.talks import TALKS, Presses, Says, Sends, TakesSlot, Talk
from bot.converse.chat import ChatError

OFFER = {"seq": 2, "from": "bot", "text": "", "buttons": [{"id": "b1", "title": "One"}]}
SLOTS = {"type": "form", "form": "slot", "values": {"slots": [{"date": "2026-11-24"}]}}


class Door:
    """Answers every message with the next of `answers`, over and over."""

    def __init__(self, *answers: dict[str, Any], status: int = 200) -> None:
        self.answers = answers
        self.status = status
        self.sent: list[dict[str, Any]] = []
        self._count: Counter[str] = Counter()
        self._lock = Lock()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/chat/sessions":
            token = request.headers.get("authorization", "").removeprefix("Bearer ")
            return httpx.Response(201, json={"session_id": "s", "token": token or "t"})
        body = json.loads(request.content)
        with self._lock:
            self.sent.append({key: value for key, value in body.items() if key != "id"})
            answer = self.answers[(len(self.sent) - 1) % len(self.answers)]
        content = {"replies": [answer], "handled_by": "bot"}
        return httpx.Response(self.status, json=content)


@pytest.fixture
def door() -> Door:
    return Door(OFFER, {"seq": 3, "from": "bot", "text": "", "card": SLOTS}, OFFER)


def client(door: Door) -> Iterator[httpx.Client]:
    with httpx.Client(base_url="http://door", transport=httpx.MockTransport(door)) as opened:
        yield opened


def talk(*steps: Any) -> Cast:
    return Cast(Talk("payments", "c2", steps), "payments-c2-0")


def test_each_step_is_a_message_and_a_turn(door: Door) -> None:
    steps = (Says("hi", "greet"), Presses(1), TakesSlot(), Sends("email", {"email": "a@b.example"}))
    for http in client(door):
        played = play_round([open_talk(http, talk(*steps), "token")], 1)
    assert door.sent == [
        {"text": "hi"},
        {"button": "b1"},
        {"form": {"type": "slot", "values": {"date": "2026-11-24"}}},
        {"form": {"type": "email", "values": {"email": "a@b.example"}}},
    ]
    assert (len(played.turns), played.talks, played.astray) == (4, 1, 0)
    assert played.elapsed >= sum(played.turns)


@pytest.mark.parametrize("wanted", [Presses(2), TakesSlot()])
def test_a_talk_whose_next_step_was_not_offered_ends_and_is_counted(
    door: Door, wanted: Any
) -> None:
    for http in client(door):
        played = play_round([open_talk(http, talk(Says("hi", "greet"), wanted), "token")], 1)
    assert (len(played.turns), played.talks, played.astray) == (1, 1, 1)


def test_sixteen_at_once_play_every_talk_once() -> None:
    door = Door(OFFER)
    for http in client(door):
        talks = [
            open_talk(http, talk(Says(str(n), "greet"), Presses(1)), "token") for n in range(40)
        ]
        played = play_round(talks, 16)
    assert (len(played.turns), played.talks) == (80, 40)
    assert Counter(sent["text"] for sent in door.sent if "text" in sent) == Counter(
        str(n) for n in range(40)
    )


def test_a_door_that_fails_ends_the_run(door: Door) -> None:
    for http in client(door):
        opened = open_talk(http, talk(Says("hi", "greet")), "token")
        door.status = 500
        with pytest.raises(ChatError, match="500"):
            play_round([opened], 1)


def test_every_shopper_has_orders_that_nobody_else_has() -> None:
    file = order_file(TALKS, 3)
    numbers = Counter(order["number"] for order in file["orders"])
    payments = Counter(p["id"] for order in file["orders"] for p in order["payments"])
    assert max(numbers.values()) == max(payments.values()) == 1
    owners = {order["customer"] for order in file["orders"]}
    assert owners == {cast.customer for cast in casts(TALKS, 3)}
    assert owners == {customer["id"] for customer in file["customers"]}
    assert len(owners) == 3 * len(TALKS)

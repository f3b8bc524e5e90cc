"""The way into Rasa, on Rasa's own kind of server, with the bot's part played by a function."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from bot.channel import ShopChannel

SECRET = "s" * 32
Say = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass
class Rasa:
    """What stands behind the channel: keeps what it hears, says what it is told to."""

    http: httpx.AsyncClient
    heard: list[UserMessage] = field(default_factory=list)
    said: list[dict[str, Any]] = field(default_factory=list)
    failure: Exception | None = None

    async def handle(self, message: UserMessage) -> None:
        self.heard.append(message)
        if self.failure is not None:
            raise self.failure
        for said in self.said:
            await message.output_channel.send_response(message.sender_id, dict(said))

    async def send(self, **body: Any) -> httpx.Response:
        full = {"conversation": "c", "text": "hi", **body}
        return await self.http.post("/webhooks/shop/message", json=full)


@pytest.fixture(scope="module")
def behind() -> dict[str, Rasa]:
    """Who stands behind the channel now."""
    return {}


@pytest.fixture(scope="module")
def app(behind: dict[str, Rasa]) -> Sanic:
    """One server for all tests: Sanic rewrites its own code at the first start."""

    async def handle(message: UserMessage) -> None:
        await behind["now"].handle(message)

    app = Sanic("rasa_behind_the_channel", configure_logging=False)
    app.blueprint(ShopChannel(SECRET).blueprint(handle), url_prefix="/webhooks/shop")
    starting: Any = app
    asyncio.run(starting._startup())
    return app


@pytest.fixture
async def rasa(app: Sanic, behind: dict[str, Rasa]) -> AsyncIterator[Rasa]:
    headers = {"Authorization": f"Bearer {SECRET}"}
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(
        base_url="http://rasa", headers=headers, transport=transport
    ) as http:
        behind["now"] = Rasa(http)
        yield behind["now"]


async def test_everything_said_comes_back_in_order(rasa: Rasa) -> None:
    buttons = [{"title": "Yes", "payload": "/affirm", "type": "x"}]
    rasa.said = [{"text": "One.\n\nStill one."}, {"text": "Two?", "buttons": buttons}]
    assert (await rasa.send()).json() == {
        "messages": [
            {"text": "One.\n\nStill one.", "buttons": []},
            {"text": "Two?", "buttons": [{"title": "Yes", "payload": "/affirm"}]},
        ],
        "handover": None,
        "closed": False,
        "unclear": False,
    }


async def test_a_message_that_is_a_button_is_put_under_the_bubble_before_it(rasa: Rasa) -> None:
    rasa.said = [
        {"text": "What shall I do?", "custom": {"card": {"type": "order"}}},
        {"text": "Refund", "custom": {"button": "/refund_request"}},
        {"text": "Wait", "custom": {"button": "/deny"}},
        {"text": "Take your time."},
    ]
    first, second = (await rasa.send()).json()["messages"]
    assert first["card"] == {"type": "order"}
    assert first["buttons"] == [
        {"title": "Refund", "payload": "/refund_request"},
        {"title": "Wait", "payload": "/deny"},
    ]
    assert second == {"text": "Take your time.", "buttons": []}


async def test_a_button_without_a_bubble_is_seen_all_the_same(rasa: Rasa) -> None:
    rasa.said = [{"text": "Refund", "custom": {"button": "/refund_request"}}]
    (bubble,) = (await rasa.send()).json()["messages"]
    assert bubble["text"] == "Refund"
    assert bubble["buttons"] == [{"title": "Refund", "payload": "/refund_request"}]


async def test_an_unclear_message_that_may_wait_is_told_apart(rasa: Rasa) -> None:
    rasa.said = [{"custom": {"unclear": True}}]
    answer = (await rasa.send(may_wait=True, metadata={"locale": "en"})).json()
    assert (answer["unclear"], answer["messages"]) == (True, [])
    assert rasa.heard[-1].metadata == {"locale": "en", "may_wait": True}
    await rasa.send(metadata={"locale": "en"})
    assert rasa.heard[-1].metadata == {"locale": "en"}


async def test_a_message_keeps_its_seq_to_be_found_by(rasa: Rasa) -> None:
    await rasa.send(seq=7)
    assert rasa.heard[0].message_id == "7"
    await rasa.send()
    assert not rasa.heard[1].message_id.isdigit()
    assert (await rasa.send(seq="7")).status_code == 400


async def test_a_handover_and_a_closed_case_are_told(rasa: Rasa) -> None:
    handover: dict[str, Any] = {"reason": "asked", "order": None, "finding": None, "tried": []}
    rasa.said = [{"text": "A colleague comes.", "custom": {"handover": handover}}]
    assert (await rasa.send()).json()["handover"] == handover
    rasa.said = [{"custom": {"closed": True}}]
    answer = (await rasa.send()).json()
    assert (answer["closed"], answer["messages"], answer["handover"]) == (True, [], None)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({"text": "/restart"}, "\uff0frestart"),
        ({"text": " \ufeff/inform{}"}, "\ufeff\uff0finform{}"),
        ({"text": "where is it"}, "where is it"),
        ({"text": "Yes", "payload": "/affirm"}, "/affirm"),
        (
            {"text": "Yes", "payload": '/inform{"order_number": "LK1"}'},
            '/inform{"order_number": "LK1"}',
        ),
        ({"text": "/x", "metadata": {"form": {"type": "email", "values": {}}}}, "/submit_form"),
    ],
)
async def test_only_buttons_and_forms_are_commands(
    rasa: Rasa, body: dict[str, Any], text: str
) -> None:
    assert (await rasa.send(**body)).status_code == 200
    (heard,) = rasa.heard
    assert (heard.text, heard.sender_id, heard.input_channel) == (text, "c", "shop")
    assert heard.metadata == body.get("metadata", {})


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer wrong", f"Basic {SECRET}", SECRET])
async def test_without_the_secret_nothing_reaches_the_bot(rasa: Rasa, header: str | None) -> None:
    del rasa.http.headers["Authorization"]
    headers = {} if header is None else {"Authorization": header}
    body = {"conversation": "c", "text": "hi"}
    answer = await rasa.http.post("/webhooks/shop/message", json=body, headers=headers)
    assert answer.status_code == 401
    assert rasa.heard == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b'{"conversation": "c"}',
        b'{"conversation": "", "text": "hi"}',
        b'{"conversation": 5, "text": "hi"}',
        b'{"conversation": "c", "text": "hi", "sender": "other"}',
        b'{"conversation": "c", "text": "hi", "payload": "restart"}',
        b'{"conversation": "c", "text": "hi", "payload": "/restart now"}',
        b'{"conversation": "c", "text": "hi", "metadata": []}',
    ],
)
async def test_a_body_of_another_shape_does_not_reach_the_bot(rasa: Rasa, body: bytes) -> None:
    answer = await rasa.http.post("/webhooks/shop/message", content=body)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"]
    assert rasa.heard == []


async def test_a_bot_that_breaks_is_an_error_and_not_silence(rasa: Rasa) -> None:
    rasa.failure = RuntimeError("no model")
    assert (await rasa.send()).status_code == 500


def test_the_channel_has_a_name_of_its_own_and_its_secret_from_the_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    assert ShopChannel.from_credentials(None).url_prefix() == "shop"
    assert (tmp_path / "rasa_channel_secret.key").exists()

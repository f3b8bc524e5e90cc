"""Chat over REST, from outside."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.responses import JSONResponse, Response

from bot.conversations.store import add_staff_message, add_system_message
from bot.web.app import Timing
from tests.bot.web.conftest import World, says

BUTTONS = [{"title": "Yes", "payload": "/affirm"}, {"title": "No", "payload": "/deny"}]


async def ask(body: dict[str, Any]) -> Response:
    return JSONResponse({"messages": [{"text": "Sure?", "buttons": BUTTONS}]})


async def test_a_message_is_answered(world: World) -> None:
    me = await world.open(locale="en")
    answer = await world.say(me, id="1", text="Where is my order?")
    assert answer.status_code == 200
    (reply,) = answer.json()["replies"]
    assert (reply["from"], reply["text"]) == ("bot", "You said: Where is my order?")
    assert (reply["seq"], reply["buttons"]) == (2, [])
    assert answer.json()["handled_by"] == "bot"
    assert world.rasa.heard[0]["metadata"] == {"locale": "en"}
    secret = world.settings.rasa_channel_secret
    assert world.rasa.heard[0]["authorization"] == f"Bearer {secret}"


async def test_the_same_id_gets_the_same_answer_and_is_done_once(world: World) -> None:
    me = await world.open()
    answers = await asyncio.gather(*[world.say(me, id="1", text="refund") for _ in range(10)])
    again = await world.say(me, id="1", text="refund")
    assert {answer.text for answer in answers} == {again.text}
    assert len(world.rasa.heard) == 1


async def test_the_same_id_with_other_content_is_a_conflict(world: World) -> None:
    me = await world.open()
    await world.say(me, id="1", text="yes")
    answer = await world.say(me, id="1", text="no")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "conflict")
    assert len(world.rasa.heard) == 1


async def test_messages_are_answered_in_order(world: World) -> None:
    me = await world.open()
    sent = [world.say(me, id=f"{n}", text=f"line {n}") for n in range(5)]
    await asyncio.gather(*sent)
    history = await world.history(me)
    asked = [m["text"] for m in history if m["from"] == "shopper"]
    assert [m["text"] for m in history if m["from"] == "bot"] == [f"You said: {t}" for t in asked]


async def test_history_starts_after_the_seq_that_is_named(world: World) -> None:
    me = await world.open()
    await world.say(me, id="1", text="one")
    await world.say(me, id="2", text="two")
    assert [m["seq"] for m in await world.history(me, after=2)] == [3, 4]
    assert [m["from"] for m in await world.history(me)] == ["shopper", "bot"] * 2


async def test_a_button_is_its_title_to_the_shopper_and_its_payload_to_the_bot(
    world: World,
) -> None:
    world.rasa.script = ask
    me = await world.open()
    shown = (await world.say(me, id="1", text="cancel")).json()["replies"][0]["buttons"]
    assert [set(button) for button in shown] == [{"id", "title"}] * 2
    answer = await world.say(me, id="2", button=shown[0]["id"])
    assert answer.status_code == 200
    assert world.rasa.heard[1]["payload"] == "/affirm"
    assert (await world.history(me))[2]["text"] == "Yes"


@pytest.mark.parametrize("typed", ["Yes", " yes ", "YES", "\uff39\uff45\uff53"])
async def test_the_title_of_a_button_counts_as_pressing_it(world: World, typed: str) -> None:
    world.rasa.script = ask
    me = await world.open()
    await world.say(me, id="1", text="cancel")
    await world.say(me, id="2", text=typed)
    assert world.rasa.heard[1]["payload"] == "/affirm"
    assert (await world.history(me))[2]["text"] == typed.strip()


async def test_the_title_of_an_older_button_is_only_text(world: World) -> None:
    async def ask_once(body: dict[str, Any]) -> Response:
        return await ask(body) if body["text"] == "cancel" else says("Fine.")

    world.rasa.script = ask_once
    me = await world.open()
    for place, text in enumerate(("cancel", "Yes please", "Yes")):
        await world.say(me, id=str(place), text=text)
    assert [heard.get("payload") for heard in world.rasa.heard] == [None, None, None]


async def test_a_title_shown_to_somebody_else_is_only_text(world: World) -> None:
    world.rasa.script = ask
    await world.say(await world.open(), id="1", text="cancel")
    await world.say(await world.open(), id="1", text="Yes")
    assert "payload" not in world.rasa.heard[1]


async def test_a_button_of_another_conversation_is_not_found(world: World) -> None:
    world.rasa.script = ask
    me, other = await world.open(), await world.open()
    shown = (await world.say(me, id="1", text="cancel")).json()["replies"][0]["buttons"]
    for button in (shown[0]["id"], "/affirm", "", "\u0000"):
        answer = await world.say(other, id="1", button=button)
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "button_not_found")
    assert await world.history(other) == []


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (
            {"type": "address", "values": {"recipient": "Lin", "street": "1 Lake Rd"}},
            "Recipient: Lin, Street: 1 Lake Rd",
        ),
        (
            {"type": "slot", "values": {"date": "2026-11-24", "from": "14:00", "to": "18:00"}},
            "Delivery time: Tue 24 Nov, 14:00–18:00",
        ),
        (
            {"type": "items", "values": {"lines": [0, 2], "problem": "broken", "text": "Torn"}},
            "Item 1, 3: broken, Torn",
        ),
        ({"type": "rating", "values": {"score": 4, "comment": "ok"}}, "Rating: ★★★★☆ ok"),
        ({"type": "email", "values": {"email": "lin@shop.example"}}, "E-mail: lin@shop.example"),
    ],
)
async def test_a_form_is_words_to_the_shopper_and_values_to_the_bot(
    world: World, form: dict[str, Any], words: str
) -> None:
    me = await world.open(locale="en")
    assert (await world.say(me, id="1", form=form)).status_code == 200
    assert (await world.history(me))[0]["text"] == words
    assert world.rasa.heard[0]["metadata"]["form"] == form


@pytest.mark.parametrize(
    "form",
    [
        {"type": "address", "values": {}},
        {"type": "address", "values": {"recipient": "  "}},
        {"type": "address", "values": {"planet": "Mars"}},
        {"type": "address", "values": {"phone": 13800138000}},
        {"type": "slot", "values": {"date": "2026-02-30", "from": "14:00", "to": "18:00"}},
        {"type": "slot", "values": {"date": "2026-11-24", "from": "25:00", "to": "18:00"}},
        {"type": "slot", "values": {"date": "2026-11-24"}},
        {"type": "items", "values": {"lines": []}},
        {"type": "items", "values": {"lines": [-1]}},
        {"type": "rating", "values": {"score": 6}},
        {"type": "email", "values": {"email": "nobody"}},
        {"type": "photos", "values": {"uploads": ["not-uploaded"]}},
        {"type": "coupon", "values": {}},
        {"values": {}},
        [],
        "address",
    ],
)
async def test_a_form_of_another_shape_is_refused(world: World, form: Any) -> None:
    me = await world.open()
    answer = await world.say(me, id="1", form=form)
    assert answer.status_code == 422
    assert answer.json()["error"]["message"]
    assert await world.history(me) == []


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 422, "invalid"),
        (b"{", 400, "malformed"),
        (b"\xff\xfe", 400, "malformed"),
        (b'{"id":"1","form":' + b"[" * 50_000, 422, "invalid"),
        (b"[]", 422, "invalid"),
        (b'{"id":"1"}', 422, "invalid"),
        (b'{"text":"hi"}', 422, "invalid"),
        (b'{"id":"","text":"hi"}', 422, "invalid"),
        (b'{"id":1,"text":"hi"}', 422, "invalid"),
        (b'{"id":"1","text":5}', 422, "invalid"),
        (b'{"id":"1","text":"hi","button":"x"}', 422, "invalid"),
        (b'{"id":"1","text":"hi","payload":"/restart"}', 422, "invalid"),
        (b'{"id":"\\u0000","text":"hi"}', 422, "invalid"),
        (b'{"id":"1","text":""}', 422, "empty_text"),
        (b'{"id":"1","text":" \\n\\u200b\\u0000\\ufeff "}', 422, "empty_text"),
        (b'{"id":"1","text":"' + b"a" * 4001 + b'"}', 422, "too_long"),
        (b'{"id":"1","text":"' + b"a" * 70_000 + b'"}', 413, "too_large"),
    ],
    ids=lambda value: str(value)[:24],
)
async def test_a_body_that_cannot_be_taken_is_refused_and_not_stored(
    world: World, body: bytes, status: int, code: str
) -> None:
    me = await world.open()
    answer = await world.http.post("/api/chat/messages", content=body, headers=me)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert await world.history(me) == []


async def test_a_body_that_hides_its_size_is_cut_off(world: World) -> None:
    async def endless() -> Any:
        for _ in range(100):
            yield b"a" * 1024

    me = await world.open()
    answer = await world.http.post("/api/chat/messages", content=endless(), headers=me)
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b", "ab"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("\u202eabc", "\u202eabc"),
        ("'; drop table orders; --", "'; drop table orders; --"),
        ("😀", "😀"),
        ("x" * 4000, "x" * 4000),
    ],
)
async def test_strange_text_is_taken_as_text(world: World, typed: str, kept: str) -> None:
    me = await world.open()
    assert (await world.say(me, id="1", text=typed)).status_code == 200
    assert (await world.history(me))[0]["text"] == kept


@pytest.mark.parametrize("header", [None, b"Bearer x", b"Bearer", b"Basic abc", b"Bearer \xff"])
async def test_without_a_token_of_ours_nothing_opens(world: World, header: bytes | None) -> None:
    headers = [] if header is None else [(b"Authorization", header)]
    for method in ("POST", "GET"):
        answer = await world.http.request(method, "/api/chat/messages", headers=headers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "unauthorized")


async def test_a_session_id_is_no_token(world: World) -> None:
    session = (await world.http.post("/api/chat/sessions", json={})).json()
    headers = {"Authorization": f"Bearer {session['session_id']}"}
    assert (await world.http.get("/api/chat/messages", headers=headers)).status_code == 401


@pytest.mark.parametrize("after", ["-1", "x", "1e3", "99999999999999999999", "\u0663", ""])
async def test_after_must_be_a_seq(world: World, after: str) -> None:
    me = await world.open()
    answer = await world.http.get("/api/chat/messages", params={"after": after}, headers=me)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/api/chat/nothing", 404), ("PUT", "/api/chat/messages", 405), ("POST", "/", 405)],
)
async def test_every_error_is_json(world: World, method: str, path: str, status: int) -> None:
    answer = await world.http.request(method, path)
    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"code", "message"}


@pytest.mark.parametrize("body", [{"locale": "fr"}, {"locale": 1}, {"customer": "c1"}, []])
async def test_a_session_of_another_shape_is_refused(world: World, body: Any) -> None:
    assert (await world.http.post("/api/chat/sessions", json=body)).status_code == 422


async def test_what_staff_write_is_in_the_history_and_the_bot_is_silent(world: World) -> None:
    me = await world.open()
    await world.say(me, id="1", text="hello")
    add_staff_message(world.store, world.conversation(me), "mei", "Hello, this is Mei.")
    answer = await world.say(me, id="2", text="finally")
    assert answer.json() == {"replies": [], "handled_by": "staff"}
    assert [m["from"] for m in await world.history(me)] == ["shopper", "bot", "staff", "shopper"]
    assert len(world.rasa.heard) == 1


async def test_who_writes_on_while_waiting_for_a_person_is_told_once(world: World) -> None:
    async def hand_over(body: dict[str, Any]) -> Response:
        return says("A colleague comes.", handover={"reason": "asked", "order": "LK1", "tried": []})

    world.rasa.script = hand_over
    me = await world.open(locale="zh")
    assert (await world.say(me, id="1", text="人工")).json()["handled_by"] == "queue"
    second = (await world.say(me, id="2", text="在吗")).json()
    assert [reply["from"] for reply in second["replies"]] == ["system"]
    assert "同事" in second["replies"][0]["text"]
    third = (await world.say(me, id="3", text="?")).json()
    assert third == {"replies": [], "handled_by": "queue"}


async def test_a_system_message_leaves_the_conversation_with_the_bot(world: World) -> None:
    me = await world.open()
    await world.say(me, id="1", text="hello")
    add_system_message(world.store, world.conversation(me), "Your refund was approved.")
    assert (await world.history(me))[-1]["from"] == "system"
    assert (await world.say(me, id="2", text="thanks")).json()["handled_by"] == "bot"


class TestSlow:
    @pytest.fixture
    def timing(self) -> Timing:
        return Timing(wait=0.2, patience=5, retry_after=(0.05,))

    async def test_an_answer_that_takes_long_is_pending_and_comes_later(self, world: World) -> None:
        go = asyncio.Event()
        loop = asyncio.get_running_loop()
        waiting: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

        async def slow(body: dict[str, Any]) -> Response:
            released = asyncio.Event()
            waiting.append((asyncio.get_running_loop(), released))
            loop.call_soon_threadsafe(go.set)
            await released.wait()
            return says("At last.")

        world.rasa.script = slow
        me = await world.open()
        first = (await world.say(me, id="1", text="hello")).json()
        assert first == {"replies": [], "handled_by": "bot", "pending": True}
        await go.wait()
        their_loop, released = waiting[0]
        their_loop.call_soon_threadsafe(released.set)
        again = await world.say(me, id="1", text="hello")
        while again.json().get("pending"):
            again = await world.say(me, id="1", text="hello")
        assert [reply["text"] for reply in again.json()["replies"]] == ["At last."]
        assert len(world.rasa.heard) == 1

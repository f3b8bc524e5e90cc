"""The bot fails: the shopper hears so at once, it is tried again, and then a person gets it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from starlette.responses import JSONResponse, Response

from bot.conversations.history import in_queue
from bot.web.app import Timing, create_app
from tests.bot.web.conftest import Instances, Script, World, says, serve


async def crashes(body: dict[str, Any]) -> Response:
    return Response("Internal Server Error", 500)


async def is_silent(body: dict[str, Any]) -> Response:
    return says()


async def talks_rubbish(body: dict[str, Any]) -> Response:
    return Response("<html>", 200)


async def talks_other_json(body: dict[str, Any]) -> Response:
    return JSONResponse({"messages": [{"txt": "hi"}]})


async def is_slow(body: dict[str, Any]) -> Response:
    await asyncio.sleep(3)
    return says("Too late.")


FAILURES = [crashes, is_silent, talks_rubbish, talks_other_json, is_slow]


@pytest.fixture
def timing() -> Timing:
    return Timing(wait=10, patience=0.3, retry_after=(0.05, 0.05))


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize(("text", "words"), [("退款", "人工客服"), ("refund", "colleague")])
async def test_a_bot_that_keeps_failing_is_said_once_and_a_person_gets_it(
    world: World, failure: Script, text: str, words: str
) -> None:
    world.rasa.script = failure
    me = await world.open()
    answer = (await world.say(me, id="1", text=text)).json()
    assert answer["handled_by"] == "queue"
    assert [reply["from"] for reply in answer["replies"]] == ["system"] * 3
    assert words in answer["replies"][1]["text"]
    assert answer["replies"][2]["buttons"] == []
    assert len(world.rasa.heard) == 3
    (entry,) = [e for e in in_queue(world.store) if e.conversation == world.conversation(me)]
    assert (entry.reason, entry.summary["last_words"]) == ("bot_unavailable", [text])


@pytest.mark.parametrize("failure", FAILURES)
async def test_a_bot_that_comes_back_answers_after_all(world: World, failure: Script) -> None:
    async def fails_once(body: dict[str, Any]) -> Response:
        return await failure(body) if len(world.rasa.heard) == 1 else says("Here I am.")

    world.rasa.script = fails_once
    me = await world.open()
    answer = (await world.say(me, id="1", text="refund")).json()
    assert [reply["from"] for reply in answer["replies"]] == ["system", "bot"]
    assert answer["replies"][1]["text"] == "Here I am."
    assert answer["handled_by"] == "bot"


class TestDead:
    @pytest.fixture
    def settings(self) -> dict[str, Any]:
        return {"demo_shop": False, "frame_ancestors": ("https://dead.example",)}

    async def test_a_bot_that_is_not_there_at_all_leads_to_a_person(
        self, instances: Instances, world: World, timing: Timing
    ) -> None:
        # Port 9 discards: nobody listens there.
        dead = replace(world.settings, rasa_url="http://127.0.0.1:9")
        with serve(create_app(dead, timing)) as url:
            me = await world.open()
            posted = await world.http.post(
                f"{url}/api/chat/messages", json={"id": "1", "text": "refund"}, headers=me
            )
        assert posted.json()["handled_by"] == "queue"
        assert len(posted.json()["replies"]) == 3


async def test_a_message_that_was_not_answered_is_taken_up_by_the_next_door(
    world: World, timing: Timing
) -> None:
    held = asyncio.Event()
    loop = asyncio.get_running_loop()

    async def hang(body: dict[str, Any]) -> Response:
        loop.call_soon_threadsafe(held.set)
        await asyncio.sleep(2)
        return says("Too late.")

    world.rasa.script = hang
    me = await world.open()
    settings = replace(world.settings)
    patient = Timing(wait=0.1, patience=30, retry_after=())
    with serve(create_app(settings, patient)) as url:
        posted = await world.http.post(
            f"{url}/api/chat/messages", json={"id": "1", "text": "refund"}, headers=me
        )
        assert posted.json()["pending"] is True
        await held.wait()
        world.rasa.script = None
    # That door is gone; the other one finds the message.
    answer = (await world.say(me, id="1", text="refund")).json()
    assert [reply["text"] for reply in answer["replies"]] == ["You said: refund"]


OpenChat = Callable[..., Awaitable[Any]]


async def test_over_a_socket_trouble_is_said_at_once(world: World, chats: OpenChat) -> None:
    world.rasa.script = crashes
    chat = await chats()
    await chat.request(None, locale="en")
    await chat.utter("refund")
    first, last = await chat.wait_for("bot_uttered", 2)
    assert first["metadata"]["from"] == "system"
    assert last["metadata"]["handled_by"] == "queue"

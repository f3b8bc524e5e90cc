"""A wish over several quick messages is read as one; nothing is lost, nothing answered twice."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from starlette.responses import Response

from bot.conversations.handover import Move
from bot.conversations.history import in_queue
from bot.conversations.store import add_staff_message, move
from bot.web.app import Timing, create_app
from tests.bot.web.conftest import World, says, serve

OpenChat = Callable[..., Awaitable[Any]]
CLEAR = {"my parcel\nis late", "where is my order", "我的\n快递\n没到"}


async def reads(body: dict[str, Any]) -> Response:
    """A bot that understands what is in CLEAR, and what is a button."""
    if body.get("may_wait") and body["text"] not in CLEAR:
        return says(unclear=True)
    return says(f"You said: {body['text']}")


def texts(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [reply["text"] for reply in answer.json()["replies"]]


async def send_in_turn(world: World, me: dict[str, str], *said: str, gap: float = 0.1) -> list[Any]:
    """Send one after the other without waiting for answers; the ids count from 1."""
    sending = []
    for place, text in enumerate(said, start=1):
        sending.append(asyncio.create_task(world.say(me, id=f"{place}", text=text)))
        await asyncio.sleep(gap)
    return list(await asyncio.gather(*sending))


@pytest.fixture(autouse=True)
def a_bot_that_reads(world: World) -> None:
    world.rasa.script = reads


async def test_two_fragments_are_read_together_and_get_one_answer(world: World) -> None:
    me = await world.open(locale="en")
    first, second = await send_in_turn(world, me, "my parcel", "is late")
    assert texts(first) == texts(second) == ["You said: my parcel\nis late"]
    assert first.json() == second.json()
    assert [m["from"] for m in await world.history(me)] == ["shopper", "shopper", "bot"]


async def test_a_clear_message_is_asked_once_and_does_not_wait(world: World) -> None:
    me = await world.open()
    began = time.monotonic()
    assert texts(await world.say(me, id="1", text="where is my order"))
    assert time.monotonic() - began < 1
    assert len(world.rasa.heard) == 1


async def test_an_unclear_message_alone_is_asked_back_after_the_wait(world: World) -> None:
    me = await world.open()
    began = time.monotonic()
    assert texts(await world.say(me, id="1", text="my parcel")) == ["You said: my parcel"]
    assert 1.4 < time.monotonic() - began < 4
    assert [bool(heard.get("may_wait")) for heard in world.rasa.heard] == [True, False]


async def test_three_chinese_fragments_are_one(world: World) -> None:
    me = await world.open()
    answers = await send_in_turn(world, me, "我的", "快递", "没到")
    assert {tuple(texts(answer)) for answer in answers} == {("You said: 我的\n快递\n没到",)}


async def test_where_the_second_alone_is_clear_it_answers_for_both(world: World) -> None:
    me = await world.open()
    answers = await send_in_turn(world, me, "erm", "where is my order")
    assert {tuple(texts(answer)) for answer in answers} == {("You said: where is my order",)}


async def test_five_fragments_that_stay_unclear_get_one_answer(world: World) -> None:
    me = await world.open()
    answers = await send_in_turn(world, me, "so", "well", "you know", "it is", "hmm")
    together = "You said: so\nwell\nyou know\nit is\nhmm"
    assert {tuple(texts(answer)) for answer in answers} == {(together,)}
    assert [m["from"] for m in await world.history(me)] == ["shopper"] * 5 + ["bot"]


async def test_what_comes_after_the_wait_is_a_message_of_its_own(world: World) -> None:
    me = await world.open()
    first, second = await send_in_turn(world, me, "my parcel", "is late", gap=2)
    assert texts(first) == ["You said: my parcel"]
    assert texts(second) == ["You said: is late"]


async def test_the_same_id_again_during_the_wait_gets_the_same_answer(world: World) -> None:
    me = await world.open()
    again = [asyncio.create_task(world.say(me, id="1", text="my parcel")) for _ in range(4)]
    await asyncio.sleep(0.2)
    again.append(asyncio.create_task(world.say(me, id="2", text="is late")))
    answers = await asyncio.gather(*again)
    once_more = await world.say(me, id="1", text="my parcel")
    assert {answer.text for answer in answers} == {once_more.text}
    assert texts(once_more) == ["You said: my parcel\nis late"]
    assert len([m for m in await world.history(me) if m["from"] == "bot"]) == 1


async def test_the_same_id_with_other_words_during_the_wait_is_a_conflict(world: World) -> None:
    me = await world.open()
    waiting = asyncio.create_task(world.say(me, id="1", text="my parcel"))
    await asyncio.sleep(0.2)
    assert (await world.say(me, id="1", text="is late")).status_code == 409
    assert texts(await waiting) == ["You said: my parcel"]


async def test_together_longer_than_one_message_may_be_they_stay_apart(world: World) -> None:
    me = await world.open()
    long = "x" * 3990
    first, second = await send_in_turn(world, me, long, "and then some more")
    assert texts(first) == [f"You said: {long}"]
    assert texts(second) == ["You said: and then some more"]


async def test_a_button_after_a_fragment_is_not_read_with_it(world: World) -> None:
    async def offers(body: dict[str, Any]) -> Response:
        buttons = [{"title": "Yes", "payload": "/affirm"}]
        return says(messages=[{"text": "Sure?", "buttons": buttons}])

    me = await world.open()
    world.rasa.script = offers
    shown = (await world.say(me, id="0", text="cancel it")).json()
    world.rasa.script = reads
    (button,) = shown["replies"][0]["buttons"]
    waiting = asyncio.create_task(world.say(me, id="1", text="hmm"))
    await asyncio.sleep(0.2)
    pressed = await world.say(me, id="2", button=button["id"])
    assert texts(await waiting) == ["You said: hmm"]
    assert texts(pressed) == ["You said: Yes"]


async def test_staff_who_take_over_during_the_wait_get_the_fragments(world: World) -> None:
    me = await world.open()
    conversation = world.conversation(me)
    waiting = asyncio.create_task(world.say(me, id="1", text="my parcel"))
    await asyncio.sleep(0.3)
    add_staff_message(world.store, conversation, "mei", "I am on it.")
    answer = (await waiting).json()
    assert (answer["handled_by"], answer["replies"]) == ("staff", [])
    assert (await world.say(me, id="2", text="is late")).json()["handled_by"] == "staff"
    await asyncio.sleep(1.6)
    assert [m["from"] for m in await world.history(me)] == ["shopper", "staff", "shopper"]
    assert [heard["text"] for heard in world.rasa.heard] == ["my parcel"]


async def test_the_bot_says_nothing_late_where_staff_came_and_went_during_the_wait(
    world: World,
) -> None:
    me = await world.open()
    waiting = asyncio.create_task(world.say(me, id="1", text="my parcel"))
    await asyncio.sleep(0.3)
    move(world.store, world.conversation(me), Move.TAKE, by="mei")
    move(world.store, world.conversation(me), Move.GIVE_TO_BOT, by="mei")
    assert (await waiting).json()["replies"] == []
    assert texts(await world.say(me, id="2", text="where is my order"))
    await asyncio.sleep(1.6)
    assert [m["from"] for m in await world.history(me)] == ["shopper", "shopper", "bot"]


async def test_fragments_that_lead_to_a_person_are_all_answered_by_the_handover(
    world: World,
) -> None:
    async def gives_up(body: dict[str, Any]) -> Response:
        handover = {"reason": "not_understood", "tried": []}
        return says(unclear=True) if body.get("may_wait") else says("A person.", handover=handover)

    world.rasa.script = gives_up
    me = await world.open()
    first, second = await send_in_turn(world, me, "so", "well")
    assert first.json() == second.json()
    assert first.json()["handled_by"] == "queue"
    (entry,) = [e for e in in_queue(world.store) if e.conversation == world.conversation(me)]
    assert entry.summary["last_words"] == ["so", "well"]


async def test_a_door_that_ends_during_the_wait_loses_nothing(world: World) -> None:
    me = await world.open()
    with serve(create_app(replace(world.settings), Timing(wait=0.3))) as url:
        posted = await world.http.post(
            f"{url}/api/chat/messages", json={"id": "1", "text": "my parcel"}, headers=me
        )
        assert posted.json()["pending"] is True
    # That door is gone; the other one takes in the rest.
    answers = await asyncio.gather(
        world.say(me, id="1", text="my parcel"), world.say(me, id="2", text="is late")
    )
    assert {tuple(texts(answer)) for answer in answers} == {("You said: my parcel\nis late",)}
    assert len([m for m in await world.history(me) if m["from"] == "bot"]) == 1


async def test_a_bot_that_fails_at_the_second_fragment_is_asked_again(world: World) -> None:
    async def fails_once(body: dict[str, Any]) -> Response:
        return await reads(body) if len(world.rasa.heard) != 2 else Response("", 500)

    world.rasa.script = fails_once
    me = await world.open()
    first, second = await send_in_turn(world, me, "my parcel", "is late")
    assert first.json() == second.json()
    assert [reply["from"] for reply in first.json()["replies"]] == ["system", "bot"]


async def test_a_bot_that_calls_unclear_what_may_not_wait_counts_as_failing(world: World) -> None:
    async def stubborn(body: dict[str, Any]) -> Response:
        return says(unclear=True)

    world.rasa.script = stubborn
    me = await world.open()
    answer = (await world.say(me, id="1", text="my parcel")).json()
    assert answer["handled_by"] == "queue"


async def test_over_a_socket_fragments_get_one_answer(world: World, chats: OpenChat) -> None:
    chat = await chats()
    await chat.request(None, locale="en")
    await chat.utter("my parcel")
    await chat.utter("is late")
    (answer,) = await chat.wait_for("bot_uttered")
    assert answer["text"] == "You said: my parcel\nis late"
    await asyncio.sleep(0.3)
    assert len(chat.got("bot_uttered")) == 1

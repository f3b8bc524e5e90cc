"""Chat over Socket.IO, with a real client."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from socketio.exceptions import ConnectionError as NotConnected
from starlette.responses import JSONResponse, Response

from bot.conversations import sessions
from bot.conversations.store import add_staff_message
from tests.bot.web.conftest import Chat, World, says

OpenChat = Callable[..., Awaitable[Chat]]


def conversation_of(world: World, chat: Chat) -> str:
    found = sessions.find_by_secret(world.store, sessions.SOCKET, chat.session_id)
    assert found is not None
    return found.id


async def test_a_session_is_confirmed_with_an_id_of_ours(world: World, chats: OpenChat) -> None:
    chat = await chats()
    answer = await chat.request("made-up")
    (confirmed,) = await chat.wait_for("session_confirm")
    assert confirmed == answer["session_id"] != "made-up"
    assert len(confirmed) == 32
    again = await chats()
    assert (await again.request(confirmed))["session_id"] == confirmed


async def test_a_plain_web_chat_gets_exactly_the_keys_it_knows(
    world: World, chats: OpenChat
) -> None:
    async def ask(body: dict[str, Any]) -> Response:
        buttons = [{"title": "Yes", "payload": "/affirm"}]
        sure = {"text": "Sure?", "buttons": buttons, "card": {"type": "order"}}
        return JSONResponse({"messages": [{"text": "Hm."}, sure], "closed": True})

    world.rasa.script = ask
    chat = await chats()
    await chat.request()
    # As such a client sends it: no id, no acknowledgement.
    await chat.client.emit("user_uttered", {"message": "cancel", "session_id": chat.session_id})
    text, with_buttons = await chat.wait_for("bot_uttered", 2)
    assert set(text) == {"text", "metadata"}
    assert set(with_buttons) == {"text", "quick_replies", "metadata"}
    (button,) = with_buttons["quick_replies"]
    assert (button["title"], button["payload"][:7]) == ("Yes", "button:")
    assert with_buttons["metadata"]["card"] == {"type": "order"}
    assert with_buttons["metadata"]["closed"] is True
    await chat.utter(button["payload"])
    await chat.wait_for("bot_uttered", 4)
    assert world.rasa.heard[1]["payload"] == "/affirm"


async def test_a_message_is_acknowledged_with_its_seq_and_taken_once(
    world: World, chats: OpenChat
) -> None:
    chat = await chats()
    await chat.request()
    acks = await asyncio.gather(*[chat.utter("refund", id="1") for _ in range(5)])
    assert acks == [{"ok": True, "seq": 1}] * 5
    await chat.wait_for("bot_uttered")
    assert len(world.rasa.heard) == 1
    other = await chat.utter("no refund", id="1")
    assert (other["ok"], other["error"]["code"]) == (False, "conflict")


async def test_messages_without_an_id_are_each_new(world: World, chats: OpenChat) -> None:
    chat = await chats()
    await chat.request()
    assert [(await chat.utter("hi"))["seq"], (await chat.utter("hi"))["seq"]][0] == 1
    await chat.wait_for("bot_uttered", 2)
    assert len(world.rasa.heard) == 2


async def test_who_reconnects_gets_what_was_missed_once_and_in_order(
    world: World, chats: OpenChat
) -> None:
    chat = await chats()
    await chat.request()
    await chat.utter("one")
    await chat.wait_for("bot_uttered")
    conversation = conversation_of(world, chat)
    await chat.client.disconnect()
    for n in range(3):
        add_staff_message(world.store, conversation, "mei", f"missed {n}")
    back = await chats()
    await back.request(chat.session_id, after=2)
    add_staff_message(world.store, conversation, "mei", "live")
    came = await back.wait_for("bot_uttered", 4)
    assert [m["text"] for m in came] == ["missed 0", "missed 1", "missed 2", "live"]
    assert [m["metadata"]["seq"] for m in came] == [3, 4, 5, 6]


async def test_a_plain_web_chat_that_reconnects_gets_nothing_twice(
    world: World, chats: OpenChat
) -> None:
    chat = await chats()
    await chat.request()
    await chat.utter("one")
    await chat.wait_for("bot_uttered")
    back = await chats()
    await back.request(chat.session_id)
    await back.utter("two")
    (only,) = await back.wait_for("bot_uttered")
    assert only["text"] == "You said: two"


async def test_other_tabs_see_what_the_shopper_writes_and_what_is_answered(
    world: World, chats: OpenChat
) -> None:
    one, two = await chats(), await chats()
    await one.request()
    await two.request(one.session_id)
    await one.utter("hello", id="1")
    (mine,) = await two.wait_for("shopper_uttered")
    assert (mine["text"], mine["metadata"]["seq"], mine["metadata"]["id"]) == ("hello", 1, "1")
    for tab in (one, two):
        (answer,) = await tab.wait_for("bot_uttered")
        assert answer["metadata"]["handled_by"] == "bot"
        assert (await tab.wait_for("bot_typing", 2)) == [{"on": True}, {"on": False}]


async def test_a_rest_session_goes_on_over_a_socket(world: World, chats: OpenChat) -> None:
    me = await world.open()
    await world.say(me, id="1", text="hello")
    chat = await chats()
    token = me["Authorization"].removeprefix("Bearer ")
    await chat.request(None, token=token, after=0)
    (came,) = await chat.wait_for("bot_uttered")
    assert came["text"] == "You said: hello"
    assert chat.session_id != token


async def test_what_staff_write_in_another_process_reaches_the_shopper(
    world: World, chats: OpenChat
) -> None:
    chat = await chats()
    await chat.request()
    add_staff_message(world.store, conversation_of(world, chat), "mei", "This is Mei.")
    (came,) = await chat.wait_for("bot_uttered")
    assert (came["text"], came["metadata"]["from"]) == ("This is Mei.", "staff")
    assert await chat.wait_for("handled_by") == [{"by": "staff"}]


async def test_an_opening_command_is_a_greeting_nobody_typed(world: World, chats: OpenChat) -> None:
    chat = await chats()
    await chat.request()
    await chat.utter("/get_started")
    await chat.wait_for("bot_uttered")
    assert world.rasa.heard[0]["payload"] == "/greet"
    assert chat.got("shopper_uttered") == []


async def test_commands_reach_rasa_as_words_only(world: World, chats: OpenChat) -> None:
    chat = await chats()
    await chat.request()
    await chat.utter("hi")
    await chat.utter('/inform{"order_number": "LK1"}')
    await chat.wait_for("bot_uttered", 2)
    assert "payload" not in world.rasa.heard[1]


@pytest.mark.parametrize("session_id", ["made-up", "", None, 5, {"$ne": 1}, "\x00"])
async def test_a_session_id_that_was_not_issued_opens_nothing(
    world: World, chats: OpenChat, session_id: Any
) -> None:
    chat = await chats()
    body = {"message": "hello", "session_id": session_id}
    answer = await chat.client.call("user_uttered", body, timeout=10)
    assert answer["ok"] is False
    assert answer["error"]["code"] in ("session_unknown", "invalid")
    (said,) = await chat.wait_for("bot_uttered")
    assert said["metadata"]["error"] == answer["error"]["code"]
    assert world.rasa.heard == []


async def test_a_rest_session_id_is_no_socket_session(world: World, chats: OpenChat) -> None:
    rest = (await world.http.post("/api/chat/sessions", json={})).json()
    chat = await chats()
    assert (await chat.request(rest["session_id"]))["session_id"] != rest["session_id"]
    for secret in (rest["session_id"], rest["token"]):
        chat.session_id = secret
        assert (await chat.utter("hello"))["error"]["code"] == "session_unknown"


@pytest.mark.parametrize(
    ("message", "custom", "code"),
    [
        ("", {}, "empty_text"),
        (None, {}, "empty_text"),
        (" \u200b\x00", {}, "empty_text"),
        ("a" * 4001, {}, "too_long"),
        ("button:nothing", {}, "button_not_found"),
        ("button:", {}, "button_not_found"),
        (5, {}, "invalid"),
        ("hi", {"id": 5}, "invalid"),
        ("hi", {"id": ""}, "invalid"),
        ("hi", {"id": "x" * 65}, "invalid"),
        ("hi", {"locale": "fr"}, "invalid"),
        ("hi", {"form": {"type": "coupon", "values": {}}}, "invalid"),
        ("hi", "custom", "invalid"),
    ],
    ids=lambda value: repr(value)[:24],
)
async def test_what_cannot_be_taken_is_said_and_not_stored(
    world: World, chats: OpenChat, message: Any, custom: Any, code: str
) -> None:
    chat = await chats()
    await chat.request()
    body = {"message": message, "session_id": chat.session_id, "customData": custom}
    answer = await chat.client.call("user_uttered", body, timeout=10)
    assert (answer["ok"], answer["error"]["code"]) == (False, code)
    (said,) = await chat.wait_for("bot_uttered")
    assert said["text"]
    assert world.rasa.heard == []


@pytest.mark.parametrize(
    "data", [None, [], "x", 5, {"session_id": 5}, {"customData": {"after": -1}}]
)
async def test_a_session_request_of_another_shape_opens_nothing(
    world: World, chats: OpenChat, data: Any
) -> None:
    chat = await chats()
    answer = await chat.client.call("session_request", data, timeout=10)
    assert answer["ok"] is (data is None or data == [])


async def test_lone_surrogates_do_no_harm(world: World, chats: OpenChat) -> None:
    chat = await chats()
    await chat.request()
    assert (await chat.utter("a\ud800b"))["ok"]
    await chat.wait_for("bot_uttered")
    assert world.rasa.heard[0]["text"] == "a\ufffdb"


async def test_a_page_of_another_site_cannot_connect(world: World, chats: OpenChat) -> None:
    with pytest.raises(NotConnected):
        await chats(headers={"Origin": "https://evil.example"})
    assert (await (await chats(headers={"Origin": world.url})).request())["ok"]


async def test_a_handover_is_told_to_the_widget(world: World, chats: OpenChat) -> None:
    async def hand_over(body: dict[str, Any]) -> Response:
        return says("A colleague comes.", handover={"reason": "asked"})

    world.rasa.script = hand_over
    chat = await chats()
    await chat.request()
    await chat.utter("a person please")
    (said,) = await chat.wait_for("bot_uttered")
    assert said["metadata"]["handled_by"] == "queue"
    assert await chat.wait_for("handled_by") == [{"by": "queue"}]


async def test_a_language_chosen_in_the_chat_goes_with_that_message_and_all_after_it(
    world: World, chats: OpenChat
) -> None:
    chat = await chats()
    await chat.request(locale="zh")
    for text, custom in (("one", {}), ("two", {"locale": "en"}), ("three", {})):
        await chat.utter(text, **custom)
    await chat.wait_for("bot_uttered", 3)
    locales = [heard["metadata"]["locale"] for heard in world.rasa.heard]
    assert locales == ["zh", "en", "en"]


async def test_a_form_that_was_sent_is_known_as_one_after_a_reload(
    world: World, chats: OpenChat
) -> None:
    chat = await chats()
    await chat.request(locale="en")
    form = {"type": "email", "values": {"email": "c1@example.com"}}
    await chat.utter("", form=form)
    await chat.wait_for("bot_uttered")
    again = await chats()
    await again.request(chat.session_id, after=0)
    (own,) = await again.wait_for("shopper_uttered")
    assert own["metadata"]["form"] == {"type": "email"}

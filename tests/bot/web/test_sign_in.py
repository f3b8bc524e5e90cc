"""Who is signed in: by a token of the shop's, and never across customers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import jwt
import pytest

from actions.shop.tables import access
from bot.conversations.tables import conversations
from bot.customer_token import BadToken, SignedIn, make_token, read_token
from tests.bot.web.conftest import Chat, World

OpenChat = Callable[..., Awaitable[Chat]]
KEY = "k" * 32
NOW = datetime(2026, 11, 22, 12, tzinfo=timezone.utc)


def signed_in(world: World, conversation: str) -> str | None:
    with world.store.read() as connection:
        query = access.select().where(access.c.conversation == conversation)
        row = connection.execute(query).first()
    return None if row is None else str(row.customer)


def count(world: World) -> int:
    with world.store.read() as connection:
        return len(connection.execute(conversations.select()).fetchall())


def token(key: str = KEY, algorithm: str = "HS256", **claims: Any) -> str:
    return jwt.encode(claims, key, algorithm=algorithm)


def exp(**later: float) -> int:
    return int((NOW + timedelta(**later)).timestamp())


def test_a_token_names_its_customer_until_it_is_over() -> None:
    made = make_token(KEY, "c1", NOW, timedelta(hours=2))
    assert read_token(KEY, made, NOW) == SignedIn("c1", NOW + timedelta(hours=2))
    assert isinstance(read_token(KEY, made, NOW + timedelta(hours=2)), BadToken)


def test_no_token_is_made_for_longer_than_a_day() -> None:
    made = read_token(KEY, make_token(KEY, "c1", NOW, timedelta(days=9)), NOW)
    assert made == SignedIn("c1", NOW + timedelta(hours=24))


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "x",
        "a.b.c",
        "\ud800",
        token(sub="c1"),
        token(exp=exp(hours=1)),
        token(sub="", exp=exp(hours=1)),
        token(sub="c1", exp=exp(hours=-1)),
        token(sub="c1", exp=exp(hours=25)),
        token(sub="c1", exp=10**300),
        token(key="other" * 8, sub="c1", exp=exp(hours=1)),
        token(key="", algorithm="none", sub="c1", exp=exp(hours=1)),
        token(key="k" * 64, algorithm="HS512", sub="c1", exp=exp(hours=1)),
    ],
    ids=range(13),
)
def test_a_token_that_does_not_hold_says_why(bad: str) -> None:
    read = read_token(KEY, bad, NOW)
    assert isinstance(read, BadToken)
    assert read.why


async def test_a_signed_in_customer_may_be_acted_for(world: World) -> None:
    me = await world.open(customer_token=world.customer_token("c1"))
    assert signed_in(world, world.conversation(me)) == "c1"


@pytest.mark.parametrize("bad", ["nonsense", "unknown", "expired"])
async def test_a_token_that_does_not_count_creates_nothing(world: World, bad: str) -> None:
    made = {
        "nonsense": "x.y.z",
        "unknown": world.customer_token("nobody"),
        "expired": world.customer_token("c1", seconds=-5),
    }
    before = count(world)
    answer = await world.http.post("/api/chat/sessions", json={"customer_token": made[bad]})
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "customer_token")
    assert count(world) == before


async def test_a_guest_who_signs_in_keeps_the_conversation(world: World) -> None:
    me = await world.open()
    body = {"customer_token": world.customer_token("c1")}
    answer = await world.http.post("/api/chat/sessions", json=body, headers=me)
    assert answer.status_code == 201
    assert f"Bearer {answer.json()['token']}" == me["Authorization"]
    assert signed_in(world, world.conversation(me)) == "c1"


async def test_a_customer_without_a_session_gets_the_open_conversation_back(world: World) -> None:
    me = await world.open(customer_token=world.customer_token("c2"))
    await world.say(me, id="1", text="hello")
    elsewhere = await world.open(customer_token=world.customer_token("c2"))
    assert elsewhere != me
    assert world.conversation(elsewhere) == world.conversation(me)


async def test_a_customer_begins_anew_by_signing_in_a_fresh_session(world: World) -> None:
    before = await world.open(customer_token=world.customer_token("c2"))
    await world.say(before, id="1", text="hello")
    anew = await world.open()
    body = {"customer_token": world.customer_token("c2")}
    await world.http.post("/api/chat/sessions", json=body, headers=anew)
    assert signed_in(world, world.conversation(anew)) == "c2"
    elsewhere = await world.open(customer_token=world.customer_token("c2"))
    assert world.conversation(elsewhere) == world.conversation(anew)
    assert world.conversation(elsewhere) != world.conversation(before)


async def test_another_customer_never_sees_the_conversation_before(world: World) -> None:
    me = await world.open(customer_token=world.customer_token("c1"))
    body = {"customer_token": world.customer_token("c2")}
    answer = await world.http.post("/api/chat/sessions", json=body, headers=me)
    theirs = {"Authorization": f"Bearer {answer.json()['token']}"}
    assert world.conversation(theirs) != world.conversation(me)
    assert signed_in(world, world.conversation(me)) == "c1"


async def test_a_socket_signs_in_and_another_customer_gets_another_session(
    world: World, chats: OpenChat
) -> None:
    one, two = await chats(), await chats()
    await one.request(None, customer_token=world.customer_token("c1"))
    await two.request(one.session_id, customer_token=world.customer_token("c2"))
    assert one.session_id != two.session_id
    three = await chats()
    await three.request(one.session_id, customer_token=world.customer_token("c1"))
    assert three.session_id == one.session_id


async def test_a_socket_with_a_bad_token_opens_nothing_new(world: World, chats: OpenChat) -> None:
    chat = await chats()
    before = count(world)
    answer = await chat.request(None, customer_token="x.y.z")
    assert (answer["ok"], answer["error"]["code"]) == (False, "customer_token")
    assert (await chat.wait_for("session_error"))[0]["code"] == "customer_token"
    assert count(world) == before


async def test_a_token_that_is_over_does_not_end_the_conversation(
    world: World, chats: OpenChat
) -> None:
    chat = await chats()
    await chat.request(None, customer_token=world.customer_token("c1"))
    known = chat.session_id
    back = await chats()
    await back.request(known, customer_token=world.customer_token("c1", seconds=-5))
    assert back.session_id == known
    assert (await back.wait_for("session_error"))[0]["code"] == "customer_token"


async def test_a_message_may_bring_the_customers_token_later(world: World, chats: OpenChat) -> None:
    chat = await chats()
    await chat.request()
    assert (await chat.utter("hi", customer_token=world.customer_token("c1")))["ok"]
    assert (await chat.utter("hi", customer_token="x"))["ok"]
    await chat.wait_for("bot_uttered", 2)

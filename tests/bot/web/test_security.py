"""Which pages may call, how often, and the headers everything carries."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.web.errors import Refused
from bot.web.limits import Limit, is_loopback
from tests.bot.web.conftest import Chat, World

OpenChat = Callable[..., Awaitable[Chat]]
SHOP = "https://shop.example"
EVIL = "https://evil.example"


@pytest.fixture
def settings() -> dict[str, Any]:
    return {"shop_origins": (SHOP,), "frame_ancestors": (SHOP,), "messages_per_minute": 3}


@pytest.mark.parametrize("path", ["/", "/nothing", "/healthz", "/api/chat/messages", "/widget.js"])
async def test_every_answer_carries_the_headers(world: World, path: str) -> None:
    headers = (await world.http.get(path)).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert f"frame-ancestors 'self' {SHOP}" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"


async def test_the_socket_carries_the_headers_too(world: World) -> None:
    answer = await world.http.get("/socket.io/?EIO=4&transport=polling")
    assert answer.status_code == 200
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_pages_of_the_shop_may_call_and_others_may_not(world: World) -> None:
    for origin, status in ((SHOP, 201), (world.url, 201), (EVIL, 403), ("null", 403)):
        answer = await world.http.post("/api/chat/sessions", json={}, headers={"Origin": origin})
        assert answer.status_code == status, origin
    assert answer.json()["error"]["code"] == "origin"


async def test_a_browser_is_told_that_the_shop_may_call(world: World) -> None:
    for origin, allowed in ((SHOP, SHOP), (EVIL, None)):
        asked = {
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type",
        }
        answer = await world.http.options("/api/chat/messages", headers=asked)
        assert answer.headers.get("access-control-allow-origin") == allowed


async def test_the_socket_answers_pages_of_the_shop_only(world: World, chats: OpenChat) -> None:
    for origin, status in ((SHOP, 200), (EVIL, 400)):
        answer = await world.http.get(
            "/socket.io/?EIO=4&transport=polling", headers={"Origin": origin}
        )
        assert answer.status_code == status
    assert (await (await chats(headers={"Origin": SHOP})).request())["ok"]


async def test_who_writes_too_often_is_told_when_to_try_again(world: World) -> None:
    me, other = await world.open(), await world.open()
    for n in range(3):
        assert (await world.say(me, id=f"{n}", text="hi")).status_code == 200
    answer = await world.say(me, id="4", text="hi")
    assert (answer.status_code, answer.json()["error"]["code"]) == (429, "too_many_requests")
    assert 0 < int(answer.headers["retry-after"]) <= 60
    assert (await world.say(other, id="1", text="hi")).status_code == 200


async def test_a_socket_that_writes_too_often_is_told_in_words(
    world: World, chats: OpenChat
) -> None:
    chat = await chats()
    await chat.request()
    for _ in range(3):
        assert (await chat.utter("hi"))["ok"]
    assert (await chat.utter("hi"))["error"]["code"] == "too_many_requests"
    await chat.wait_for("bot_uttered", 4)


def test_a_limit_counts_for_each_key_and_forgets_what_is_long_ago() -> None:
    now = [0.0]
    limit = Limit(2, 60, clock=lambda: now[0])
    limit.check("a")
    now[0] = 30
    limit.check("a")
    limit.check("b")
    with pytest.raises(Refused) as refused:
        limit.check("a")
    assert refused.value.headers == {"Retry-After": "30"}
    now[0] = 60
    limit.check("a")
    with pytest.raises(Refused):
        limit.check("a")


@pytest.mark.parametrize(
    ("address", "loopback"),
    [("127.0.0.1", True), ("::1", True), ("203.0.113.5", False), ("", False), ("x", False)],
)
def test_the_loopback_is_told_apart(address: str, loopback: bool) -> None:
    assert is_loopback(address) is loopback

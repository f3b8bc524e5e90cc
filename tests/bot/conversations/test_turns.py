"""The bot's work in one process: whatever comes in between, each message is answered once."""

from __future__ import annotations

import asyncio
import json

import httpx
import pytest

from bot.conversations import inbox, lease
from bot.conversations.asking import Asking, Words
from bot.conversations.assistant import Assistant
from bot.conversations.changes import Changes
from bot.conversations.database import Store
from bot.conversations.facts import Incoming, Taken, Waiting
from bot.conversations.lease import Busy
from bot.conversations.turns import Turns


async def test_what_comes_while_the_next_task_looks_for_work_is_asked_once(
    store: Store, conversation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def think(request: httpx.Request) -> httpx.Response:
        asked.append(json.loads(request.content)["text"])
        return httpx.Response(200, json={"messages": [{"text": "ok"}]})

    def take_in(text: str) -> Taken:
        incoming = Incoming(text, text, text)
        taken = inbox.receive(store, conversation, incoming, None, turns.holder)
        assert isinstance(taken, Taken)
        return taken

    claim, loop = lease.claim, asyncio.get_running_loop()

    def claim_a_moment_late(store: Store, here: str, holder: str) -> Waiting | Busy | None:
        """Between the wish to claim and the claim, the second message is taken in."""
        if not any(text == "second" for text in seen):
            seen.append("second")
            loop.call_soon_threadsafe(turns.wake, here, take_in("second").claimed)
        return claim(store, here, holder)

    seen: list[str] = []
    monkeypatch.setattr(lease, "claim", claim_a_moment_late)
    async with httpx.AsyncClient(transport=httpx.MockTransport(think)) as http:
        changes = Changes()
        words = Words(lambda text, locale: "trouble", lambda text, locale: "unavailable")
        turns = Turns(
            store, Asking(store, Assistant(http, "http://bot", ""), changes, words), changes
        )
        turns.wake(conversation, take_in("first").claimed)
        turns.wake(conversation)
        await asyncio.wait_for(_idle(turns), 10)
        await turns.stop()
    assert asked == ["first", "second"]


async def _idle(turns: Turns) -> None:
    """Until no task is left, and none comes."""
    quiet = 0
    while quiet < 10:
        await asyncio.sleep(0.02)
        quiet = 0 if turns.is_busy else quiet + 1

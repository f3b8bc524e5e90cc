"""A running desk gives what waits to who is there, and takes it back when they leave."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.web.app import Timing
from tests.bot.web.desk.conftest import Colleague, Office


@pytest.fixture
def timing() -> Timing:
    return Timing(wait=10, patience=5, retry_after=(0.05, 0.05), rounds=0.05)


async def until(who: Colleague, conversation: str, **wanted: Any) -> Any:
    """The conversation once it is so; fails after ten seconds."""
    for _ in range(200):
        item = await who.item(conversation)
        if wanted.items() <= item.items():
            return item
        await asyncio.sleep(0.05)
    raise AssertionError(f"{wanted} awaited, it is {item}")


async def test_a_shopper_who_is_handed_over_is_given_to_who_is_there_and_has_room(
    office: Office,
) -> None:
    mei = await office.colleague("mei")
    await mei.send("PATCH", "/me", capacity=1)
    console = await office.console(mei)
    first, second = await office.shopper(), await office.shopper()
    await until(mei, first.id, owner="staff", assignee="mei")
    assert {"conversation": first.id} in await console.wait_for("assigned")
    assert (await mei.item(second.id))["owner"] == "queue"
    assert ("system", "mei has joined the chat.") in await first.heard()
    await mei.move(first.id, "resolve")
    await until(mei, second.id, owner="staff", assignee="mei")


async def test_who_signs_out_leaves_nobody_hanging(office: Office) -> None:
    mei, kim = await office.colleague("mei"), await office.colleague("kim")
    await kim.send("PATCH", "/me", presence="away")
    shopper = await office.shopper()
    await until(kim, shopper.id, owner="staff", assignee="mei")
    await mei.send("POST", "/sign-out")
    await until(kim, shopper.id, owner="queue", assignee=None)
    told = [text for sender, text in await shopper.heard() if "had to step away" in text]
    assert len(told) == 1
    await kim.send("PATCH", "/me", presence="available")
    await until(kim, shopper.id, owner="staff", assignee="kim")
    # Everything that was said is still there, once.
    assert (await shopper.heard()).count(("shopper", "a person please")) == 1

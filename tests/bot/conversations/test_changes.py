"""Waiting for news of a conversation misses none and leaves nothing behind."""

from __future__ import annotations

import asyncio
import time

from bot.conversations.changes import Changes

SOON = 30.0


async def test_a_change_told_while_one_looks_is_not_missed() -> None:
    changes = Changes()
    with changes.watch("a") as changed:
        changes.tell("a")
        await asyncio.wait_for(changed(SOON), 1)


async def test_everybody_who_watches_hears_of_a_change() -> None:
    changes = Changes()

    async def wait() -> None:
        with changes.watch("a") as changed:
            await changed(SOON)

    waiting = [asyncio.create_task(wait()) for _ in range(3)]
    await asyncio.sleep(0)
    changes.tell("a")
    await asyncio.wait_for(asyncio.gather(*waiting), 1)


async def test_another_conversation_wakes_nobody_and_waiting_ends_by_itself() -> None:
    changes = Changes()
    started = time.monotonic()
    with changes.watch("a") as changed:
        changes.tell("b")
        await changed(0.05)
    assert time.monotonic() - started >= 0.04  # timers may fire a clock tick early


async def test_nothing_is_kept_of_those_who_stopped_watching() -> None:
    changes = Changes()
    with changes.watch("a"):
        pass
    with changes.watch("a") as changed:
        changes.tell("a")
        await changed(SOON)
    assert not changes._waiting

"""The bot's work: answers the waiting messages of each conversation, one at a time and in order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from anyio.to_thread import run_sync
from sqlalchemy.exc import SQLAlchemyError

from bot.conversations import fragments, lease
from bot.conversations.asking import Asking
from bot.conversations.changes import Changes
from bot.conversations.database import Store, new_id
from bot.conversations.facts import Turn, Unclear, Waiting
from bot.conversations.lease import Busy
from bot.conversations.outbox import Kept, keep_turn
from bot.conversations.told import QueueWords

log = logging.getLogger(__name__)

SWEEP_SECONDS = 2.0
BUSY_SECONDS = 0.2
# Another door may take in what an unclear message waits for.
LOOK_AGAIN = 0.25


class Turns:
    """Runs in every process that serves the door. `on_typing(conversation, on)` tells who types."""

    def __init__(
        self, store: Store, asking: Asking, changes: Changes, words: QueueWords | None = None
    ) -> None:
        self._store = store
        self._words = words
        self._asking = asking
        self._changes = changes
        self.holder = new_id()
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._again: dict[str, Waiting | None] = {}
        self._sweeping: asyncio.Task[None] | None = None
        self.on_typing: Callable[[str, bool], Coroutine[Any, Any, None]] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether this process is answering anybody."""
        return bool(self._tasks)

    def start(self) -> None:
        """Take up what nobody answered, now and from time to time."""
        self._sweeping = asyncio.create_task(self._sweep())

    async def stop(self) -> None:
        """End the work; what is unanswered stays so, and is taken up after the next start."""
        tasks = [*self._tasks.values(), *([self._sweeping] if self._sweeping else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def wake(self, conversation: str, claimed: Waiting | None = None) -> None:
        """There may be something to answer; `claimed` is what this `holder` has taken already."""
        if conversation in self._tasks:
            self._again[conversation] = claimed or self._again.get(conversation)
            return
        task = asyncio.create_task(self._work(conversation, claimed))
        self._tasks[conversation] = task
        task.add_done_callback(lambda done: self._ended(conversation, done))

    def _ended(self, conversation: str, task: asyncio.Task[None]) -> None:
        del self._tasks[conversation]
        again = conversation in self._again
        claimed = self._again.pop(conversation, None)
        if task.cancelled():
            return
        if task.exception() is not None:
            # The sweep comes back to it once the lease is over.
            log.error("A turn broke off", exc_info=task.exception())
        elif again:
            self.wake(conversation, claimed)

    async def _sweep(self) -> None:
        while True:
            try:
                for conversation in await run_sync(lease.find_unanswered, self._store):
                    self.wake(conversation)
            except SQLAlchemyError:
                log.exception("Could not look for unanswered messages")
            await asyncio.sleep(SWEEP_SECONDS)

    async def _work(self, conversation: str, claimed: Waiting | None) -> None:
        try:
            found: Waiting | Busy | None = claimed or await self._claim(conversation)
            while found is not None:
                if isinstance(found, Busy):
                    if self._again.get(conversation):
                        return  # it was taken for the task that comes after this one
                    await asyncio.sleep(BUSY_SECONDS)
                    found = await self._claim(conversation)
                else:
                    found = await self._answer(conversation, found)
        except asyncio.CancelledError:
            with contextlib.suppress(SQLAlchemyError):
                lease.release(self._store, conversation, self.holder)
            raise

    async def _claim(self, conversation: str) -> Waiting | Busy | None:
        return await run_sync(lease.claim, self._store, conversation, self.holder)

    async def _answer(self, conversation: str, message: Waiting) -> Waiting | Busy | None:
        """Answer one message, or several as one; the next one that waits."""
        renewing = asyncio.create_task(self._renew(conversation))
        try:
            found = await self._read(conversation, message)
            if found is None:
                return await run_sync(lease.following, self._store, conversation, self.holder)
            read, turn = found
            at = (read.seq, read.version, turn, self.holder, read.earlier, self._words)
            ended = await run_sync(keep_turn, self._store, conversation, *at)
            if ended.kept is Kept.DROPPED:
                log.info("A reply came after somebody took over and was not sent")
            return ended.following
        finally:
            renewing.cancel()
            self._changes.tell(conversation)

    async def _read(self, conversation: str, message: Waiting) -> tuple[Waiting, Turn] | None:
        """What was read, and what to say to it; None where somebody else answers now.

        A message that would be asked back waits for the next, and is read together with it.
        """
        parts = [message]
        while fragments.may_wait(parts, self._store.now()):
            for read in fragments.readings(parts):
                turn = await self._ask(conversation, read, may_wait=True)
                if not isinstance(turn, Unclear):
                    return None if turn is None else (read, turn)
            following = await self._following(conversation, parts)
            if following is None:
                return None
            if not (following and fragments.fits(parts, following[0])):
                break
            parts += following
        read = fragments.read_as_one(parts)
        turn = await self._ask(conversation, read)
        return (read, turn) if isinstance(turn, Turn) else None

    async def _following(
        self, conversation: str, parts: Sequence[Waiting]
    ) -> tuple[Waiting, ...] | None:
        """The message after `parts`, if it comes in time; None where they no longer wait for us."""
        seqs, version = [part.seq for part in parts], parts[0].version
        end = parts[-1].at + fragments.PAUSE
        while True:
            with self._changes.watch(conversation) as changed:
                most = len(parts) + 2
                found = await run_sync(lease.find_waiting, self._store, conversation, most)
                known, after = found[: len(parts)], found[len(parts) :]
                if [m.seq for m in known] != seqs or known[0].version != version:
                    return None
                left = (end - self._store.now()).total_seconds()
                if after or left <= 0:
                    return tuple(after[:1])
                await changed(min(left, LOOK_AGAIN))

    async def _ask(
        self, conversation: str, message: Waiting, *, may_wait: bool = False
    ) -> Turn | Unclear | None:
        await self._type(conversation, True)
        try:
            return await self._asking.ask(conversation, message, may_wait=may_wait)
        finally:
            await self._type(conversation, False)

    async def _renew(self, conversation: str) -> None:
        while True:
            await asyncio.sleep(lease.LEASE.total_seconds() / 3)
            await run_sync(lease.renew, self._store, conversation, self.holder)

    async def _type(self, conversation: str, on: bool) -> None:
        if self.on_typing is not None:
            await self.on_typing(conversation, on)

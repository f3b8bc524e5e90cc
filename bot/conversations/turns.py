"""The bot's work: answers the waiting messages of each conversation, one at a time and in order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from anyio.to_thread import run_sync
from sqlalchemy.exc import SQLAlchemyError

from bot.conversations import lease
from bot.conversations.assistant import Assistant
from bot.conversations.changes import Changes
from bot.conversations.database import Store, new_id
from bot.conversations.facts import Handover, Reply, Sender, Turn, Waiting
from bot.conversations.lease import Busy
from bot.conversations.outbox import Kept, keep_turn, note_trouble

log = logging.getLogger(__name__)

RETRY_AFTER = (1.0, 2.0, 4.0, 8.0)
SWEEP_SECONDS = 2.0
BUSY_SECONDS = 0.2
UNAVAILABLE = "bot_unavailable"


@dataclass(frozen=True)
class Words:
    """What the door itself says, in the language of a message: given the text and the locale."""

    trouble: Callable[[str, str | None], str]
    unavailable: Callable[[str, str | None], str]


class Turns:
    """Runs in every process that serves the door. `on_typing(conversation, on)` tells who types."""

    def __init__(
        self,
        store: Store,
        assistant: Assistant,
        changes: Changes,
        words: Words,
        retry_after: Sequence[float] = RETRY_AFTER,
    ) -> None:
        self._store = store
        self._assistant = assistant
        self._changes = changes
        self._words = words
        self._retry_after = retry_after
        self.holder = new_id()
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._again: dict[str, Waiting | None] = {}
        self._sweeping: asyncio.Task[None] | None = None
        self.on_typing: Callable[[str, bool], Coroutine[Any, Any, None]] | None = None

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
        """Answer one message; the next one that waits."""
        # An unclear message will wait here for the next one, to be read together with it.
        renewing = asyncio.create_task(self._renew(conversation))
        await self._type(conversation, True)
        try:
            turn = await self._turn(conversation, message)
            if turn is None:
                return await self._claim(conversation)
            at = (message.seq, message.version)
            ended = await run_sync(keep_turn, self._store, conversation, *at, turn, self.holder)
            if ended.kept is Kept.DROPPED:
                log.info("A reply came after somebody took over and was not sent")
            return ended.following
        finally:
            renewing.cancel()
            await self._type(conversation, False)
            self._changes.tell(conversation)

    async def _turn(self, conversation: str, message: Waiting) -> Turn | None:
        """What to say: the bot's turn, or after enough tries that a person will answer.

        None where the conversation went to somebody else meanwhile.
        """
        for tries in range(message.tries, len(self._retry_after) + 1):
            answer = await self._assistant.answer(conversation, message)
            if isinstance(answer, Turn):
                return answer
            log.warning("The bot gave no answer (%s), try %d", answer, tries + 1)
            if tries < len(self._retry_after):
                if not await self._note_trouble(conversation, message):
                    return None
                await asyncio.sleep(self._retry_after[tries])
        text = self._words.unavailable(message.text, message.locale)
        return Turn((Reply(text, sender=Sender.SYSTEM),), Handover(UNAVAILABLE))

    async def _note_trouble(self, conversation: str, message: Waiting) -> bool:
        text = self._words.trouble(message.text, message.locale)
        ours = await run_sync(
            note_trouble, self._store, conversation, message.seq, message.version, text
        )
        self._changes.tell(conversation)
        return ours

    async def _renew(self, conversation: str) -> None:
        while True:
            await asyncio.sleep(lease.LEASE.total_seconds() / 3)
            await run_sync(lease.renew, self._store, conversation, self.holder)

    async def _type(self, conversation: str, on: bool) -> None:
        if self.on_typing is not None:
            await self.on_typing(conversation, on)

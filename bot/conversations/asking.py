"""Asking the bot for a turn: again after a failure, honestly said, and in the end a person's."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from anyio.to_thread import run_sync

from bot.conversations.assistant import Assistant, NoAnswer
from bot.conversations.changes import Changes
from bot.conversations.database import Store
from bot.conversations.facts import Handover, Reply, Sender, Turn, Unclear, Waiting
from bot.conversations.outbox import note_trouble

log = logging.getLogger(__name__)

RETRY_AFTER = (1.0, 2.0, 4.0, 8.0)
UNAVAILABLE = "bot_unavailable"


@dataclass(frozen=True)
class Words:
    """What the door itself says, in the language of a message: given the text and the locale."""

    trouble: Callable[[str, str | None], str]
    unavailable: Callable[[str, str | None], str]


@dataclass(frozen=True)
class Asking:
    store: Store
    assistant: Assistant
    changes: Changes
    words: Words
    retry_after: Sequence[float] = RETRY_AFTER

    async def ask(
        self, conversation: str, message: Waiting, *, may_wait: bool
    ) -> Turn | Unclear | None:
        """What to say: the bot's turn, or after enough tries that a person will answer.

        None where the conversation went to somebody else meanwhile; Unclear only with `may_wait`.
        """
        for tries in range(message.tries, len(self.retry_after) + 1):
            answer = await self.assistant.answer(conversation, message, may_wait=may_wait)
            if not isinstance(answer, NoAnswer):
                return answer
            log.warning("The bot gave no answer (%s), try %d", answer, tries + 1)
            if tries < len(self.retry_after):
                if not await self._note_trouble(conversation, message):
                    return None
                await asyncio.sleep(self.retry_after[tries])
        text = self.words.unavailable(message.text, message.locale)
        return Turn((Reply(text, sender=Sender.SYSTEM),), Handover(UNAVAILABLE))

    async def _note_trouble(self, conversation: str, message: Waiting) -> bool:
        text = self.words.trouble(message.text, message.locale)
        ours = await run_sync(
            note_trouble, self.store, conversation, message.seq, message.version, text
        )
        self.changes.tell(conversation)
        return ours

"""Telling, within one process, that a conversation changed. Others look into the database."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable

Listener = Callable[[str], None]


class Changes:
    """Who waits for news of which conversation. Of one event loop."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._waiting: dict[str, set[asyncio.Future[None]]] = defaultdict(set)

    def listen(self, listener: Listener) -> None:
        """Call `listener` with each conversation that changes; it must not block."""
        self._listeners.append(listener)

    def tell(self, conversation: str) -> None:
        for future in self._waiting.pop(conversation, set()):
            if not future.done():
                future.set_result(None)
        for listener in self._listeners:
            listener(conversation)

    async def wait(self, conversation: str, seconds: float) -> None:
        """Return at the next change told here, or after `seconds`: another process may make one."""
        future = asyncio.get_running_loop().create_future()
        self._waiting[conversation].add(future)
        await asyncio.wait([future], timeout=seconds)
        waiting = self._waiting.get(conversation)
        if waiting is not None:
            waiting.discard(future)
            if not waiting:
                del self._waiting[conversation]

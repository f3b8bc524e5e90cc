"""Telling, within one process, that a conversation changed. Others look into the database."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

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

    @contextmanager
    def watch(self, conversation: str) -> Iterator[Callable[[float], Awaitable[None]]]:
        """Look inside at how things stand, then wait for the next change told here.

        What is given waits at most so many seconds, since another process may make a change too. A
        change told while one looked is not missed.
        """
        future = asyncio.get_running_loop().create_future()
        self._waiting[conversation].add(future)

        async def changed(seconds: float) -> None:
            await asyncio.wait([future], timeout=seconds)

        try:
            yield changed
        finally:
            self._forget(conversation, future)

    def _forget(self, conversation: str, future: asyncio.Future[None]) -> None:
        waiting = self._waiting.get(conversation)
        if waiting is not None:
            waiting.discard(future)
            if not waiting:
                del self._waiting[conversation]

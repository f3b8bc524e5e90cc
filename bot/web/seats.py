"""The sockets that are open in this process: which conversation each follows, and how far it is."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from anyio.to_thread import run_sync
from sqlalchemy.exc import SQLAlchemyError

from bot.conversations import history
from bot.conversations.database import Store
from bot.conversations.handover import Owner
from bot.conversations.shown import note_shown
from bot.web.shapes import as_event

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.5
BY_PEOPLE = (str(Owner.QUEUE), str(Owner.STAFF))


class Emitter(Protocol):
    async def emit(self, event: str, data: Any, *, to: str) -> None: ...


@dataclass
class Seat:
    """One socket. `seen` is the newest seq it was sent, `typed_at` when typing was told last."""

    sid: str
    conversation: str
    secret: str
    seen: int
    handled_by: str
    typing: bool = False
    typed_at: float = 0.0


@dataclass
class _Table:
    """The seats of one conversation; its lock keeps what they are sent in order."""

    seats: dict[str, Seat] = field(default_factory=dict)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Seats:
    """Sends every socket each message of its conversation once, in order."""

    def __init__(self, store: Store, emitter: Emitter) -> None:
        self._store = store
        self._emitter = emitter
        self._tables: dict[str, _Table] = defaultdict(_Table)
        self._by_sid: dict[str, Seat] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._looking: asyncio.Task[None] | None = None
        self.on_shown: Callable[[str], None] | None = None

    def start(self) -> None:
        self._looking = asyncio.create_task(self._look())

    async def stop(self) -> None:
        tasks = [*self._tasks, *([self._looking] if self._looking else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def find(self, sid: str) -> Seat | None:
        return self._by_sid.get(sid)

    def sit(self, sid: str, conversation: str, secret: str, seen: int, handled_by: str) -> Seat:
        """Let a socket follow a conversation from `seen` on, leaving any other."""
        self.leave(sid)
        seat = Seat(sid, conversation, secret, seen, handled_by)
        self._tables[conversation].seats[sid] = seat
        self._by_sid[sid] = seat
        return seat

    def leave(self, sid: str) -> None:
        seat = self._by_sid.pop(sid, None)
        if seat is None:
            return
        table = self._tables[seat.conversation]
        table.seats.pop(sid, None)
        if not table.seats:
            del self._tables[seat.conversation]

    def changed(self, conversation: str) -> None:
        """Something was committed: tell the sockets, without keeping the caller waiting."""
        if conversation in self._tables:
            task = asyncio.create_task(self.deliver(conversation))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def type(self, conversation: str, on: bool) -> None:
        """Tell the sockets whether the bot is typing."""
        if conversation in self._tables:
            for sid in list(self._tables[conversation].seats):
                await self._emitter.emit("bot_typing", {"on": on}, to=sid)

    async def staff_types(self, conversation: str, on: bool) -> None:
        """Tell the sockets whether a person is typing."""
        if conversation in self._tables:
            for sid in list(self._tables[conversation].seats):
                await self._emitter.emit("staff_typing", {"on": on}, to=sid)

    async def deliver(self, conversation: str) -> None:
        """Send each socket of the conversation what it has not got yet."""
        table = self._tables.get(conversation)
        if table is None:
            return
        async with table.lock:
            seats = list(table.seats.values())
            if not seats:
                return
            behind = min(seat.seen for seat in seats)
            tips = await run_sync(history.tips, self._store, [conversation])
            found = await run_sync(history.messages_after, self._store, conversation, behind)
            tip = tips[conversation]
            for message in found:
                event, data = as_event(message, tip.handled_by)
                for seat in seats:
                    if seat.seen < message.seq:
                        seat.seen = message.seq
                        await self._emitter.emit(event, data, to=seat.sid)
            more = len(found) == history.PAGE
            for seat in seats:
                # Messages that are not shown leave gaps at the end.
                seat.seen = seat.seen if more else max(seat.seen, tip.last_seq)
                await self._tell_owner(seat, tip.handled_by)
            if found and tip.handled_by in BY_PEOPLE:
                await self._note_shown(conversation, found[-1].seq)
        if more:
            await self.deliver(conversation)

    async def _note_shown(self, conversation: str, seq: int) -> None:
        """The staff see what their shopper has got."""
        if await run_sync(note_shown, self._store, conversation, seq) and self.on_shown is not None:
            self.on_shown(conversation)

    async def _tell_owner(self, seat: Seat, handled_by: str) -> None:
        if seat.handled_by != handled_by:
            seat.handled_by = handled_by
            await self._emitter.emit("handled_by", {"by": handled_by}, to=seat.sid)

    async def _look(self) -> None:
        """Notice what other processes wrote: another door, the desk, a command."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            with contextlib.suppress(SQLAlchemyError):
                tips = await run_sync(history.tips, self._store, list(self._tables))
                for conversation, tip in tips.items():
                    seats = (
                        self._tables[conversation].seats.values()
                        if (conversation in self._tables)
                        else ()
                    )
                    if any(s.seen < tip.last_seq or s.handled_by != tip.handled_by for s in seats):
                        self.changed(conversation)

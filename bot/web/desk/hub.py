"""The consoles that are open in this process: what each is told, and whose session has ended."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from anyio.to_thread import run_sync
from sqlalchemy.exc import SQLAlchemyError

from bot.desk import news
from bot.desk.listing import count_views
from bot.desk.news import Known
from bot.desk.office import Office
from bot.desk.presence import find_presence, note_seen
from bot.desk.signing_in import goes_on

log = logging.getLogger(__name__)

NAMESPACE = "/desk"
LOOK_SECONDS = 0.5
# So often it is noted who is there, and looked whose session has ended.
CHECK_SECONDS = 5.0
# A conversation somebody has looked at so lately is followed even while the bot answers it.
WATCHED_SECONDS = 600.0


class Server(Protocol):
    async def emit(self, event: str, data: Any, *, to: str, namespace: str) -> None: ...

    async def disconnect(self, sid: str, namespace: str) -> None: ...


@dataclass(frozen=True)
class Console:
    """One socket of one of the staff. `session` is the hash of the token it was opened with."""

    sid: str
    name: str
    session: str


class Hub:
    """Tells the consoles what changed, whoever changed it."""

    def __init__(self, office: Office, server: Server) -> None:
        self._office = office
        self._server = server
        self._consoles: dict[str, Console] = {}
        self._known: dict[str, Known] = {}
        self._watched: dict[str, float] = {}
        self._pending: set[str] = set()
        self._wake = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        self._wake = asyncio.Event()
        self._tasks = [
            asyncio.create_task(work) for work in (self._tell(), self._look(), self._check())
        ]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def find(self, sid: str) -> Console | None:
        return self._consoles.get(sid)

    async def join(self, console: Console) -> None:
        """A console was opened: who it belongs to is there."""
        self._consoles[console.sid] = console
        await run_sync(note_seen, self._office.store, [console.name])
        await self._tell_presence(console.name)
        found = await run_sync(count_views, self._office, [console.name])
        await self._emit("inbox", {"counts": found[console.name]}, [console])

    def leave(self, sid: str) -> None:
        self._consoles.pop(sid, None)

    def changed(self, conversation: str) -> None:
        """Something was committed in it. Costs nothing while no console is open."""
        if self._consoles:
            self._pending.add(conversation)
            self._wake.set()

    def watch(self, conversation: str) -> None:
        """Somebody looks at it: tell of it even while the bot answers."""
        self._watched[conversation] = time.monotonic() + WATCHED_SECONDS

    async def presence_changed(self, name: str) -> None:
        await self._tell_presence(name)

    async def assigned(self, conversation: str, name: str) -> None:
        await self._emit("assigned", {"conversation": conversation}, self._of(name))

    async def typing(self, conversation: str, on: bool, name: str | None = None) -> None:
        """Who types, told to all others: the shopper where no name is given."""
        data: dict[str, Any] = {"conversation": conversation, "on": on}
        data |= {"who": "staff", "name": name} if name else {"who": "shopper"}
        others = [each for each in self._consoles.values() if each.name != name]
        await self._emit("typing", data, others)

    async def check_sessions(self) -> None:
        """Close the consoles whose session has ended."""
        for console in list(self._consoles.values()):
            if not await run_sync(goes_on, self._office.store, console.session):
                self.leave(console.sid)
                await self._emit("signed_out", {}, [console])
                with contextlib.suppress(KeyError):
                    await self._server.disconnect(console.sid, namespace=NAMESPACE)

    async def _tell(self) -> None:
        """Tell of what changed; what changes meanwhile is told of together."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            pending, self._pending = self._pending, set()
            try:
                await self._tell_of(pending)
            except SQLAlchemyError:
                log.exception("Could not tell the desk what changed")

    async def _tell_of(self, pending: set[str]) -> None:
        found = await run_sync(news.look_at, self._office.store, sorted(pending))
        moved = False
        for conversation, known in found.items():
            before = self._known.get(conversation)
            other_owner = before is None or before.version != known.version
            # What the bot alone is busy with concerns nobody here.
            if known.with_people or before is not None or self._is_watched(conversation):
                data = {"conversation": conversation}
                await self._emit("changed", data, self._consoles.values())
                moved = moved or other_owner
            self._remember(conversation, known)
        if moved:
            await self._tell_counts()

    def _remember(self, conversation: str, known: Known) -> None:
        if known.with_people or self._is_watched(conversation):
            self._known[conversation] = known
        else:
            self._known.pop(conversation, None)

    def _is_watched(self, conversation: str) -> bool:
        until = self._watched.get(conversation, 0.0)
        if until and until < time.monotonic():
            del self._watched[conversation]
        return until >= time.monotonic()

    async def _tell_counts(self) -> None:
        names = sorted({each.name for each in self._consoles.values()})
        if names:
            found = await run_sync(count_views, self._office, names)
            for console in list(self._consoles.values()):
                if console.name in found:
                    await self._emit("inbox", {"counts": found[console.name]}, [console])

    async def _tell_presence(self, name: str) -> None:
        presence = await run_sync(find_presence, self._office, name)
        data = {"name": name, "presence": str(presence)}
        await self._emit("presence", data, self._consoles.values())

    async def _look(self) -> None:
        """Notice what other processes wrote."""
        since = self._office.store.now()
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if not self._consoles:
                since = self._office.store.now()
                continue
            with contextlib.suppress(SQLAlchemyError):
                until = self._office.store.now()
                found = await run_sync(news.changed_since, self._office.store, since)
                since = until
                for conversation, known in found.items():
                    before = self._known.get(conversation)
                    if before != known and (known.with_people or before is not None):
                        self.changed(conversation)

    async def _check(self) -> None:
        while True:
            await asyncio.sleep(CHECK_SECONDS)
            with contextlib.suppress(SQLAlchemyError):
                await self.check_sessions()
                names = sorted({each.name for each in self._consoles.values()})
                if names:
                    await run_sync(note_seen, self._office.store, names)

    def _of(self, name: str) -> list[Console]:
        return [each for each in self._consoles.values() if each.name == name]

    async def _emit(self, event: str, data: Any, consoles: Iterable[Console]) -> None:
        for console in list(consoles):
            await self._server.emit(event, data, to=console.sid, namespace=NAMESPACE)

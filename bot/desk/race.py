"""Plays the race "the bot answers while somebody takes over", with delays by chance, and judges it.

Everything is real but the bot, which thinks for a moment and repeats what it read.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import Random

import httpx
from anyio.to_thread import run_sync
from sqlalchemy import func, select

from bot.conversations import inbox, sessions
from bot.conversations.asking import Asking, Words
from bot.conversations.assistant import Assistant
from bot.conversations.changes import Changes
from bot.conversations.facts import Incoming, Sender, State, Taken
from bot.conversations.tables import conversations, dropped_replies, messages
from bot.conversations.turns import Turns
from bot.desk import replying, taking
from bot.desk.accounts import Added, Role, Staff, add_staff
from bot.desk.audit import COMMAND
from bot.desk.office import Office

AT_ONCE = 8
# Seconds: between two messages, until somebody takes over, and while the bot thinks.
WRITING, TAKING, THINKING = 0.03, 0.2, 0.05
PATIENCE = 60.0
# Where nothing is left to do, what is missing now will not come.
SETTLED = 1.0
ANSWER = "hello, a person is here"
AGENT = "race"


@dataclass(frozen=True)
class Outcome:
    """Of all races: replies of the bot that were sent too late, and messages that were lost.

    `said` and `dropped` are the bot's other replies: those in time, and those kept as notes.
    """

    runs: int
    late: int = 0
    lost: int = 0
    said: int = 0
    dropped: int = 0

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            self.runs + other.runs,
            self.late + other.late,
            self.lost + other.lost,
            self.said + other.said,
            self.dropped + other.dropped,
        )

    @property
    def is_clean(self) -> bool:
        return self.late == 0 and self.lost == 0


@dataclass(frozen=True)
class Said:
    """A message as it was stored."""

    seq: int
    sender: Sender
    text: str
    state: State
    answers: int | None


@dataclass
class _Arena:
    office: Office
    agent: Staff
    turns: Turns
    thought: Counter[str] = field(default_factory=Counter)


async def race(office: Office, runs: int, seed: int) -> Outcome:
    """Play so many races, some at once, with the delays of this seed."""
    chance = Random(seed)
    seeds = [chance.random() for _ in range(runs)]
    gate = asyncio.Semaphore(AT_ONCE)
    async with _arena(office, Random(seed)) as arena:

        async def play(own: float) -> Outcome:
            async with gate:
                return await _play(arena, Random(own))

        return sum(await asyncio.gather(*map(play, seeds)), Outcome(0))


def judge(said: Sequence[Said], sent: Sequence[str], dropped: int, thought: int) -> Outcome:
    """One race, from what was stored. `sent` is what the shopper wrote, in its order.

    Who took over was announced in the same moment: no reply of the bot may come after that.
    """
    came = [each for each in said if each.sender is Sender.SHOPPER]
    joined = next(each.seq for each in said if each.sender is Sender.SYSTEM)
    of_bot = [each for each in said if each.sender is Sender.BOT]
    answered = {each.answers for each in of_bot}
    left = [e for e in came if e.seq not in answered and e.state is not State.DESK]
    lost = abs(len(came) - len(sent)) if [e.text for e in came] != list(sent) else 0
    lost += len(left)
    lost += sum(each.sender is Sender.STAFF for each in said) != 1
    lost += abs(thought - len(of_bot) - dropped)
    late = sum(each.seq > joined for each in of_bot)
    return Outcome(1, late, lost, len(of_bot) - late, dropped)


async def _play(arena: _Arena, chance: Random) -> Outcome:
    store = arena.office.store
    conversation = (await run_sync(sessions.start, store, sessions.REST, None)).conversation
    sent = [f"message {number}" for number in range(chance.randint(1, 3))]
    pauses = [chance.uniform(0, WRITING) for _ in sent]
    await asyncio.gather(
        _write(arena, conversation, sent, pauses),
        _take_over(arena, conversation, chance.uniform(0, TAKING)),
    )
    return await asyncio.wait_for(_judged(arena, conversation, sent), PATIENCE)


async def _write(
    arena: _Arena, conversation: str, sent: Sequence[str], pauses: Sequence[float]
) -> None:
    for text, pause in zip(sent, pauses, strict=True):
        await asyncio.sleep(pause)
        incoming, store = Incoming(text, text, text), arena.office.store
        holder = arena.turns.holder
        taken = await run_sync(inbox.receive, store, conversation, incoming, None, holder)
        assert isinstance(taken, Taken)
        arena.turns.wake(conversation, taken.claimed)


async def _take_over(arena: _Arena, conversation: str, pause: float) -> None:
    await asyncio.sleep(pause)
    office = arena.office
    found = await run_sync(taking.claim, office, arena.agent, conversation, 0)
    assert isinstance(found, taking.Moved), found
    at = (conversation, conversation, ANSWER, found.version)
    said = await run_sync(replying.reply, office.store, arena.agent, *at)
    assert isinstance(said, replying.Said), said


async def _judged(arena: _Arena, conversation: str, sent: Sequence[str]) -> Outcome:
    """Once the bot is through with it."""
    idle_since: float | None = None
    while True:
        said, dropped, busy = await run_sync(_read, arena.office, conversation)
        thought = arena.thought[conversation]
        of_bot = sum(each.sender is Sender.BOT for each in said)
        waits = any(each.state is State.WAITING for each in said)
        if busy or waits:
            idle_since = None
        else:
            idle_since = idle_since or time.monotonic()
            settled = time.monotonic() - idle_since > SETTLED
            if settled or of_bot + dropped >= thought:
                return judge(said, sent, dropped, thought)
        await asyncio.sleep(0.02)


def _read(office: Office, conversation: str) -> tuple[list[Said], int, bool]:
    """What was said, how many replies were dropped, and whether the bot is still at work on it."""
    here = messages.c
    stored = (
        select(here.seq, here.sender, here.text, here.state, here.answers)
        .where(here.conversation == conversation)
        .order_by(here.seq)
    )
    noted = select(func.count()).where(dropped_replies.c.conversation == conversation)
    leased = select(conversations.c.lease).where(conversations.c.id == conversation)
    with office.store.read() as connection:
        rows = connection.execute(stored).all()
        dropped = int(connection.execute(noted).scalar_one())
        busy = connection.execute(leased).scalar() is not None
    said = [Said(r.seq, Sender(r.sender), r.text, State(r.state), r.answers) for r in rows]
    return said, dropped, busy


@asynccontextmanager
async def _arena(office: Office, chance: Random) -> AsyncIterator[_Arena]:
    thought: Counter[str] = Counter()

    async def think(request: httpx.Request) -> httpx.Response:
        asked = json.loads(request.content)
        await asyncio.sleep(chance.uniform(0, THINKING))
        thought[asked["conversation"]] += 1
        return httpx.Response(200, json={"messages": [{"text": f"You said: {asked['text']}"}]})

    async with httpx.AsyncClient(transport=httpx.MockTransport(think)) as http:
        words = Words(lambda text, locale: "trouble", lambda text, locale: "unavailable")
        added = await run_sync(add_staff, office.store, AGENT, Role.AGENT, COMMAND)
        assert isinstance(added, Added), added
        changes = Changes()
        asking = Asking(office.store, Assistant(http, "http://bot", ""), changes, words)
        turns = Turns(office.store, asking, changes)
        turns.start()
        try:
            yield _Arena(office, added.staff, turns, thought)
        finally:
            await turns.stop()

"""Plays talks at a running instance, one or several at once, and times every turn."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.bench.shoppers import Cast
from bot.bench.talks import Presses, Says, Sends, Step, TakesSlot
from bot.converse.chat import Chat

# No round takes longer: shoppers whose turn has not come by then do not begin.
LONGEST_SECONDS = 30.0


@dataclass(frozen=True)
class Round:
    """`turns` are seconds from a message sent to its answer; `elapsed` is from first to last.

    `astray` talks ended early: the assistant had not offered what the shopper wanted next.
    """

    turns: tuple[float, ...]
    elapsed: float
    talks: int
    astray: int


@dataclass
class Played:
    """One talk while it is played."""

    chat: Chat
    steps: Sequence[Step]
    turns: list[float] = field(default_factory=list)
    astray: bool = False


def open_talk(client: httpx.Client, cast: Cast, token: str) -> Played:
    """Begin a conversation of the customer. Raises ChatError."""
    chat = Chat(client)
    chat.open(cast.talk.locale)
    chat.open(customer_token=token)
    return Played(chat, cast.talk.steps)


def play_round(talks: Sequence[Played], at_once: int) -> Round:
    """Play and time every talk. Raises ChatError."""
    started = time.monotonic()

    def play(talk: Played) -> None:
        if time.monotonic() - started < LONGEST_SECONDS:
            _play(talk)

    with ThreadPoolExecutor(at_once) as threads:
        list(threads.map(play, talks))
    elapsed = time.monotonic() - started
    begun = [talk for talk in talks if talk.turns]
    turns = tuple(seconds for talk in begun for seconds in talk.turns)
    return Round(turns, elapsed, len(begun), sum(talk.astray for talk in begun))


def _play(talk: Played) -> None:
    replies: Sequence[Mapping[str, Any]] = ()
    for step in talk.steps:
        content = content_of(step, replies)
        if content is None:
            talk.astray = True
            return
        started = time.monotonic()
        replies = talk.chat.send(content).replies
        talk.turns.append(time.monotonic() - started)


def content_of(step: Step, replies: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """The message of a step, or None where the answer before does not allow it."""
    if isinstance(step, Says):
        return {"text": step.text}
    if isinstance(step, Sends):
        return {"form": {"type": step.type, "values": step.values}}
    found = _slots(replies) if isinstance(step, TakesSlot) else _buttons(replies)
    place = step.number - 1 if isinstance(step, Presses) else 0
    return next(iter(list(found)[place : place + 1]), None)


def _buttons(replies: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for reply in replies:
        yield from ({"button": button["id"]} for button in reply.get("buttons") or ())


def _slots(replies: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for reply in replies:
        values = (reply.get("card") or {}).get("values") or {}
        for slot in values.get("slots") or ():
            yield {"form": {"type": "slot", "values": slot}}

"""What shoppers are told about waiting for a person. The sentences are the caller's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.conversations.facts import Reply
from bot.conversations.thread import Thread

# What the button means with which a shopper leaves the queue. It never reaches the bot.
BACK_TO_BOT = "/back_to_bot"


@dataclass(frozen=True)
class QueueWords:
    """Said when they join the queue, now and then when they write on, and when they leave it.

    `another` is said instead of `waiting` to who writes about something else than before.
    """

    joined: Callable[[Thread], Reply]
    waiting: Callable[[Thread], Reply]
    another: Callable[[Thread], Reply]
    left: Callable[[Thread], Reply]

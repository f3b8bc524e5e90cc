"""What everything at the desk needs: the store, the rules, and how shoppers are spoken to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import select

from actions.shop.policy import Policy
from actions.shop.policy.rules import DeskRules
from bot.conversations.database import Store
from bot.conversations.facts import Reply, Sender
from bot.conversations.tables import messages
from bot.conversations.thread import Thread
from bot.desk.hours import Hours, hours_of
from bot.text import language_of

# The text of this name in this language, with these values.
Say = Callable[..., str]


@dataclass(frozen=True)
class Office:
    """`day` is how a day is written in a language."""

    store: Store
    policy: Policy
    say: Say
    day: Callable[[date, str], str]

    @property
    def rules(self) -> DeskRules:
        return self.policy.desk

    @cached_property
    def hours(self) -> Hours:
        return hours_of(self.policy)

    def tell(self, thread: Thread, key: str, *, closed: bool = False, **values: object) -> int:
        """Tell the shopper something in their language; returns the seq."""
        text = self.say(key, language_in(thread), **values)
        return thread.say(Reply(text, sender=Sender.SYSTEM), answers=None, closed=closed)


def language_in(thread: Thread) -> str:
    """The language the shopper wrote last, else that of their page."""
    query = (
        select(messages.c.text)
        .where(
            messages.c.conversation == thread.id,
            messages.c.sender == Sender.SHOPPER.value,
            messages.c.shown.is_(True),
        )
        .order_by(messages.c.seq.desc())
        .limit(1)
    )
    words = str(thread.connection.execute(query).scalar() or "")
    return language_of(words, thread.locale)

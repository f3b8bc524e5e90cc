"""Messages that only together say something: which of them are read as one. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.conversations.facts import Waiting

# So long an unclear message waits for the next one.
PAUSE = timedelta(seconds=1.5)
MOST = 6
# As long as one message may be.
LONGEST = 4000


def may_wait(parts: Sequence[Waiting], now: datetime) -> bool:
    """Whether `parts`, if they are unclear, need not be asked back yet."""
    last = parts[-1]
    recent = now < last.at + PAUSE
    return _is_words(last) and (recent or last.followed or len(parts) > 1)


def fits(parts: Sequence[Waiting], following: Waiting) -> bool:
    """Whether the message after `parts` is read together with them."""
    together = sum(len(part.text) + 1 for part in parts) + len(following.text)
    soon = following.at - parts[-1].at <= PAUSE
    return soon and _is_words(following) and together <= LONGEST and len(parts) < MOST


def readings(parts: Sequence[Waiting]) -> list[Waiting]:
    """How to read them: all as one; and where that says nothing, the last by itself."""
    together = read_as_one(parts)
    alone = [replace(parts[-1], earlier=together.earlier)] if together.earlier else []
    return [together, *alone]


def read_as_one(parts: Sequence[Waiting]) -> Waiting:
    """The last of them with the words of all."""
    *earlier, last = parts
    text = "\n".join(part.text for part in parts)
    return replace(last, text=text, earlier=tuple(part.seq for part in earlier))


def _is_words(message: Waiting) -> bool:
    """Buttons and forms speak for themselves."""
    return message.payload is None and not message.metadata.get("form")

"""What goes into and comes out of a conversation, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from actions.shop.order import Word
from bot.conversations.handover import Owner


class Sender(Word):
    SHOPPER = "shopper"
    BOT = "bot"
    STAFF = "staff"
    SYSTEM = "system"


class State(Word):
    """Of a shopper's message: still to be answered, answered by the bot, or left to people."""

    WAITING = "waiting"
    ANSWERED = "answered"
    DESK = "desk"
    SENT = "sent"


@dataclass(frozen=True)
class Incoming:
    """A shopper's message. `text` is what is shown, `payload` what a button of ours means."""

    id: str
    text: str
    fingerprint: str
    payload: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    shown: bool = True


@dataclass(frozen=True)
class Reply:
    """Something to say. `buttons` are (title, payload)."""

    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    card: dict[str, Any] | None = None
    sender: Sender = Sender.BOT


@dataclass(frozen=True)
class Handover:
    """Why people are needed, and what they should know first.

    `also` are the intents of what else the shopper brought up, which nobody has looked into.
    """

    reason: str
    order: str | None = None
    finding: str | None = None
    tried: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Turn:
    """What the bot has to say to one message."""

    replies: tuple[Reply, ...]
    handover: Handover | None = None
    closed: bool = False


@dataclass(frozen=True)
class Unclear:
    """The bot would have to ask back, and has said nothing yet: the rest may still come."""


@dataclass(frozen=True)
class Button:
    id: str
    title: str


@dataclass(frozen=True)
class Message:
    """One stored message, as shown."""

    seq: int
    sender: Sender
    text: str
    at: datetime
    buttons: tuple[Button, ...] = ()
    card: dict[str, Any] | None = None
    closed: bool = False
    client_id: str | None = None
    author: str | None = None
    form: str | None = None


@dataclass(frozen=True)
class Conversation:
    """`assignee` is who of the staff has it, while staff own it."""

    id: str
    locale: str | None
    customer: str | None
    owner: Owner
    version: int
    last_seq: int
    assignee: str | None = None


@dataclass(frozen=True)
class Waiting:
    """The next message to answer, and the version of the owner it is answered under.

    `followed`: another one waits behind it. `earlier` are those that it is read together with.
    """

    seq: int
    version: int
    text: str
    payload: str | None
    metadata: dict[str, Any]
    locale: str | None
    tries: int
    at: datetime
    followed: bool = False
    earlier: tuple[int, ...] = ()


@dataclass(frozen=True)
class Taken:
    """A shopper's message that is stored. `first` is False where it came before.

    `claimed` is what is to be answered now, where nobody else is at work on the conversation.
    """

    seq: int
    first: bool
    claimed: Waiting | None = None


@dataclass(frozen=True)
class OtherContent:
    """The id was used before, for something else."""

"""Opening conversations and getting back into them. Of what opens one only a hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.engine import Connection

from bot.conversations.database import Store, new_id
from bot.conversations.facts import Conversation
from bot.conversations.handover import Owner
from bot.conversations.tables import chat_sessions, conversations
from bot.conversations.thread import as_conversation

REST = "rest"
SOCKET = "socket"

# Built once, for every message runs through it.
_OPENED_BY = (
    select(conversations)
    .join(chat_sessions, chat_sessions.c.conversation == conversations.c.id)
    .where(
        chat_sessions.c.secret_hash == bindparam("secret"),
        chat_sessions.c.kind == bindparam("kind"),
    )
)


@dataclass(frozen=True)
class Opened:
    """A way into a conversation. `secret` is the bearer token, or the socket's session id."""

    conversation: str
    secret: str
    public_id: str | None


def start(store: Store, kind: str, locale: str | None) -> Opened:
    """Begin a conversation and open it."""
    with store.write() as connection:
        conversation = new_id()
        connection.execute(
            insert(conversations).values(
                id=conversation,
                locale=locale,
                owner=str(Owner.BOT),
                version=0,
                last_seq=0,
                opened_at=store.now(),
                changed_at=store.now(),
            )
        )
        return _open(store, connection, conversation, kind)


def open_again(store: Store, kind: str, conversation: str) -> Opened:
    """Open a conversation that exists once more, for another tab or device."""
    with store.write() as connection:
        return _open(store, connection, conversation, kind)


def find_by_secret(store: Store, kind: str, secret: str) -> Conversation | None:
    """The conversation this secret of ours opens."""
    with store.read() as connection:
        given = {"secret": _hash(secret), "kind": kind}
        row = connection.execute(_OPENED_BY, given).mappings().first()
    return None if row is None else as_conversation(row)


def public_id_of(store: Store, secret: str) -> str | None:
    """The name of the REST session that `secret` opens."""
    with store.read() as connection:
        query = select(chat_sessions.c.public_id).where(
            chat_sessions.c.secret_hash == _hash(secret)
        )
        found: str | None = connection.execute(query).scalar()
    return found


def find_conversation(store: Store, conversation: str) -> Conversation | None:
    with store.read() as connection:
        query = select(conversations).where(conversations.c.id == conversation)
        row = connection.execute(query).mappings().first()
    return None if row is None else as_conversation(row)


def find_open_of(store: Store, customer: str) -> str | None:
    """The customer's conversation that changed last and is not closed."""
    with store.read() as connection:
        query = (
            select(conversations.c.id)
            .where(
                conversations.c.customer == customer,
                conversations.c.owner != str(Owner.CLOSED),
            )
            .order_by(conversations.c.changed_at.desc())
            .limit(1)
        )
        found: str | None = connection.execute(query).scalar()
    return found


def note_customer(
    store: Store, conversation: str, customer: str, locale: str | None = None
) -> None:
    """Remember whose conversation it is, and their `locale` if none was chosen before.

    What they may see is kept by the shop's own access.
    """
    _note(store, conversation, customer=customer)
    if locale is not None:
        none_chosen = conversations.c.locale.is_(None)
        with store.write() as connection:
            connection.execute(
                update(conversations)
                .where(conversations.c.id == conversation, none_chosen)
                .values(locale=locale)
            )


def note_locale(store: Store, conversation: str, locale: str) -> None:
    _note(store, conversation, locale=locale)


def _note(store: Store, conversation: str, **values: str) -> None:
    with store.write() as connection:
        connection.execute(
            update(conversations).where(conversations.c.id == conversation).values(**values)
        )


def _open(store: Store, connection: Connection, conversation: str, kind: str) -> Opened:
    secret = secrets.token_urlsafe(32) if kind == REST else new_id()
    public_id = new_id() if kind == REST else None
    connection.execute(
        insert(chat_sessions).values(
            secret_hash=_hash(secret),
            kind=kind,
            public_id=public_id,
            conversation=conversation,
            opened_at=store.now(),
        )
    )
    return Opened(conversation, secret, public_id)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()

"""The tables of the desk, beside those of conversations and of the shop in one database."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, String, Table, Text

from actions.shop.tables import Instant, metadata
from bot.conversations.tables import conversations

LONGEST_NAME = 40
LONGEST_LABEL = 40


def _of_conversation(**how: bool) -> Column[str]:
    # Whoever empties the conversations empties what is noted about them.
    return Column("conversation", ForeignKey(conversations.c.id, ondelete="CASCADE"), **how)


staff = Table(
    "staff",
    metadata,
    Column("name", String(LONGEST_NAME), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("password_hash", String(255), nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("presence", String(16), nullable=False),
    # How many conversations are given to them at a time; they may take more themselves.
    Column("capacity", Integer, nullable=False),
    Column("locale", String(2), nullable=False),
    Column("made_at", Instant, nullable=False),
    # When a console of theirs was last known to be open.
    Column("seen_at", Instant, nullable=True),
    # When a conversation was last given to them, so that all get their turn.
    Column("given_at", Instant, nullable=True),
)

# Of the token in the cookie only a hash is kept.
staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("staff", ForeignKey(staff.c.name, ondelete="CASCADE"), nullable=False, index=True),
    Column("opened_at", Instant, nullable=False),
    Column("used_at", Instant, nullable=False),
)

# Of names that exist and of names that do not, so that the two cannot be told apart.
wrong_passwords = Table(
    "wrong_passwords",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(LONGEST_NAME), nullable=False, index=True),
    Column("at", Instant, nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_conversation(nullable=False, index=True),
    Column("author", String(LONGEST_NAME), nullable=False),
    Column("at", Instant, nullable=False),
    Column("text", Text, nullable=False),
)

labels = Table(
    "labels",
    metadata,
    _of_conversation(primary_key=True),
    Column("label", String(LONGEST_LABEL), primary_key=True, index=True),
)

# How far each of the staff has read a conversation.
read_marks = Table(
    "read_marks",
    metadata,
    _of_conversation(primary_key=True),
    Column("staff", ForeignKey(staff.c.name, ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, nullable=False),
)

canned_replies = Table(
    "canned_replies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("shortcut", String(40), nullable=False, unique=True),
    Column("zh", Text, nullable=False),
    Column("en", Text, nullable=False),
)

# Who did what, when. Nothing is ever changed or taken out here.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False, index=True),
    Column("who", String(LONGEST_NAME), nullable=False, index=True),
    Column("what", String(32), nullable=False, index=True),
    Column("conversation", String(32), nullable=True, index=True),
    # What it was done to beside: an order, a remedy, an account.
    Column("subject", String(64), nullable=True),
    Column("detail", JSON, nullable=False),
)

# What is to be told to the shop's own help desk, and how far that is.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    # The row it tells of, such as `message-17`: each is told of once.
    Column("about", String(40), nullable=False, unique=True),
    Column("event", String(16), nullable=False),
    Column("at", Instant, nullable=False),
    Column("body", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    # When it is tried next; None once it arrived or was given up.
    Column("next_at", Instant, nullable=True, index=True),
    Column("delivered_at", Instant, nullable=True),
    Column("error", String(200), nullable=True),
)

# Up to which row of a source deliveries were made.
delivered_up_to = Table(
    "delivered_up_to",
    metadata,
    Column("source", String(16), primary_key=True),
    Column("last_id", Integer, nullable=False),
)

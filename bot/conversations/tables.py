"""The tables of conversations, beside the shop's in one database."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from actions.shop.tables import Instant, metadata

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("locale", String(2), nullable=True),
    Column("customer", String(128), nullable=True, index=True),
    Column("owner", String(8), nullable=False),
    # Who of the staff has it, while staff own it.
    Column("assignee", String(64), nullable=True),
    # Counts the changes of owner: what was computed under an older version is not sent.
    Column("version", Integer, nullable=False),
    Column("last_seq", Integer, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False, index=True),
    # Which process is working on it, and until when it may be believed to be alive.
    Column("lease", String(32), nullable=True),
    Column("lease_until", Instant, nullable=True),
    Index("conversations_by_owner", "owner", "assignee"),
)

# A REST session is named by `public_id` and opened by a bearer token; a socket session is opened by
# its own id. Only hashes of what opens are kept.
chat_sessions = Table(
    "chat_sessions",
    metadata,
    Column("secret_hash", String(64), primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("public_id", String(32), nullable=True, unique=True),
    Column("conversation", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("opened_at", Instant, nullable=False),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", ForeignKey("conversations.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("sender", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("card", JSON, nullable=True),
    Column("closed", Boolean, nullable=False, default=False),
    Column("at", Instant, nullable=False),
    Column("author", String(64), nullable=True),
    # False for an opening such as `/get_started`, which nobody typed.
    Column("shown", Boolean, nullable=False, default=True),
    # Of replies: the seq of the shopper's message they answer.
    Column("answers", Integer, nullable=True),
    # Of shopper's messages: the id the client gave, and a hash of what came under it.
    Column("client_id", String(64), nullable=True),
    Column("content_hash", String(64), nullable=True),
    Column("payload", Text, nullable=True),
    Column("metadata", JSON, nullable=True),
    Column("state", String(8), nullable=False, index=True),
    Column("handled_by", String(8), nullable=True),
    # The seq of the later message it was read together with, whose answer is also its own.
    Column("read_with", Integer, nullable=True),
    Column("tries", Integer, nullable=False, default=0),
    UniqueConstraint("conversation", "seq", name="one_message_per_seq"),
    UniqueConstraint("conversation", "client_id", name="one_message_per_client_id"),
)

buttons = Table(
    "buttons",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation", ForeignKey("conversations.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("payload", Text, nullable=False),
    UniqueConstraint("conversation", "seq", "place", name="one_button_per_place"),
)

# Why a conversation came to people, and since when its shopper waits. It is in the queue while the
# queue owns it; the row stays for those who take it.
queue_entries = Table(
    "queue_entries",
    metadata,
    Column("conversation", ForeignKey("conversations.id"), primary_key=True),
    Column("since", Instant, nullable=False, index=True),
    # `since`, set back the more the more urgent it is: the earliest comes first.
    Column("rank", Instant, nullable=False, index=True),
    Column("reason", String(64), nullable=False),
    Column("order_number", String(64), nullable=True),
    Column("finding", String(64), nullable=True),
    Column("tried", JSON, nullable=False),
    Column("summary", JSON, nullable=False),
    Column("mood", String(8), nullable=False),
    # When the shopper, writing on, was last told that a colleague will answer.
    Column("told_at", Instant, nullable=True),
    # Since when the shopper waits for words of a person; None while they do not.
    Column("awaiting_since", Instant, nullable=True),
    # Whether a person has answered since it came.
    Column("answered", Boolean, nullable=False),
)

# How far a conversation's shopper was shown it, while people answer it.
shopper_marks = Table(
    "shopper_marks",
    metadata,
    Column("conversation", ForeignKey("conversations.id"), primary_key=True),
    Column("seq", Integer, nullable=False),
)

handovers = Table(
    "handovers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("before", String(8), nullable=False),
    Column("after", String(8), nullable=False),
    Column("version", Integer, nullable=False),
    Column("by", String(64), nullable=False),
    Column("reason", String(64), nullable=False),
)

# What the bot computed while somebody took over: never sent, a note for the desk.
dropped_replies = Table(
    "dropped_replies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("answers", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("replies", JSON, nullable=False),
)

# Photos the shopper sent; the pictures themselves are files under `var/uploads`.
uploads = Table(
    "uploads",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
)

"""The desk: staff, what they note and decide, and since when shoppers wait for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

AT = "at"
OF_CONVERSATION = ["conversation"], ["conversations.id"]
OF_STAFF = ["staff"], ["staff.name"]


def upgrade() -> None:
    _staff()
    _notes()
    _records()
    op.add_column("conversations", sa.Column("assignee", sa.String(length=64), nullable=True))
    op.create_index("conversations_by_owner", "conversations", ["owner", "assignee"])
    _queue_entries()


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("presence", sa.String(length=16), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("locale", sa.String(length=2), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.Column("given_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "staff_sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("staff", sa.String(length=40), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(*OF_STAFF, ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_index("ix_staff_sessions_staff", "staff_sessions", ["staff"])
    op.create_table(
        "wrong_passwords",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_wrong_passwords_name", "wrong_passwords", ["name"])


def _notes() -> None:
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("author", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(*OF_CONVERSATION, ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_notes_conversation", "notes", ["conversation"])
    op.create_table(
        "labels",
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(*OF_CONVERSATION, ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("conversation", "label"),
    )
    op.create_index("ix_labels_label", "labels", ["label"])
    op.create_table(
        "read_marks",
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("staff", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(*OF_CONVERSATION, ondelete="CASCADE"),
        sa.ForeignKeyConstraint(*OF_STAFF, ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("conversation", "staff"),
    )
    op.create_table(
        "shopper_marks",
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(*OF_CONVERSATION),
        sa.PrimaryKeyConstraint("conversation"),
    )
    op.create_table(
        "canned_replies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shortcut", sa.String(length=40), nullable=False),
        sa.Column("zh", sa.Text(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("shortcut"),
    )


def _records() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.String(length=40), nullable=False),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("conversation", sa.String(length=32), nullable=True),
        sa.Column("subject", sa.String(length=64), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in (AT, "conversation", "what", "who"):
        op.create_index(f"ix_audit_{column}", "audit", [column])
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(), nullable=True),
        sa.Column("delivered_at", sa.DateTime(), nullable=True),
        sa.Column("error", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("about"),
    )
    op.create_index("ix_deliveries_next_at", "deliveries", ["next_at"])
    op.create_table(
        "delivered_up_to",
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source"),
    )


def _queue_entries() -> None:
    with op.batch_alter_table("queue_entries") as table:
        table.add_column(sa.Column("rank", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("mood", sa.String(length=8), nullable=True))
        table.add_column(sa.Column("told_at", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("awaiting_since", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("answered", sa.Boolean(), nullable=True))
    # Until now a row was one that waits.
    entries = sa.table(
        "queue_entries",
        *(sa.column(name) for name in ("since", "rank", "mood", "awaiting_since")),
        sa.column("answered", sa.Boolean()),
    )
    since = entries.c.since
    op.execute(
        entries.update().values(rank=since, mood="calm", awaiting_since=since, answered=False)
    )
    with op.batch_alter_table("queue_entries") as table:
        table.alter_column("rank", existing_type=sa.DateTime(), nullable=False)
        table.alter_column("mood", existing_type=sa.String(length=8), nullable=False)
        table.alter_column("answered", existing_type=sa.Boolean(), nullable=False)
        table.drop_column("told")
    op.create_index("ix_queue_entries_rank", "queue_entries", ["rank"])


def downgrade() -> None:
    op.drop_index("ix_queue_entries_rank", "queue_entries")
    waiting = "SELECT id FROM conversations WHERE owner = 'queue'"
    op.execute(f"DELETE FROM queue_entries WHERE conversation NOT IN ({waiting})")
    with op.batch_alter_table("queue_entries") as table:
        for name in ("answered", "awaiting_since", "told_at", "mood", "rank"):
            table.drop_column(name)
        told = sa.Column("told", sa.Boolean(), nullable=False, server_default=sa.false())
        table.add_column(told)
    op.drop_index("conversations_by_owner", "conversations")
    op.drop_column("conversations", "assignee")
    for name in ("delivered_up_to", "deliveries", "audit", "canned_replies", "shopper_marks"):
        op.drop_table(name)
    for name in ("read_marks", "labels", "notes", "wrong_passwords", "staff_sessions", "staff"):
        op.drop_table(name)

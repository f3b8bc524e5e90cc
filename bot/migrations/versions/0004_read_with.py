"""Messages that were read together: which later one each was answered with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("messages", sa.Column("read_with", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("messages", "read_with")

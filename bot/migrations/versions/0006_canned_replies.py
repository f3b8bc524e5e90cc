"""The first canned replies: a desk begins with a handful, and changes them as it likes."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
import yaml
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

FIRST = Path(__file__).resolve().parents[1] / "first_canned_replies.yml"


def upgrade() -> None:
    table = _table()
    known = set(op.get_bind().execute(sa.select(table.c.shortcut)).scalars())
    new = [reply for reply in _first() if reply["shortcut"] not in known]
    if new:
        op.bulk_insert(table, new)


def downgrade() -> None:
    table = _table()
    for reply in _first():
        same = (table.c[name] == text for name, text in reply.items())
        op.execute(table.delete().where(*same))


def _first() -> list[dict[str, str]]:
    replies: list[dict[str, str]] = yaml.safe_load(FIRST.read_text(encoding="utf-8"))
    return replies


def _table() -> sa.sql.TableClause:
    return sa.table("canned_replies", *(sa.column(name) for name in ("shortcut", "zh", "en")))

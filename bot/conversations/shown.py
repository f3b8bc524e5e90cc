"""How far a shopper was shown what people answered: the staff see it."""

from __future__ import annotations

from sqlalchemy import insert, select, update

from bot.conversations.database import Store
from bot.conversations.tables import conversations, shopper_marks


def note_shown(store: Store, conversation: str, seq: int) -> bool:
    """Note that the shopper was sent everything up to `seq`; False where that is known."""
    mark = shopper_marks.c
    here = mark.conversation == conversation
    with store.read() as connection:
        before = connection.execute(select(mark.seq).where(here)).scalar()
    if before is not None and before >= seq:
        return False
    with store.note() as connection:
        moved = connection.execute(
            update(shopper_marks).where(here, mark.seq < seq).values(seq=seq)
        )
        if moved.rowcount:
            return True
        there = select(conversations.c.id).where(
            conversations.c.id == conversation, ~select(mark.seq).where(here).exists()
        )
        if connection.execute(there).first() is None:
            return False
        connection.execute(insert(shopper_marks).values(conversation=conversation, seq=seq))
        return True

"""Writes that happen once for a key, also when two processes try at the same time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from actions.shop.tables import write_keys

Answer = dict[str, Any]


def once(session: Session, verb: str, number: str, key: str, write: Callable[[], Answer]) -> Answer:
    """Do `write` and keep its answer, or give the answer it had the first time.

    What raises leaves neither a key nor anything else behind.
    """
    name = f"{verb}:{key}"
    kept = _kept(session, name)
    if kept is not None:
        return kept
    with session.begin_nested():
        if not _take(session, name, number):
            return cast(Answer, _kept(session, name))
        answer = write()
        row = update(write_keys).where(write_keys.c.key == name)
        session.execute(row.values(answer=answer))
    return answer


def _take(session: Session, name: str, number: str) -> bool:
    # The unique key is the lock: whoever comes second waits here for the first one's commit.
    try:
        with session.begin_nested():
            session.execute(insert(write_keys).values(key=name, order_number=number, answer={}))
    except IntegrityError:
        return False
    return True


def _kept(session: Session, name: str) -> Answer | None:
    query = select(write_keys.c.answer).where(write_keys.c.key == name)
    return cast("Answer | None", session.execute(query).scalar())

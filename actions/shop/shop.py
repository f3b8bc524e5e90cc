"""One unit of work at the shop: its orders, its rules, its time, and one short transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from actions.shop.backends.base import Orders
from actions.shop.backends.memory import Remembering
from actions.shop.backends.sql import SqlOrders
from actions.shop.clock import Clock
from actions.shop.engine import LATER, write_from_now_on
from actions.shop.policy import Policy


@dataclass(frozen=True)
class Shop:
    session: Session
    orders: Remembering
    policy: Policy
    now: datetime


@contextmanager
def open_shop(
    engine: Engine,
    policy: Policy,
    clock: Clock,
    orders_in: Callable[[Session], Orders] = SqlOrders,
) -> Iterator[Shop]:
    """A shop for one unit of work: committed at the end, rolled back when something is raised."""
    with Session(engine.execution_options(begins=LATER), future=True) as session:
        yield Shop(session, Remembering(orders_in(session)), policy, clock.now())
        session.commit()


def commit(shop: Shop) -> None:
    """Keep what was written. What was read before may be out of date from now on."""
    shop.session.commit()
    shop.orders.forget()


def roll_back(shop: Shop) -> None:
    """Drop what was written since the last commit."""
    shop.session.rollback()
    shop.orders.forget()


def take_turn(shop: Shop, about: str) -> None:
    """Commit, and begin a transaction that no other about the same thing runs beside.

    On SQLite it is the only one that writes (see `engine`); on PostgreSQL it waits for those that
    took their turn about the same thing, and ends its own turn with the commit.
    """
    shop.session.commit()
    wait_for_turn(shop, about)


def wait_for_turn(shop: Shop, about: str) -> None:
    """The same within the transaction that is already open."""
    connection = shop.session.connection()
    if connection.dialect.name == "postgresql":
        shop.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(about, 0))))
    else:
        write_from_now_on(connection)
    shop.orders.forget()

"""Behind the scenes of an instance: its shop, its clock, its staff, its keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from actions.shop import remedies, tables
from actions.shop.backends.base import NotThere
from actions.shop.engine import make_engine
from actions.shop.imports import BadValue, import_data, patch_order
from actions.shop.policy import POLICY_FILE, load_policy
from actions.shop.remedies import RemedyStatus
from actions.shop.shop import Shop, open_shop
from actions.shop.showing import show_order
from bot.answering import answer_request
from bot.conversations.database import Store
from bot.conversations.store import add_staff_message
from bot.conversations.tables import conversations
from bot.converse.play import StageError
from bot.customer_token import make_token
from bot.settings import Settings

STAFF = "staff"


class RunningStage:
    """What can be done about an instance in use: sign customers in by its key, and no more."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._clock = settings.clock
        self._policy = load_policy(POLICY_FILE)

    def customer_token(self, customer: str) -> str:
        return make_token(self._settings.customer_token_key, customer, self._clock.now())

    def today(self) -> date:
        return self._clock.now().astimezone(self._policy.time_zone).date()

    def reset(self, orders: Any) -> None:
        """Nothing: an instance in use keeps what it has."""

    def wait(self, span: timedelta) -> None:
        raise _needs_a_private_one()

    def change_order(self, number: str, change: Mapping[str, Any]) -> None:
        raise _needs_a_private_one()

    def act_as_staff(self, what: str) -> None:
        raise _needs_a_private_one()

    def show_order(self, number: str) -> Mapping[str, Any] | None:
        raise _needs_a_private_one()

    def new_orders(self) -> Sequence[Mapping[str, Any]]:
        raise _needs_a_private_one()


def _needs_a_private_one() -> StageError:
    return StageError("this needs a private instance, so it cannot be done with --url")


class PrivateStage(RunningStage):
    """Everything, directly in the database and the clock of a private instance."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._engine = make_engine(settings.database_url)
        self._imported: frozenset[str] = frozenset()

    def close(self) -> None:
        self._engine.dispose()

    def reset(self, orders: Any) -> None:
        """Set the clock right, empty every table, import `orders`."""
        self._set_clock(timedelta(0))
        try:
            data = _read(orders) if isinstance(orders, Path) else orders
            with Session(self._engine, future=True) as session:
                for table in reversed(tables.metadata.sorted_tables):
                    session.execute(delete(table))
                if data is not None:
                    import_data(session, data, self._clock.now())
                session.commit()
        except (BadValue, OSError, ValueError) as error:
            raise StageError(f"orders: {error}") from error
        self._imported = frozenset(self._numbers())

    def wait(self, span: timedelta) -> None:
        self._set_clock(self._offset + span)

    def change_order(self, number: str, change: Mapping[str, Any]) -> None:
        try:
            with self._shop() as shop:
                patch_order(shop.session, number, change, shop.now)
        except (BadValue, NotThere) as error:
            raise StageError(f"shop: {error}") from error

    def act_as_staff(self, what: str) -> None:
        """Approve ("approve", "approve 90.00") or refuse the newest request, or write `what`."""
        answer, _, amount = what.partition(" ")
        if answer not in ("approve", "refuse") or not re.fullmatch(r"[\d.]*", amount):
            add_staff_message(Store(self._engine, self._clock), self._conversation(), STAFF, what)
            return
        remedy, less = self._newest_request(), Decimal(amount) if amount else None
        do = {
            "approve": lambda shop: remedies.approve(shop, STAFF, remedy, less),
            "refuse": lambda shop: remedies.refuse(shop, STAFF, remedy, ""),
        }[answer]
        store = Store(self._engine, self._clock)
        came = answer_request(store, self._policy, self._clock, STAFF, "", do)
        if not isinstance(came, remedies.Done):
            raise StageError(f"staff: {what} was not possible: {came}")

    def show_order(self, number: str) -> Mapping[str, Any] | None:
        with self._shop() as shop:
            return show_order(shop, number)

    def new_orders(self) -> Sequence[Mapping[str, Any]]:
        """The orders that were not imported, in the order they were made."""
        made = [number for number in self._numbers() if number not in self._imported]
        return [order for order in map(self.show_order, made) if order is not None]

    def _set_clock(self, offset: timedelta) -> None:
        self._offset = offset
        file = self._settings.clock_file
        assert file is not None, "a private instance has a clock of its own"
        # Renamed into place: a program asking for the time never reads half a number.
        new = file.with_suffix(".new")
        new.write_text(str(offset.total_seconds()))
        new.replace(file)

    @contextmanager
    def _shop(self) -> Iterator[Shop]:
        with open_shop(self._engine, self._policy, self._clock) as shop:
            yield shop

    def _numbers(self) -> list[str]:
        orders = tables.orders
        query = select(orders.c.number).order_by(orders.c.placed_at, orders.c.number)
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def _conversation(self) -> str:
        newest = select(conversations.c.id).order_by(conversations.c.opened_at.desc()).limit(1)
        with self._engine.connect() as connection:
            return str(connection.execute(newest).scalar_one())

    def _newest_request(self) -> str:
        table = tables.remedies
        query = (
            select(table.c.id)
            .where(table.c.status == RemedyStatus.REQUESTED.value)
            .order_by(table.c.at.desc())
            .limit(1)
        )
        with self._engine.connect() as connection:
            found = connection.execute(query).scalar()
        if found is None:
            raise StageError("staff: nothing waits for an approval")
        return str(found)


@lru_cache(maxsize=8)
def _read(file: Path) -> Any:
    """The file parsed; read once, as most conversations begin from one of a few files."""
    return json.loads(file.read_text(encoding="utf-8"))

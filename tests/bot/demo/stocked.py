"""A real database filled from one order file, and what diagnosis says of its orders at any time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from actions.shop import tables
from actions.shop.backends.memory import Remembering
from actions.shop.backends.sql import SqlOrders
from actions.shop.context import context_of
from actions.shop.diagnosis import Finding, diagnose
from actions.shop.engine import make_engine
from actions.shop.imports import import_orders
from actions.shop.order import Claim, Customer
from actions.shop.policy import load_policy
from actions.shop.shop import Shop
from tests.bot.demo.page import ROOT

POLICY = load_policy(ROOT / "actions" / "shop" / "policy.yml")


@dataclass(frozen=True)
class StockedShop:
    """`now` is the moment of the import; `later` counts from there."""

    engine: Engine
    now: datetime
    _found: dict[timedelta, dict[str, tuple[Finding, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, file: Path, folder: Path) -> StockedShop:
        engine = make_engine(f"sqlite:///{folder / 'shop.db'}")
        tables.metadata.create_all(engine)
        now = datetime.now(timezone.utc)
        with Session(engine, future=True) as session:
            import_orders(session, file.read_bytes(), now)
            session.commit()
        return cls(engine, now)

    def owners(self) -> dict[str, str]:
        """The customer of each order, by number."""
        columns = (tables.orders.c.number, tables.orders.c.customer)
        with Session(self.engine, future=True) as session:
            return {row.number: row.customer for row in session.execute(select(*columns))}

    def customer(self, customer: str) -> Customer:
        with Session(self.engine, future=True) as session:
            found = SqlOrders(session).find_customer(customer)
        assert found is not None, f"the file holds no customer {customer}"
        return found

    def findings(self, later: timedelta = timedelta(0)) -> dict[str, tuple[Finding, ...]]:
        """What is found so long after the import, by order number; looked up once."""
        if later not in self._found:
            numbers = self.owners()
            with Session(self.engine, future=True) as session:
                self._found[later] = {
                    number: self._diagnosed(session, number, later) for number in numbers
                }
        return self._found[later]

    def findings_after(self, number: str, claim: Claim) -> tuple[Finding, ...]:
        """What would be found if the shopper said so; nothing of it is kept."""
        with Session(self.engine, future=True) as session:
            SqlOrders(session).add_claim(number, claim, key=f"{number}:{claim.id}")
            return self._diagnosed(session, number, timedelta(0))

    def _diagnosed(self, session: Session, number: str, later: timedelta) -> tuple[Finding, ...]:
        now = self.now + later
        shop = Shop(session, Remembering(SqlOrders(session)), POLICY, now)
        order = shop.orders.find_order(number)
        assert order is not None, f"the file holds no order {number}"
        return diagnose(order, context_of(shop, order), now)

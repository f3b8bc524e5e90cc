"""A shop on a real SQLite file, and a shopper at its counter, for tests of what is done there."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy import insert
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from actions.shop import tables
from actions.shop.access import shopper_of, sign_in
from actions.shop.backends.base import Orders
from actions.shop.backends.sql import SqlOrders
from actions.shop.backends.writing import insert_orders
from actions.shop.clock import Clock
from actions.shop.engine import make_engine
from actions.shop.order import Order
from actions.shop.policy import RemedyKind, Wish
from actions.shop.remedies import Outcome, Proposal, Remedy, carry_out, propose, remedies_of
from actions.shop.shop import Shop, open_shop
from bot.migrations.running import migrate
from tests.actions.shop.samples import NOW, POLICY, PRODUCTS

OrdersIn = Callable[[Session], Orders]
CHAT = "chat-1"


class StoppedClock(Clock):
    """Stands still until it is set forward."""

    def __init__(self, at: datetime = NOW) -> None:
        super().__init__()
        self.at = at

    def now(self) -> datetime:
        return self.at

    def forward(self, **span: float) -> None:
        self.at += timedelta(**span)


class Counter:
    """The shop with its goods, its customers c1 and c2, and the orders given."""

    def __init__(self, place: Path | Engine, *orders: Order) -> None:
        """`place`: a folder for an SQLite file, or a database with tables and nothing in them."""
        self.engine = _stocked(place)
        self.clock = StoppedClock()
        self.orders_in: OrdersIn = SqlOrders
        with Session(self.engine, future=True) as session:
            insert_orders(session, orders)
            session.commit()
        self.sign_in(CHAT, "c1")

    @contextmanager
    def open(self) -> Iterator[Shop]:
        with open_shop(self.engine, POLICY, self.clock, self.orders_in) as shop:
            yield shop

    @contextmanager
    def open_elsewhere(self) -> Iterator[Shop]:
        """The same shop as another process sees it, through an engine of its own."""
        engine = make_engine(str(self.engine.url))
        with open_shop(engine, POLICY, self.clock, self.orders_in) as shop:
            yield shop
        engine.dispose()

    def sign_in(self, conversation: str, customer: str) -> None:
        with self.open() as shop:
            sign_in(shop, conversation, customer, NOW + timedelta(days=365))

    def propose(
        self, number: str, kind: RemedyKind, wish: Wish | None = None, chat: str = CHAT
    ) -> object:
        with self.open() as shop:
            return propose(shop, shopper_of(shop, chat), number, kind, wish or Wish())

    def shown(
        self, number: str, kind: RemedyKind, wish: Wish | None = None, chat: str = CHAT
    ) -> Proposal:
        """The proposal of what is expected to be possible."""
        answer = self.propose(number, kind, wish, chat)
        assert isinstance(answer, Proposal), answer
        return answer

    def yes(self, proposal: Proposal, chat: str = CHAT) -> Outcome:
        with self.open() as shop:
            return carry_out(shop, shopper_of(shop, chat), proposal.id)

    def order(self, number: str) -> Order:
        with self.open() as shop:
            found = SqlOrders(shop.session).find_order(number)
        assert found is not None
        return found

    def orders(self, customer: str = "c1") -> tuple[Order, ...]:
        with self.open() as shop:
            return SqlOrders(shop.session).orders_of(customer)

    def remedies(self, number: str) -> tuple[Remedy, ...]:
        with self.open() as shop:
            return remedies_of(shop, number)


def _stocked(place: Path | Engine) -> Engine:
    if isinstance(place, Path):
        shutil.copy(_stocked_file(), place / "shop.db")
        return make_engine(f"sqlite:///{place / 'shop.db'}")
    with Session(place, future=True) as session:
        _stock(session)
        session.commit()
    return place


@lru_cache(maxsize=1)
def _stocked_file() -> Path:
    """A shop without orders, made once and copied for every counter."""
    folder = mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = Path(folder) / "stocked.db"
    engine = make_engine(f"sqlite:///{file}")
    migrate(engine)
    with Session(engine, future=True) as session:
        _stock(session)
        session.commit()
    engine.dispose()
    return file


def _stock(session: Session) -> None:
    sellers = ("lark", "finch", "tau")
    rows = [{"id": s, "name_zh": s, "name_en": s} for s in sellers]
    session.execute(insert(tables.sellers), rows)
    for customer in ("c1", "c2"):
        person: dict[str, object] = {
            "id": customer,
            "name": f"Customer {customer}",
            "email": f"{customer}@example.com",
            "phone": None,
            "locale": "zh",
            "timezone": None,
            "notices": True,
        }
        session.execute(insert(tables.customers).values(person))
    for product in PRODUCTS.values():
        row: dict[str, object] = {
            "sku": product.sku,
            "name_zh": product.name.zh,
            "name_en": product.name.en,
            "options": {},
            "similar": list(product.similar),
        }
        session.execute(insert(tables.products).values(row))
        for position, offer in enumerate(product.offers):
            price: Decimal = offer.price
            values = {"sku": product.sku, "seller": offer.seller, "position": position}
            put = insert(tables.product_offers)
            session.execute(put.values(**values, price=price, stock=offer.stock))

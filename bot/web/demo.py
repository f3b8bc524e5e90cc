"""What the demo shop page asks for: who one may sign in as, and their orders."""

from __future__ import annotations

from typing import Any

from anyio.to_thread import run_sync
from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.shop.context import context_of
from actions.shop.diagnosis import diagnose
from actions.shop.order import Order
from actions.shop.policy import Policy
from actions.shop.shop import Shop, open_shop
from actions.shop.tables import customers
from bot.conversations.database import Store
from bot.customer_token import BadToken, make_token, read_token
from bot.settings import Settings
from bot.web.errors import Json, Refused


class DemoShop:
    """`/demo/customers` and `/demo/orders`."""

    def __init__(self, settings: Settings, store: Store, policy: Policy) -> None:
        self._settings = settings
        self._store = store
        self._policy = policy

    def routes(self) -> list[Route]:
        return [
            Route("/demo/customers", self.customers),
            Route("/demo/orders", self.orders),
        ]

    async def customers(self, request: Request) -> Response:
        """`[{"id","name","locale","token"}]`: anybody may be anybody in a demo."""

        def read() -> list[dict[str, Any]]:
            with self._store.read() as connection:
                rows = connection.execute(select(customers).order_by(customers.c.id)).mappings()
                return [{key: row[key] for key in ("id", "name", "locale")} for row in rows]

        key, now = self._settings.customer_token_key, self._store.now()
        found = await run_sync(read)
        return Json([row | {"token": make_token(key, row["id"], now)} for row in found])

    async def orders(self, request: Request) -> Response:
        """The orders of the customer whose token is the bearer's, newest first."""
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        read = read_token(self._settings.customer_token_key, token, self._store.now())
        if isinstance(read, BadToken):
            raise Refused(401, "customer_token", read.why)
        customer = read.customer

        def look() -> list[dict[str, Any]]:
            with open_shop(self._store.engine, self._policy, self._settings.clock) as shop:
                return [_shape(shop, order) for order in shop.orders.orders_of(customer)]

        return Json(await run_sync(look))


def _shape(shop: Shop, order: Order) -> dict[str, Any]:
    findings = diagnose(order, context_of(shop, order), shop.now)
    return {
        "number": order.number,
        "status": str(order.status),
        "placed_at": order.placed_at and order.placed_at.isoformat(),
        "total": str(order.total),
        "currency": order.currency,
        "goods": [
            {"zh": line.name.zh, "en": line.name.en, "quantity": line.quantity}
            for line in order.lines
        ],
        "findings": [str(finding.kind) for finding in findings],
    }

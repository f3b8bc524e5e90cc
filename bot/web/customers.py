"""The shop as the door needs it: is this a customer, and may this conversation act for them."""

from __future__ import annotations

from datetime import datetime

from anyio.to_thread import run_sync
from sqlalchemy.engine import Engine

from actions.shop import access
from actions.shop.clock import Clock
from actions.shop.policy import Policy
from actions.shop.shop import open_shop


class ShopCustomers:
    """The customers of the shop the bot works for."""

    def __init__(self, engine: Engine, policy: Policy, clock: Clock) -> None:
        self._engine = engine
        self._policy = policy
        self._clock = clock

    async def is_known(self, customer: str) -> bool:
        def find() -> bool:
            with open_shop(self._engine, self._policy, self._clock) as shop:
                return shop.orders.find_customer(customer) is not None

        return await run_sync(find)

    async def locale_of(self, customer: str) -> str | None:
        def find() -> str | None:
            with open_shop(self._engine, self._policy, self._clock) as shop:
                found = shop.orders.find_customer(customer)
                return found.locale if found is not None else None

        return await run_sync(find)

    async def sign_in(self, conversation: str, customer: str, until: datetime) -> None:
        def write() -> None:
            with open_shop(self._engine, self._policy, self._clock) as shop:
                access.sign_in(shop, conversation, customer, until)

        await run_sync(write)

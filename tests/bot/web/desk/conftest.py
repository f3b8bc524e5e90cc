"""The desk of a real door: staff with consoles, and shoppers who come to them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from argon2 import PasswordHasher
from sqlalchemy import delete

from actions.shop.tables import customers, metadata
from bot.desk import accounts
from bot.desk.accounts import Added, Role, add_staff
from tests.bot.web.conftest import World

Json = Any


@dataclass
class Colleague:
    """One of the staff in a browser: a cookie, and the token that goes beside it."""

    name: str
    http: httpx.AsyncClient = field(repr=False)
    password: str = field(repr=False, default="")

    async def sign_in(self, password: str | None = None) -> httpx.Response:
        body = {"name": self.name, "password": password or self.password}
        answer = await self.http.post("/sign-in", json=body)
        if answer.status_code == httpx.codes.OK:
            self.http.headers["X-CSRF-Token"] = answer.json()["csrf"]
        return answer

    async def get(self, path: str, **params: Any) -> Json:
        answer = await self.http.get(path, params=params)
        assert answer.status_code == httpx.codes.OK, answer.text
        return answer.json()

    async def send(self, method: str, path: str, **body: Any) -> httpx.Response:
        return await self.http.request(method, path, json=body)

    async def post(self, path: str, **body: Any) -> Json:
        answer = await self.send("POST", path, **body)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    async def refused(self, method: str, path: str, **body: Any) -> tuple[int, str]:
        """Status and code of a call that must not be served."""
        answer = await self.send(method, path, **body)
        assert answer.is_error, answer.text
        return answer.status_code, answer.json()["error"]["code"]


@dataclass
class Office:
    """A world whose desk is empty at first."""

    world: World
    stack: AsyncExitStack

    async def hire(self, name: str, role: Role = Role.AGENT) -> Colleague:
        """A new account, not signed in."""
        made = add_staff(self.world.store, name, role, "command")
        assert isinstance(made, Added)
        return Colleague(name, await self.browser(), made.password)

    async def colleague(self, name: str, role: Role = Role.AGENT) -> Colleague:
        """A new account, signed in."""
        hired = await self.hire(name, role)
        assert (await hired.sign_in()).status_code == httpx.codes.OK
        return hired

    async def browser(self) -> httpx.AsyncClient:
        url = f"{self.world.url}/api/desk"
        client = httpx.AsyncClient(base_url=url, timeout=20, trust_env=False)
        return await self.stack.enter_async_context(client)


Hire = Callable[..., Awaitable[Colleague]]


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password takes its time to be looked at; tests have many of them."""
    monkeypatch.setattr(accounts, "_HASHER", PasswordHasher(1, 8, 1))


@pytest.fixture
async def office(world: World) -> AsyncIterator[Office]:
    with world.store.write() as connection:
        for table in reversed(metadata.sorted_tables):
            if table is not customers:
                connection.execute(delete(table))
    async with AsyncExitStack() as stack:
        yield Office(world, stack)

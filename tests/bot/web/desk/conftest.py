"""The desk of a real door: staff with consoles, and shoppers who come to them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
import pytest
from argon2 import PasswordHasher
from sqlalchemy import delete
from starlette.responses import Response

from actions.shop.tables import customers, metadata
from bot.desk import accounts
from bot.desk.accounts import Added, Role, add_staff
from tests.bot.web.conftest import Chat, World, says

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

    async def item(self, conversation: str) -> Json:
        return (await self.get(f"/conversations/{conversation}"))["conversation"]

    async def move(self, conversation: str, verb: str, **body: Any) -> httpx.Response:
        """Claim, release, assign ... in the version it has now, unless another is given."""
        if "version" not in body:
            body["version"] = (await self.item(conversation))["version"]
        return await self.send("POST", f"/conversations/{conversation}/{verb}", **body)

    async def claim(self, conversation: str) -> Json:
        answer = await self.move(conversation, "claim")
        assert answer.status_code == httpx.codes.OK, answer.text
        return answer.json()["conversation"]

    async def reply(self, conversation: str, text: str, **body: Any) -> httpx.Response:
        if "version" not in body:
            body["version"] = (await self.item(conversation))["version"]
        body = {"id": uuid4().hex, "text": text, **body}
        return await self.send("POST", f"/conversations/{conversation}/replies", **body)

    async def refused(self, method: str, path: str, **body: Any) -> tuple[int, str]:
        """Status and code of a call that must not be served."""
        answer = await self.send(method, path, **body)
        assert answer.is_error, answer.text
        return answer.status_code, answer.json()["error"]["code"]


async def answer(body: dict[str, Any]) -> Response:
    """The bot of these tests: it brings in a person where the word is said, and repeats the rest.

    What stands after the word is the order it is about.
    """
    words = str(body["text"]).split()
    if "person" not in words:
        return says(f"You said: {body['text']}")
    order = next((word for word in words if word.startswith("LK")), None)
    handover = {"reason": "asked_for", "order": order, "finding": None, "tried": ["told:x:y"]}
    return says("A colleague comes.", handover=handover)


@dataclass
class Shopper:
    """A shopper in a chat over REST."""

    world: World
    headers: dict[str, str] = field(repr=False)
    id: str

    async def say(self, text: str) -> Json:
        answer = await self.world.say(self.headers, id=uuid4().hex, text=text)
        assert answer.status_code == httpx.codes.OK, answer.text
        return answer.json()

    async def press(self, button: str) -> Json:
        answer = await self.world.say(self.headers, id=uuid4().hex, button=button)
        assert answer.status_code == httpx.codes.OK, answer.text
        return answer.json()

    async def heard(self) -> list[tuple[str, str]]:
        """Who said what, all of it."""
        return [(m["from"], m["text"]) for m in await self.world.history(self.headers)]

    async def handled_by(self) -> str:
        url = "/api/chat/messages"
        found = await self.world.http.get(url, headers=self.headers)
        return str(found.json()["handled_by"])


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

    async def shopper(self, words: str = "a person please", **opened: Any) -> Shopper:
        """Somebody who asks for a person, and is in the queue."""
        self.world.rasa.script = answer
        headers = await self.world.open(**opened)
        shopper = Shopper(self.world, headers, self.world.conversation(headers))
        said = await shopper.say(words)
        assert said["handled_by"] == "queue"
        return shopper

    async def console(self, colleague: Colleague) -> Chat:
        """A socket of the console of somebody who is signed in."""
        chat = Chat("/desk")
        await chat.client.connect(
            self.world.url,
            transports=["websocket"],
            namespaces=["/desk"],
            headers={"Cookie": f"desk_session={colleague.http.cookies['desk_session']}"},
            auth={"csrf": colleague.http.headers["X-CSRF-Token"]},
        )
        self.stack.push_async_callback(chat.client.disconnect)
        return chat

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

"""The webhook: everything that people's conversations are about arrives, signed and once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.desk.deliveries import signature
from bot.desk.tables import deliveries
from tests.bot.web.conftest import World, serve
from tests.bot.web.desk.conftest import Office
from tests.bot.web.desk.receiver import Receiver, is_genuine

SECRET = "a secret of at least 32 characters"


@pytest.fixture(scope="module")
def their_desk() -> Iterator[tuple[Receiver, str]]:
    receiver = Receiver(SECRET)
    with serve(receiver.app()) as url:
        yield receiver, f"{url}/hook"


@pytest.fixture
def settings(their_desk: tuple[Receiver, str]) -> dict[str, Any]:
    return {"webhook_url": their_desk[1], "webhook_secret": SECRET}


@pytest.fixture
def receiver(their_desk: tuple[Receiver, str], world: World) -> Receiver:
    found = their_desk[0]
    found.taken.clear()
    found.calls.clear()
    found.refuse = lambda id: None
    return found


async def until(true: Callable[[], object]) -> None:
    """Fails after ten seconds."""
    for _ in range(500):
        if true():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come about")


async def test_their_desk_follows_a_conversation_from_handover_to_the_end(
    office: Office, receiver: Receiver
) -> None:
    await asyncio.sleep(1.2)
    mei = await office.colleague("mei")
    shopper = await office.shopper("a person please LK202611180001", locale="en")
    await mei.claim(shopper.id)
    await mei.reply(shopper.id, "Hello, this is Mei.")
    await shopper.say("Thank you 谢谢")
    await mei.move(shopper.id, "resolve")
    await until(lambda: receiver.of(shopper.id, "resolve"))
    # What is told arrives in no fixed order.
    await until(lambda: "Thank you 谢谢" in str(receiver.of(shopper.id, "message")))
    await until(lambda: "Hello, this is Mei." in str(receiver.of(shopper.id, "message")))
    await until(lambda: len(receiver.of(shopper.id, "handover")) == 2)
    first, second = sorted(receiver.of(shopper.id, "handover"), key=lambda told: told["at"])
    assert (first["before"], first["after"], first["by"]) == ("bot", "queue", "bot")
    assert (first["reason"], first["order"]) == ("asked_for", "LK202611180001")
    assert first["transcript"][0]["text"] == "a person please LK202611180001"
    assert (second["before"], second["after"], second["by"]) == ("queue", "staff", "mei")
    assert "transcript" not in second
    told = [m["message"] for m in receiver.of(shopper.id, "message")]
    assert [(m["from"], m["author"]) for m in told if m["text"] == "Hello, this is Mei."] == [
        ("staff", "mei")
    ]
    assert [m["text"] for m in told].count("Thank you 谢谢") == 1
    assert len({m["seq"] for m in told}) == len(told)
    assert receiver.forged == 0


async def test_who_talks_with_the_bot_alone_is_nobodys_business(
    office: Office, receiver: Receiver
) -> None:
    headers = await office.world.open()
    await office.world.say(headers, id="1", text="where is my parcel")
    shopper = await office.shopper()
    await until(lambda: receiver.of(shopper.id, "handover"))
    await asyncio.sleep(1.2)
    assert receiver.of(office.world.conversation(headers)) == []


async def test_what_does_not_arrive_is_tried_again_and_blocks_nobody(
    office: Office, receiver: Receiver
) -> None:
    await asyncio.sleep(1.2)
    receiver.refuse = lambda id: 503 if id.startswith("change") else None
    shopper = await office.shopper()
    await until(lambda: receiver.of(shopper.id, "message"))
    await until(lambda: any(call.startswith("change") for call in receiver.calls))
    await asyncio.sleep(0.3)
    with office.world.store.read() as connection:
        rows = connection.execute(deliveries.select()).mappings().all()
    (waiting,) = [row for row in rows if row["event"] == "handover"]
    assert (waiting["tries"], waiting["error"]) == (1, "HTTP 503")
    assert waiting["delivered_at"] is None
    assert 5 < (waiting["next_at"] - office.world.store.now()).total_seconds() <= 10
    # Their desk is back: the next try arrives, with a signature of its own.
    receiver.refuse = lambda id: None
    with office.world.store.write() as connection:
        now = office.world.store.now()
        connection.execute(deliveries.update().values(next_at=now).where(deliveries.c.tries == 1))
    await until(lambda: receiver.of(shopper.id, "handover"))


def test_a_receiver_takes_nothing_forged_old_or_changed() -> None:
    good = signature(SECRET, 1000, '{"a":1}')
    assert is_genuine(SECRET, "1000", b'{"a":1}', good, 1000.0)
    assert not is_genuine(SECRET, "1000", b'{"a":2}', good, 1000.0)
    assert not is_genuine(SECRET, "1001", b'{"a":1}', good, 1000.0)
    assert not is_genuine(SECRET, "1000", b'{"a":1}', good, 1301.0)
    assert not is_genuine("another secret, also 32 characters", "1000", b'{"a":1}', good, 1000.0)
    assert not is_genuine(SECRET, "soon", b'{"a":1}', good, 1000.0)

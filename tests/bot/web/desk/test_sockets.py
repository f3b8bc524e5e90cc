"""The live side of the desk: who may listen, what they are told, and who types."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from socketio.exceptions import ConnectionError as NotConnected

from bot.conversations.store import add_staff_message
from bot.desk.accounts import Role
from tests.bot.web.conftest import Chat
from tests.bot.web.desk.conftest import Colleague, Office


@pytest.fixture
async def mei(office: Office) -> Colleague:
    return await office.colleague("mei")


async def wait_until_told(console: Chat, event: str, data: Any) -> None:
    """Fails after ten seconds."""
    for _ in range(500):
        if data in console.got(event):
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"{event} {data} awaited, came: {console.events}")


async def test_who_opens_a_console_is_told_how_things_stand(office: Office, mei: Colleague) -> None:
    await office.shopper()
    console = await office.console(mei)
    (counts,) = await console.wait_for("inbox")
    assert counts == {"counts": {"queue": 1, "mine": 0, "all": 1, "resolved": 0}}
    assert await console.wait_for("presence") == [{"name": "mei", "presence": "available"}]


@pytest.mark.parametrize(
    ("cookie", "csrf", "origin"),
    [
        (None, "right", None),
        ("forged", "right", None),
        ("right", None, None),
        ("right", "wrong", None),
        ("right", 5, None),
        ("right", "right", "https://evil.example"),
    ],
)
async def test_nobody_else_can_listen(
    office: Office, mei: Colleague, cookie: str | None, csrf: Any, origin: str | None
) -> None:
    token = mei.http.cookies["desk_session"] if cookie == "right" else cookie
    headers = {"Cookie": f"desk_session={token}"} if token else {}
    headers |= {"Origin": origin} if origin else {}
    given = mei.http.headers["X-CSRF-Token"] if csrf == "right" else csrf
    chat = Chat()
    with pytest.raises(NotConnected):
        await chat.client.connect(
            office.world.url,
            transports=["websocket"],
            namespaces=["/desk"],
            headers=headers,
            auth={"csrf": given},
        )
    await chat.client.disconnect()


async def test_a_shopper_who_is_handed_over_appears_at_once(office: Office, mei: Colleague) -> None:
    console = await office.console(mei)
    shopper = await office.shopper()
    await wait_until_told(console, "changed", {"conversation": shopper.id})
    counts = {"queue": 1, "mine": 0, "all": 1, "resolved": 0}
    await wait_until_told(console, "inbox", {"counts": counts})


async def test_what_a_shopper_writes_to_people_is_told(office: Office, mei: Colleague) -> None:
    shopper = await office.shopper()
    await mei.claim(shopper.id)
    console = await office.console(mei)
    await shopper.say("are you there?")
    await wait_until_told(console, "changed", {"conversation": shopper.id})


async def test_what_the_bot_is_busy_with_is_told_only_where_somebody_looks(
    office: Office, mei: Colleague
) -> None:
    console = await office.console(mei)
    seen, unseen = await office.world.open(), await office.world.open()
    for headers in (seen, unseen):
        await office.world.say(headers, id="1", text="hello")
    looked_at = office.world.conversation(seen)
    await mei.get(f"/conversations/{looked_at}")
    for headers in (unseen, seen):
        await office.world.say(headers, id="2", text="hello again")
    await wait_until_told(console, "changed", {"conversation": looked_at})
    assert {"conversation": office.world.conversation(unseen)} not in console.got("changed")


async def test_what_another_process_did_is_told(office: Office, mei: Colleague) -> None:
    shopper = await office.shopper()
    console = await office.console(mei)
    await console.wait_for("inbox")
    add_staff_message(office.world.store, shopper.id, "kim", "Hello from elsewhere.")
    await wait_until_told(console, "changed", {"conversation": shopper.id})


async def test_a_colleague_is_told_of_what_they_are_given(office: Office, mei: Colleague) -> None:
    lead = await office.colleague("lead", Role.SUPERVISOR)
    shopper = await office.shopper()
    console, other = await office.console(mei), await office.console(lead)
    await lead.move(shopper.id, "assign", to="mei")
    assert await console.wait_for("assigned") == [{"conversation": shopper.id}]
    await wait_until_told(other, "changed", {"conversation": shopper.id})
    assert other.got("assigned") == []


async def test_who_is_there_is_told_to_all(office: Office, mei: Colleague) -> None:
    kim = await office.colleague("kim")
    console = await office.console(mei)
    await kim.send("PATCH", "/me", presence="away")
    await wait_until_told(console, "presence", {"name": "kim", "presence": "away"})
    await kim.send("POST", "/sign-out")
    await wait_until_told(console, "presence", {"name": "kim", "presence": "offline"})


async def test_a_session_that_ends_closes_its_consoles(office: Office, mei: Colleague) -> None:
    lead = await office.colleague("lead", Role.SUPERVISOR)
    console, still = await office.console(mei), await office.console(lead)
    await lead.send("PATCH", "/staff/mei", disabled=True)
    await console.wait_for("signed_out")
    for _ in range(100):
        if not console.client.connected:
            break
        await asyncio.sleep(0.02)
    assert not console.client.connected
    assert still.client.connected


async def test_the_shopper_sees_the_one_who_has_them_type(office: Office, mei: Colleague) -> None:
    kim = await office.colleague("kim")
    shopper = await office.shopper()
    await mei.claim(shopper.id)
    widget = Chat()
    await widget.connect(office.world.url)
    token = shopper.headers["Authorization"].removeprefix("Bearer ")
    await widget.request(None, token=token)
    other = await office.console(kim)
    await kim.post(f"/conversations/{shopper.id}/typing", on=True)
    await mei.post(f"/conversations/{shopper.id}/typing", on=True)
    await mei.post(f"/conversations/{shopper.id}/typing", on=False)
    assert await widget.wait_for("staff_typing", 2) == [{"on": True}, {"on": False}]
    typing = {"conversation": shopper.id, "who": "staff", "name": "mei"}
    await wait_until_told(other, "typing", {**typing, "on": True})
    await widget.client.disconnect()


async def test_the_staff_see_the_shopper_type(office: Office, mei: Colleague) -> None:
    shopper = await office.shopper()
    await mei.claim(shopper.id)
    console = await office.console(mei)
    widget = Chat()
    await widget.connect(office.world.url)
    token = shopper.headers["Authorization"].removeprefix("Bearer ")
    await widget.request(None, token=token)
    for data in ({"on": True}, {"on": True}, {"on": "x"}, None, {"on": False}):
        await widget.client.emit("user_typing", data)
    typing = {"conversation": shopper.id, "who": "shopper"}
    await wait_until_told(console, "typing", {**typing, "on": False})
    assert console.got("typing") == [{**typing, "on": True}, {**typing, "on": False}]
    await widget.client.disconnect()

"""Lists of conversations and one of them whole: in order, page by page, found, and masked."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import create_engine, insert, text, update

from actions.shop.tables import customers, orders
from bot.conversations.tables import queue_entries
from tests.bot.web.desk.conftest import Colleague, Office


@pytest.fixture
async def mei(office: Office) -> Colleague:
    return await office.colleague("mei")


async def ids(colleague: Colleague, **params: Any) -> list[str]:
    return [item["id"] for item in (await colleague.get("/conversations", **params))["items"]]


async def test_the_queue_has_the_most_urgent_first(office: Office, mei: Colleague) -> None:
    calm = await office.shopper()
    angry = await office.shopper("a person please you scam")
    found = (await mei.get("/conversations", view="queue"))["items"]
    assert [(i["id"], i["mood"]) for i in found] == [(angry.id, "angry"), (calm.id, "calm")]
    assert found[0]["priority"] - found[1]["priority"] == 15


async def test_a_line_tells_what_one_needs_to_know(office: Office, mei: Colleague) -> None:
    shopper = await office.shopper("person LK202611200001", locale="en")
    (item,) = (await mei.get("/conversations", view="queue"))["items"]
    for name in ("since", "opened_at", "changed_at"):
        assert item.pop(name)
    sla = item.pop("sla")
    assert (sla["kind"], sla["breached"]) == ("first_reply", False)
    last = item.pop("last")
    # The notice that came after it is nothing for the queue.
    assert (last["from"], last["text"]) == ("shopper", "person LK202611200001")
    assert item == {
        "id": shopper.id,
        "owner": "queue",
        "version": 1,
        "assignee": None,
        "customer": {"id": None, "name": ""},
        "language": "en",
        "reason": "asked_for",
        "order": "LK202611200001",
        "finding": None,
        "priority": 0,
        "mood": "calm",
        "labels": [],
        "unread": 1,
    }


async def test_each_view_has_its_own(office: Office, mei: Colleague) -> None:
    kim = await office.colleague("kim")
    headers = await office.world.open()
    await office.world.say(headers, id="1", text="hello")
    bots = office.world.conversation(headers)
    await office.world.open()
    waits, mine, kims, done = [await office.shopper() for _ in range(4)]
    await mei.claim(mine.id)
    await kim.claim(kims.id)
    await mei.move(done.id, "resolve")
    assert await ids(mei, view="queue") == [waits.id]
    assert await ids(mei, view="mine") == [mine.id]
    assert await ids(kim, view="mine") == [kims.id]
    assert await ids(mei, view="resolved") == [done.id]
    # The one who opened a chat and said nothing is in none.
    assert set(await ids(mei, view="all")) == {bots, waits.id, mine.id, kims.id, done.id}
    counts = (await mei.get("/conversations"))["counts"]
    assert counts == {"queue": 1, "mine": 1, "all": 5, "resolved": 1}


@pytest.mark.parametrize("view", ["queue", "all"])
async def test_pages_follow_each_other_without_gaps(
    office: Office, mei: Colleague, view: str
) -> None:
    made = [(await office.shopper()).id for _ in range(7)]
    found: list[str] = []
    after = None
    for _ in range(4):
        params: dict[str, str] = {"after": after} if after else {}
        page = await mei.get("/conversations", view=view, limit=2, **params)
        found += [item["id"] for item in page["items"]]
        after = page["next"]
    assert after is None
    assert found == (made if view == "queue" else made[::-1])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("view", "secret"),
        ("after", "nonsense"),
        ("after", "WzEsMl0"),
        ("after", "é"),
        ("limit", "201"),
        ("limit", "-1"),
        ("from", "soon"),
        ("q", "a" * 201),
    ],
)
async def test_what_cannot_be_asked_for_is_refused(mei: Colleague, name: str, value: str) -> None:
    answer = await mei.http.get("/conversations", params={name: value})
    assert answer.status_code == 422


def add_order(office: Office, number: str, customer: str) -> None:
    with office.world.store.write() as connection:
        connection.execute(
            insert(orders).values(
                number=number,
                customer=customer,
                status="placed",
                currency="CNY",
                total=Decimal("99.00"),
                shipping_fee=Decimal(0),
                discount=Decimal(0),
                phone_asked=True,
            )
        )


async def test_conversations_are_found_by_words_order_customer_and_label(
    office: Office, mei: Colleague
) -> None:
    first = await office.shopper("person 我的羽毛球拍断了 LK202611200001")
    second = await office.shopper("person 100%_sure", customer_token=office.world.customer_token())
    add_order(office, "LK202611209999", "c1")
    await mei.send("PUT", f"/conversations/{first.id}/labels", labels=["球拍"])
    for q, found in (
        ("球拍断", [first.id]),
        ("LK202611200001", [first.id]),
        ("LK202611209999", [second.id]),
        ("c1", [second.id]),
        ("SURE", [second.id]),
        ("100%_s", [second.id]),
        ("100_", []),
        ("%", [second.id]),
        ("nothing like it", []),
        ("'; DROP TABLE messages; --", []),
    ):
        assert await ids(mei, view="all", q=q) == found, q
    assert await ids(mei, view="all", label="球拍") == [first.id]
    assert await ids(mei, view="all", label="球") == []
    assert await ids(mei, view="all", customer="c1") == [second.id]
    assert await ids(mei, view="queue", q="球拍", label="球拍") == [first.id]


async def test_conversations_are_found_by_date(office: Office, mei: Colleague) -> None:
    shopper = await office.shopper()
    now = office.world.store.now()
    day = timedelta(days=1)
    for params, found in (
        ({"from": (now - day).isoformat()}, [shopper.id]),
        ({"from": (now + day).isoformat()}, []),
        ({"to": (now - day).date().isoformat()}, []),
        ({"to": (now + 2 * day).date().isoformat()}, [shopper.id]),
    ):
        assert await ids(mei, view="all", **params) == found


async def test_who_and_how_to_reach_them_is_masked_in_lists(office: Office, mei: Colleague) -> None:
    with office.world.store.write() as connection:
        named = update(customers).where(customers.c.id == "c2").values(name="Lin Yue")
        connection.execute(named)
    shopper = await office.shopper(customer_token=office.world.customer_token("c2"))
    await mei.claim(shopper.id)
    await shopper.say("call 13800001234 or write lin.yue@example.com")
    (item,) = (await mei.get("/conversations", view="mine"))["items"]
    assert item["customer"] == {"id": "c2", "name": "Lin Y***"}
    assert item["last"]["text"] == "call 138****1234 or write l***@example.com"
    whole = await mei.get(f"/conversations/{shopper.id}")
    assert whole["fields"]["name"] == "Lin"
    with office.world.store.write() as connection:
        connection.execute(update(customers).where(customers.c.id == "c2").values(name="c2"))


async def test_what_was_read_is_not_unread(office: Office, mei: Colleague) -> None:
    kim = await office.colleague("kim")
    shopper = await office.shopper()
    await shopper.say("hello?")
    assert (await mei.item(shopper.id))["unread"] == 2
    await mei.post(f"/conversations/{shopper.id}/read", seq=1)
    assert (await mei.item(shopper.id))["unread"] == 1
    await mei.post(f"/conversations/{shopper.id}/read", seq=10_000)
    await mei.post(f"/conversations/{shopper.id}/read", seq=1)
    assert (await mei.item(shopper.id))["unread"] == 0
    assert (await kim.item(shopper.id))["unread"] == 2
    await shopper.say("anybody?")
    assert (await mei.item(shopper.id))["unread"] == 1


async def test_a_promise_that_was_not_kept_shows(office: Office, mei: Colleague) -> None:
    shopper = await office.shopper()
    with office.world.store.write() as connection:
        long_ago = office.world.store.now() - timedelta(days=2)
        connection.execute(update(queue_entries).values(awaiting_since=long_ago))
    assert (await mei.item(shopper.id))["sla"]["breached"] is True
    await mei.claim(shopper.id)
    await mei.reply(shopper.id, "Hello.")
    assert (await mei.item(shopper.id))["sla"] is None
    await shopper.say("And now?")
    sla = (await mei.item(shopper.id))["sla"]
    assert (sla["kind"], sla["breached"]) == ("next_reply", False)


async def test_one_conversation_is_shown_whole(office: Office, mei: Colleague) -> None:
    shopper = await office.shopper("person LK202611200001")
    whole = await mei.get(f"/conversations/{shopper.id}")
    assert [(m["from"], m["seq"]) for m in whole["messages"]] == [
        ("shopper", 1),
        ("bot", 2),
        ("system", 3),
    ]
    assert whole["messages"][2]["buttons"] == ["Continue with the bot"]
    assert {k: whole["summary"][k] for k in ("order", "tried", "mood", "last_words", "cause")} == {
        "order": "LK202611200001",
        "tried": ["told:x:y"],
        "mood": "calm",
        "last_words": ["person LK202611200001"],
        "cause": None,
    }
    assert whole["orders"] == []
    assert [(h["before"], h["after"], h["reason"]) for h in whole["history"]] == [
        ("bot", "queue", "asked_for")
    ]


async def test_what_the_bot_understood_is_shown_beside_the_message(
    office: Office, mei: Colleague
) -> None:
    shopper = await office.shopper()
    trackers = create_engine(office.world.settings.tracker_database_url)
    read = {"intent": {"name": "talk_to_human", "confidence": 0.87}}
    with trackers.begin() as connection:
        connection.execute(
            text("CREATE TABLE IF NOT EXISTS events (id INTEGER, sender_id, type_name, data)")
        )
        for number, event in enumerate(
            (
                {"message_id": "1", "parse_data": {"intent": {"name": "greet", "confidence": 0.1}}},
                {"message_id": "1", "parse_data": read},
                {"message_id": "random", "parse_data": read},
                {"message_id": None},
            )
        ):
            row = {"n": number, "c": shopper.id, "data": json.dumps(event)}
            connection.execute(text("INSERT INTO events VALUES (:n, :c, 'user', :data)"), row)
    trackers.dispose()
    first, second, *_ = (await mei.get(f"/conversations/{shopper.id}"))["messages"]
    assert (first["intent"], first["confidence"]) == ("talk_to_human", 0.87)
    assert (second["intent"], second["confidence"]) == (None, None)


async def test_the_staff_see_what_the_shopper_has_got(office: Office, mei: Colleague) -> None:
    shopper = await office.shopper()
    await mei.claim(shopper.id)
    await mei.reply(shopper.id, "Hello.")
    path = f"/conversations/{shopper.id}"
    assert (await mei.get(path))["messages"][-1]["delivered"] is False
    await shopper.heard()
    assert (await mei.get(path))["messages"][-1]["delivered"] is True


async def test_a_long_queue_comes_quickly(office: Office, mei: Colleague) -> None:
    """Five hundred wait: a page of them is a matter of a moment."""
    import time

    from bot.conversations import inbox, sessions
    from bot.conversations.facts import Handover, Incoming, Reply, Turn
    from bot.conversations.outbox import keep_turn

    store = office.world.store
    for n in range(500):
        conversation = sessions.start(store, sessions.REST, None).conversation
        inbox.receive(store, conversation, Incoming("1", f"shopper {n}", ""))
        turn = Turn((Reply("A colleague comes."),), Handover("asked_for", f"LK{n}"))
        keep_turn(store, conversation, 1, 0, turn, "door")
    took = []
    for _ in range(5):
        started = time.perf_counter()
        page = await mei.get("/conversations", view="queue")
        took.append(time.perf_counter() - started)
    assert (len(page["items"]), page["counts"]["queue"]) == (50, 500)
    assert sorted(took)[2] < 0.5

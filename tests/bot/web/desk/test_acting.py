"""Taking conversations and answering in them: one at a time has one, and nobody answers twice."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.responses import Response

from bot.desk.accounts import Role
from tests.bot.web.conftest import says
from tests.bot.web.desk.conftest import Colleague, Office


@pytest.fixture
async def mei(office: Office) -> Colleague:
    return await office.colleague("mei")


@pytest.fixture
async def kim(office: Office) -> Colleague:
    return await office.colleague("kim")


@pytest.fixture
async def lead(office: Office) -> Colleague:
    return await office.colleague("lead", Role.SUPERVISOR)


async def test_who_claims_a_conversation_has_it(office: Office, mei: Colleague) -> None:
    shopper = await office.shopper()
    item = await mei.claim(shopper.id)
    assert (item["owner"], item["assignee"], item["version"]) == ("staff", "mei", 2)
    assert await shopper.handled_by() == "staff"
    assert (await shopper.heard())[-1] == ("system", "mei has joined the chat.")


async def test_of_two_who_claim_at_once_one_gets_it_and_the_other_is_told_who(
    office: Office, mei: Colleague, kim: Colleague
) -> None:
    for _ in range(10):
        shopper = await office.shopper()
        answers = await asyncio.gather(
            *[each.move(shopper.id, "claim", version=1) for each in (mei, kim)]
        )
        assert sorted(a.status_code for a in answers) == [200, 409]
        won, lost = sorted(answers, key=lambda a: a.status_code)
        winner = won.json()["conversation"]["assignee"]
        error = lost.json()["error"]
        assert (error["code"], error["owner"], error["assignee"], error["version"]) == (
            "taken",
            "staff",
            winner,
            2,
        )


async def test_a_claim_that_comes_twice_is_one(office: Office, mei: Colleague) -> None:
    shopper = await office.shopper()
    answers = [await mei.move(shopper.id, "claim", version=1) for _ in range(2)]
    assert [a.status_code for a in answers] == [200, 200]
    assert [a.json()["conversation"]["version"] for a in answers] == [2, 2]


async def test_a_conversation_of_the_bots_can_be_taken_over(office: Office, mei: Colleague) -> None:
    headers = await office.world.open()
    await office.world.say(headers, id="1", text="hello")
    conversation = office.world.conversation(headers)
    item = await mei.claim(conversation)
    assert (item["owner"], item["reason"]) == ("staff", "taken")


async def test_what_the_bot_was_computing_is_dropped_and_noted(
    office: Office, mei: Colleague
) -> None:
    asked, may_answer = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    async def slow(body: dict[str, Any]) -> Response:
        loop.call_soon_threadsafe(asked.set)
        while not may_answer.is_set():
            await asyncio.sleep(0.01)
        return says("It is on its way.")

    office.world.rasa.script = slow
    headers = await office.world.open()
    asking = asyncio.create_task(office.world.say(headers, id="1", text="where is it"))
    await asked.wait()
    conversation = office.world.conversation(headers)
    await mei.claim(conversation)
    may_answer.set()
    await asking
    while not (whole := await mei.get(f"/conversations/{conversation}"))["dropped"]:
        await asyncio.sleep(0.02)
    assert whole["dropped"][0]["texts"] == ["It is on its way."]
    assert [m["from"] for m in whole["messages"]] == ["shopper", "system"]


async def test_a_reply_reaches_the_shopper_with_its_author(office: Office, mei: Colleague) -> None:
    shopper = await office.shopper()
    await mei.claim(shopper.id)
    assert (await mei.reply(shopper.id, "Hello, this is Mei.")).status_code == 200
    last = (await office.world.history(shopper.headers))[-1]
    assert (last["from"], last["author"], last["text"]) == ("staff", "mei", "Hello, this is Mei.")


async def test_a_reply_that_comes_twice_is_said_once(office: Office, mei: Colleague) -> None:
    shopper = await office.shopper()
    version = (await mei.claim(shopper.id))["version"]
    sent = [mei.reply(shopper.id, "Hello.", id="one", version=version) for _ in range(5)]
    answers = await asyncio.gather(*sent)
    assert {a.json()["seq"] for a in answers} == {answers[0].json()["seq"]}
    assert (await shopper.heard()).count(("staff", "Hello.")) == 1
    other = await mei.reply(shopper.id, "Good bye.", id="one", version=version)
    assert (other.status_code, other.json()["error"]["code"]) == (409, "conflict")


async def test_who_has_given_it_away_says_nothing_more(
    office: Office, mei: Colleague, kim: Colleague
) -> None:
    shopper = await office.shopper()
    version = (await mei.claim(shopper.id))["version"]
    assert (await mei.reply(shopper.id, "Hello.", id="one")).status_code == 200
    await mei.move(shopper.id, "assign", to="kim")
    late = await mei.reply(shopper.id, "One more thing", version=version)
    assert (late.status_code, late.json()["error"]["assignee"]) == (409, "kim")
    assert ("staff", "One more thing") not in await shopper.heard()
    # What was said before is still known, so that a retry does not worry its writer.
    assert (await mei.reply(shopper.id, "Hello.", id="one", version=version)).status_code == 200


async def test_another_tab_that_has_not_seen_the_change_is_stopped(
    office: Office, mei: Colleague
) -> None:
    shopper = await office.shopper()
    old = (await mei.claim(shopper.id))["version"]
    await mei.move(shopper.id, "release")
    await mei.claim(shopper.id)
    for answer in (
        await mei.reply(shopper.id, "Hello.", version=old),
        await mei.move(shopper.id, "release", version=old),
        await mei.move(shopper.id, "resolve", version=old),
        await mei.move(shopper.id, "give-back", version=old),
        await mei.move(shopper.id, "assign", to="mei", version=old),
    ):
        assert (answer.status_code, answer.json()["error"]["version"]) == (409, old + 2)


async def test_what_is_released_waits_again_and_the_shopper_is_told(
    office: Office, mei: Colleague
) -> None:
    shopper = await office.shopper()
    since = (await mei.item(shopper.id))["since"]
    await mei.claim(shopper.id)
    item = (await mei.move(shopper.id, "release")).json()["conversation"]
    assert (item["owner"], item["assignee"], item["since"]) == ("queue", None, since)
    assert item["reason"] == "asked_for"
    assert "had to step away" in (await shopper.heard())[-2][1]


async def test_what_is_given_back_the_bot_answers_again(office: Office, mei: Colleague) -> None:
    shopper = await office.shopper()
    await mei.claim(shopper.id)
    item = (await mei.move(shopper.id, "give-back")).json()["conversation"]
    assert (item["owner"], item["sla"]) == ("bot", None)
    said = await shopper.say("hello again")
    assert [r["text"] for r in said["replies"]] == ["You said: hello again"]


async def test_what_is_resolved_is_the_bots_when_the_shopper_goes_on(
    office: Office, mei: Colleague
) -> None:
    shopper = await office.shopper()
    await mei.claim(shopper.id)
    assert (await mei.move(shopper.id, "resolve")).json()["conversation"]["owner"] == "closed"
    last = (await office.world.history(shopper.headers))[-1]
    assert (last["from"], last["closed"]) == ("system", True)
    assert (await shopper.say("one more thing"))["handled_by"] == "bot"


async def test_what_waits_can_be_resolved_at_once(office: Office, mei: Colleague) -> None:
    shopper = await office.shopper()
    answer = await mei.move(shopper.id, "resolve")
    assert answer.json()["conversation"]["owner"] == "closed"


async def test_a_closed_conversation_is_taken_up_again(office: Office, mei: Colleague) -> None:
    shopper = await office.shopper()
    await mei.claim(shopper.id)
    await mei.move(shopper.id, "resolve")
    item = (await mei.send("POST", f"/conversations/{shopper.id}/reopen")).json()["conversation"]
    assert (item["owner"], item["assignee"]) == ("staff", "mei")
    again = await mei.refused("POST", f"/conversations/{shopper.id}/reopen")
    assert again == (409, "taken")


async def test_agents_pass_on_their_own_and_supervisors_anybodys(
    office: Office, mei: Colleague, kim: Colleague, lead: Colleague
) -> None:
    shopper = await office.shopper()
    assert (await mei.move(shopper.id, "assign", to="mei")).status_code == 403
    assert (await lead.move(shopper.id, "assign", to="mei")).status_code == 200
    assert (await kim.move(shopper.id, "assign", to="kim")).status_code == 403
    item = (await mei.move(shopper.id, "assign", to="kim")).json()["conversation"]
    assert (item["assignee"], item["version"]) == ("kim", 3)
    assert (await lead.move(shopper.id, "assign", to="lead")).status_code == 200


async def test_nothing_is_given_to_who_does_not_work_here(
    office: Office, lead: Colleague, kim: Colleague
) -> None:
    shopper = await office.shopper()
    await lead.send("PATCH", "/staff/kim", disabled=True)
    for name in ("kim", "nobody", ""):
        assert (await lead.move(shopper.id, "assign", to=name)).status_code == 404
    assert (await lead.item(shopper.id))["owner"] == "queue"


@pytest.mark.parametrize("verb", ["release", "give-back", "resolve"])
async def test_what_a_colleague_has_is_not_ones_own(
    office: Office, mei: Colleague, kim: Colleague, lead: Colleague, verb: str
) -> None:
    shopper = await office.shopper()
    await mei.claim(shopper.id)
    assert (await kim.move(shopper.id, verb)).status_code == 409
    assert (await kim.reply(shopper.id, "Hello.")).status_code == 409
    assert (await lead.reply(shopper.id, "Hello.")).status_code == 409
    assert (await lead.move(shopper.id, verb)).status_code == 200


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "a" * 4001, "a" * 10_000])
async def test_a_reply_of_nothing_or_too_much_is_refused(
    office: Office, mei: Colleague, text: str
) -> None:
    shopper = await office.shopper()
    await mei.claim(shopper.id)
    before = await shopper.heard()
    assert (await mei.reply(shopper.id, text)).status_code == 422
    path = f"/conversations/{shopper.id}/notes"
    assert (await mei.refused("POST", path, text=text))[0] == 422
    assert await shopper.heard() == before


async def test_html_stays_text(office: Office, mei: Colleague) -> None:
    html = "<script>alert(1)</script> <b>bold</b> &amp;"
    shopper = await office.shopper(f"person {html}")
    await mei.claim(shopper.id)
    await mei.reply(shopper.id, html)
    await mei.post(f"/conversations/{shopper.id}/notes", text=html)
    whole = await mei.get(f"/conversations/{shopper.id}")
    assert whole["messages"][0]["text"] == f"person {html}"
    assert whole["messages"][-1]["text"] == html
    assert whole["notes"][0]["text"] == html
    assert ("staff", html) in await shopper.heard()


async def test_notes_and_labels_stay_among_colleagues(
    office: Office, mei: Colleague, kim: Colleague
) -> None:
    shopper = await office.shopper()
    path = f"/conversations/{shopper.id}"
    made = await mei.post(f"{path}/notes", text="VIP, be kind")
    put = await mei.send("PUT", f"{path}/labels", labels=["vip", "late", "vip"])
    assert put.json() == {"labels": ["late", "vip"]}
    whole = await kim.get(path)
    assert whole["notes"] == [made["note"]]
    assert (made["note"]["author"], whole["conversation"]["labels"]) == ("mei", ["late", "vip"])
    assert "VIP" not in str(await shopper.heard())
    await mei.send("PUT", f"{path}/labels", labels=[])
    assert (await kim.item(shopper.id))["labels"] == []


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "labels", {"labels": ["a" * 41]}),
        ("PUT", "labels", {"labels": [" "]}),
        ("PUT", "labels", {"labels": ["x"] * 21}),
        ("PUT", "labels", {}),
        ("POST", "read", {"seq": -1}),
        ("POST", "typing", {"on": "yes"}),
        ("POST", "claim", {}),
        ("POST", "claim", {"version": "1"}),
        ("POST", "claim", {"version": 1, "force": True}),
        ("POST", "replies", {"id": "a/b", "text": "x", "version": 1}),
        ("POST", "replies", {"id": "a" * 51, "text": "x", "version": 1}),
    ],
)
async def test_a_body_of_another_shape_is_refused(
    office: Office, mei: Colleague, method: str, path: str, body: dict[str, Any]
) -> None:
    shopper = await office.shopper()
    assert (await mei.refused(method, f"/conversations/{shopper.id}/{path}", **body))[0] == 422


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "", {}),
        ("POST", "/claim", {"version": 0}),
        ("POST", "/release", {"version": 0}),
        ("POST", "/assign", {"version": 0, "to": "mei"}),
        ("POST", "/give-back", {"version": 0}),
        ("POST", "/resolve", {"version": 0}),
        ("POST", "/reopen", {}),
        ("POST", "/replies", {"id": "1", "text": "x", "version": 0}),
        ("POST", "/notes", {"text": "x"}),
        ("PUT", "/labels", {"labels": []}),
        ("POST", "/read", {"seq": 1}),
        ("POST", "/typing", {"on": True}),
    ],
)
async def test_there_is_no_such_conversation(
    mei: Colleague, method: str, path: str, body: dict[str, Any]
) -> None:
    found = await mei.refused(method, f"/conversations/nowhere{path}", **body)
    assert found == (404, "not_found")


async def test_what_was_done_is_on_record(office: Office, mei: Colleague, lead: Colleague) -> None:
    shopper = await office.shopper()
    await mei.claim(shopper.id)
    await mei.reply(shopper.id, "My secret words")
    await mei.post(f"/conversations/{shopper.id}/notes", text="x")
    await mei.move(shopper.id, "resolve")
    items = (await lead.get("/audit"))["items"]
    found = [e["what"] for e in items if e["conversation"] == shopper.id]
    assert found == ["resolved", "noted", "replied", "claimed"]
    assert "secret" not in str(items)


async def test_who_goes_back_to_the_bot_leaves_the_queue(office: Office, mei: Colleague) -> None:
    shopper = await office.shopper()
    (waiting,) = [m for m in await office.world.history(shopper.headers) if m["buttons"]]
    (button,) = waiting["buttons"]
    assert button["title"] == "Continue with the bot"
    said = await shopper.press(button["id"])
    assert (said["handled_by"], len(said["replies"])) == ("bot", 1)
    assert (await mei.get("/conversations"))["items"] == []
    # Pressed again, from another tab, it changes nothing; and the bot never hears of it.
    assert (await shopper.press(button["id"]))["handled_by"] == "bot"
    assert [heard["text"] for heard in office.world.rasa.heard] == ["a person please"]
    history = (await mei.get(f"/conversations/{shopper.id}"))["history"]
    assert [(h["by"], h["after"]) for h in history] == [("bot", "queue"), ("shopper", "bot")]


async def test_the_title_of_the_button_typed_does_the_same(office: Office) -> None:
    shopper = await office.shopper()
    assert (await shopper.say("continue with the BOT"))["handled_by"] == "bot"


async def test_the_button_is_words_once_a_person_is_there(office: Office, mei: Colleague) -> None:
    shopper = await office.shopper()
    (waiting,) = [m for m in await office.world.history(shopper.headers) if m["buttons"]]
    await mei.claim(shopper.id)
    assert (await shopper.press(waiting["buttons"][0]["id"]))["handled_by"] == "staff"
    whole = await mei.get(f"/conversations/{shopper.id}")
    assert whole["messages"][-1]["text"] == "Continue with the bot"

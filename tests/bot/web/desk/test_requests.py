"""Requests: who sees them, that each is answered once, and that the shopper is told."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import Any

import pytest
from starlette.responses import Response

from actions.shop.order import RefundStatus
from bot.desk.accounts import Role
from tests.bot.web.conftest import says
from tests.bot.web.desk import shelves
from tests.bot.web.desk.conftest import Colleague, Office, Shopper
from tests.bot.web.desk.shelves import DEAR, SENT, order_of
from tests.bot.web.test_uploads import picture


@pytest.fixture
async def mei(office: Office) -> Colleague:
    return await office.colleague("mei")


@pytest.fixture
async def kim(office: Office) -> Colleague:
    return await office.colleague("kim")


async def come(office: Office, reason: str) -> Shopper:
    """A signed-in customer whom the bot hands over for this reason."""

    async def hand_over(body: dict[str, Any]) -> Response:
        handover: dict[str, Any] = {"reason": reason, "order": DEAR, "finding": None, "tried": []}
        return says("A colleague decides.", handover=handover)

    shelves.stock(office.world)
    office.world.rasa.script = hand_over
    token = office.world.customer_token(shelves.CUSTOMER)
    headers = await office.world.open(customer_token=token, locale="en")
    shopper = Shopper(office.world, headers, office.world.conversation(headers))
    assert (await shopper.say("my money back"))["handled_by"] == "queue"
    return shopper


@pytest.fixture
async def shopper(office: Office) -> Shopper:
    return await come(office, "approval")


@pytest.fixture
def asked(office: Office, shopper: Shopper) -> str:
    """The shopper's refund of 899.00, which a person decides."""
    return shelves.request(office.world, shopper.id, DEAR)


def only_refund(office: Office) -> tuple[str, Decimal]:
    """The one refund that counts."""
    (found,) = [
        refund
        for refund in order_of(office.world, DEAR).refunds
        if refund.status is not RefundStatus.REFUSED
    ]
    return str(found.status), found.amount


async def answer(who: Colleague, remedy: str, verb: str, **body: Any) -> Any:
    return await who.send("POST", f"/requests/{remedy}/{verb}", **body)


async def test_what_waits_is_listed_with_its_evidence(
    mei: Colleague, shopper: Shopper, asked: str
) -> None:
    (item,) = (await mei.get("/requests"))["items"]
    assert item.pop("at")
    assert item == {
        "remedy": asked,
        "kind": "refund",
        "order": DEAR,
        "conversation": shopper.id,
        "customer": "Lin Y***",
        "amount": "899.00",
        "currency": "CNY",
        "why": "over_limit",
        "detail": item["detail"],
        "uploads": [],
        "age_minutes": 0,
    }
    assert (await mei.get("/requests", state="answered"))["items"] == []
    assert await mei.refused("GET", "/requests?state=late") == (422, "invalid")


async def test_a_yes_is_done_and_told_and_gives_the_conversation_back(
    office: Office, mei: Colleague, shopper: Shopper, asked: str
) -> None:
    done = await answer(mei, asked, "approve")
    assert (done.status_code, done.json()["remedy"]["status"]) == (200, "done")
    assert only_refund(office) == ("sent", Decimal("899.00"))
    assert await shopper.handled_by() == "bot"
    told = [text for sender, text in await shopper.heard() if asked in text]
    assert len(told) == 2
    assert "approved" in told[0]
    (item,) = (await mei.get("/requests", state="answered"))["items"]
    assert (item["status"], item["by"]) == ("done", "mei")
    assert (await mei.get("/requests"))["items"] == []


async def test_a_no_is_told_with_its_reason(
    office: Office, mei: Colleague, shopper: Shopper, asked: str
) -> None:
    refused = await answer(mei, asked, "refuse", reason="The parcel arrives tomorrow")
    assert refused.json()["remedy"]["status"] == "refused"
    assert order_of(office.world, DEAR).refunded == 0
    assert "The parcel arrives tomorrow" in (await shopper.heard())[-1][1]
    assert await shopper.handled_by() == "bot"


async def test_less_may_be_given_but_never_more(office: Office, mei: Colleague, asked: str) -> None:
    for amount, code in (("899.01", "amount_above_paid"), ("0", "amount_not_positive")):
        more = await answer(mei, asked, "approve", amount=amount)
        assert (more.status_code, more.json()["error"]["code"]) == (422, code)
    assert len((await mei.get("/requests"))["items"]) == 1
    assert (await answer(mei, asked, "approve", amount="300.50")).is_success
    assert only_refund(office) == ("sent", Decimal("300.50"))


async def test_of_ten_answers_at_once_one_counts_and_the_others_are_told_which(
    office: Office, mei: Colleague, kim: Colleague, shopper: Shopper
) -> None:
    for _ in range(5):
        shelves.stock_anew(office.world)
        asked = shelves.request(office.world, shopper.id, DEAR)
        calls = [answer(who, asked, "approve") for who in (mei, kim) for _ in range(3)]
        calls += [answer(who, asked, "refuse", reason="no") for who in (mei, kim) for _ in range(2)]
        answers = await asyncio.gather(*calls)
        won = [a for a in answers if a.status_code == 200]
        assert len(won) == 1
        status = won[0].json()["remedy"]["status"]
        for lost in (a for a in answers if a.status_code != 200):
            error = lost.json()["error"]
            assert (lost.status_code, error["code"]) == (409, "answered")
            assert error["by"] in ("mei", "kim")
            assert error["status"] in ("approved", status)
        wanted = Decimal("899.00") if status == "done" else Decimal(0)
        assert order_of(office.world, DEAR).refunded == wanted
        told = [text for sender, text in await shopper.heard() if asked in text]
        assert len(told) == (2 if status == "done" else 1)


async def test_answered_again_it_tells_who_was_first(
    mei: Colleague, kim: Colleague, asked: str
) -> None:
    await answer(mei, asked, "refuse", reason="no")
    again = (await answer(kim, asked, "approve")).json()["error"]
    assert (again["code"], again["status"], again["by"]) == ("answered", "refused", "mei")
    assert again["at"]


async def test_it_is_judged_again_by_what_holds_now(
    office: Office, mei: Colleague, shopper: Shopper, asked: str
) -> None:
    shelves.refund_elsewhere(office.world, DEAR)
    late = await answer(mei, asked, "approve")
    assert (late.status_code, late.json()["error"]["code"]) == (422, "nothing_left_to_refund")
    assert len((await mei.get("/requests"))["items"]) == 1
    assert not [text for sender, text in await shopper.heard() if asked in text]


async def test_who_waits_for_something_else_goes_on_waiting(office: Office, mei: Colleague) -> None:
    shopper = await come(office, "asked_for")
    asked = shelves.request(office.world, shopper.id, DEAR)
    assert (await answer(mei, asked, "approve")).is_success
    assert await shopper.handled_by() == "queue"
    assert asked in str(await shopper.heard())


async def test_what_a_colleague_has_stays_with_them(
    office: Office, mei: Colleague, kim: Colleague, shopper: Shopper, asked: str
) -> None:
    await kim.claim(shopper.id)
    assert (await answer(mei, asked, "approve")).is_success
    item = await kim.item(shopper.id)
    assert (item["owner"], item["assignee"]) == ("staff", "kim")


async def test_of_two_requests_the_last_answer_gives_it_back(
    office: Office, mei: Colleague, shopper: Shopper, asked: str
) -> None:
    more = await mei.post(
        f"/conversations/{shopper.id}/remedies",
        number=SENT,
        kind="redirect",
        values={"address": {"province": "广东省", "city": "深圳市", "street": "科苑南路1号"}},
    )
    path = f"/conversations/{shopper.id}/remedies/{more['proposal']}"
    other = (await mei.post(path))["remedy"]["id"]
    lead = await office.colleague("lead", Role.SUPERVISOR)
    assert (await answer(lead, asked, "refuse", reason="no")).is_success
    assert await shopper.handled_by() == "queue"
    assert (await answer(lead, other, "refuse", reason="no")).is_success
    assert await shopper.handled_by() == "bot"


async def test_a_resolved_conversation_is_told_and_stays_resolved(
    mei: Colleague, shopper: Shopper, asked: str
) -> None:
    await mei.move(shopper.id, "resolve")
    assert (await answer(mei, asked, "approve")).is_success
    assert (await mei.item(shopper.id))["owner"] == "closed"
    assert asked in (await shopper.heard())[-1][1]


async def test_agents_do_not_approve_what_they_asked_for_themselves(
    office: Office, mei: Colleague, kim: Colleague, shopper: Shopper
) -> None:
    at = f"/conversations/{shopper.id}/remedies"
    shown = await mei.post(at, number=DEAR, kind="refund", values={"amount": "899.00"})
    asked = (await mei.post(f"{at}/{shown['proposal']}"))["remedy"]["id"]
    own = await answer(mei, asked, "approve")
    assert (own.status_code, own.json()["error"]["code"]) == (403, "own_request")
    assert only_refund(office) == ("requested", Decimal("899.00"))
    assert (await answer(kim, asked, "approve")).is_success
    assert only_refund(office) == ("sent", Decimal("899.00"))


async def test_supervisors_may(office: Office, shopper: Shopper) -> None:
    lead = await office.colleague("lead", Role.SUPERVISOR)
    at = f"/conversations/{shopper.id}/remedies"
    shown = await lead.post(at, number=DEAR, kind="refund", values={"amount": "899.00"})
    asked = (await lead.post(f"{at}/{shown['proposal']}"))["remedy"]["id"]
    assert (await answer(lead, asked, "approve")).is_success


async def test_every_answer_is_on_record(office: Office, mei: Colleague, asked: str) -> None:
    lead = await office.colleague("lead", Role.SUPERVISOR)
    await answer(mei, asked, "approve", amount="1000")
    await answer(mei, asked, "approve", amount="100")
    await answer(mei, asked, "refuse", reason="too late")
    found = (await lead.get("/audit", who="mei"))["items"]
    decided = [e for e in found if e["what"] in ("approved", "refused")]
    assert [(e["what"], e["subject"], e["detail"]["amount"]) for e in decided] == [
        ("approved", asked, "100")
    ]


@pytest.mark.parametrize(
    ("verb", "body", "found"),
    [
        ("approve", {"amount": "lots"}, (422, "invalid")),
        ("approve", {"amount": "NaN"}, (422, "invalid")),
        ("approve", {"amount": -1}, (422, "invalid")),
        ("approve", {"reason": "x"}, (422, "invalid")),
        ("refuse", {}, (422, "invalid")),
        ("refuse", {"reason": " \u200b "}, (422, "empty_text")),
        ("refuse", {"reason": "x" * 501}, (422, "invalid")),
    ],
)
async def test_answers_of_another_shape_are_refused(
    mei: Colleague, asked: str, verb: str, body: dict[str, Any], found: tuple[int, str]
) -> None:
    assert await mei.refused("POST", f"/requests/{asked}/{verb}", **body) == found


async def test_a_request_that_is_not_there_is_not_found(mei: Colleague) -> None:
    assert await mei.refused("POST", "/requests/R-0000-0000/approve") == (404, "not_found")
    found = await mei.refused("POST", "/requests/R-0000-0000/refuse", reason="no")
    assert found == (404, "not_found")


async def test_a_photo_is_shown_to_staff_only_and_as_nothing_but_a_picture(
    office: Office, mei: Colleague, shopper: Shopper
) -> None:
    files = {"file": ("a.jpg", picture())}
    sent = await office.world.http.post("/api/chat/uploads", files=files, headers=shopper.headers)
    upload = sent.json()["upload_id"]
    photo = await mei.http.get(f"/uploads/{upload}")
    assert photo.status_code == 200
    assert photo.content.startswith(b"\xff\xd8")
    assert photo.headers["content-type"] == "image/jpeg"
    assert photo.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in photo.headers["content-security-policy"]
    assert photo.headers["cache-control"] == "private, no-store"
    nobody = await office.hire("nobody")
    assert await nobody.refused("GET", f"/uploads/{upload}") == (401, "signed_out")


@pytest.mark.parametrize("upload", ["..%2F..%2Fshop.db", "0" * 32, "a", "%00", "0" * 31 + "G"])
async def test_a_photo_that_is_none_is_not_found(mei: Colleague, upload: str) -> None:
    assert await mei.refused("GET", f"/uploads/{upload}") == (404, "not_found")

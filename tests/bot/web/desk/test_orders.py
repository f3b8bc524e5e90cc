"""The order panel: what staff see of an order, what is revealed, and what they do for a shopper."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import Any

import pytest

from actions.shop.order import OrderStatus
from bot.desk.accounts import Role
from tests.bot.web.desk import shelves
from tests.bot.web.desk.conftest import Colleague, Office, Shopper
from tests.bot.web.desk.shelves import DEAR, EMAIL, OPEN, PHONE, SENT, STREET, order_of

SLOT = {"from": "09:00", "to": "12:00"}


@pytest.fixture
async def mei(office: Office) -> Colleague:
    return await office.colleague("mei")


@pytest.fixture
async def kim(office: Office) -> Colleague:
    return await office.colleague("kim")


@pytest.fixture
async def shopper(office: Office) -> Shopper:
    """A signed-in customer in the queue."""
    shelves.stock(office.world)
    token = office.world.customer_token(shelves.CUSTOMER)
    return await office.shopper(f"a person please {OPEN}", customer_token=token, locale="en")


async def view(who: Colleague, shopper: Shopper, number: str) -> Any:
    return await who.get(f"/conversations/{shopper.id}/orders/{number}")


async def propose(
    who: Colleague, shopper: Shopper, number: str, kind: str, **values: Any
) -> dict[str, Any]:
    path = f"/conversations/{shopper.id}/remedies"
    shown: dict[str, Any] = await who.post(path, number=number, kind=kind, values=values)
    return shown


async def do(who: Colleague, shopper: Shopper, proposal: str) -> Any:
    return await who.send("POST", f"/conversations/{shopper.id}/remedies/{proposal}")


async def test_an_order_is_shown_with_its_steps_and_findings(
    mei: Colleague, shopper: Shopper
) -> None:
    found = await view(mei, shopper, SENT)
    assert found["order"]["number"] == SENT
    assert [f["kind"] for f in found["order"]["findings"]] == ["nothing_wrong"]
    assert [(s["code"], s["state"]) for s in found["steps"]] == [
        ("ordered", "done"),
        ("paid", "done"),
        ("packed", "done"),
        ("shipped", "done"),
        ("delivered", "now"),
    ]
    assert found["requests"] == []


async def test_what_is_personal_is_masked_wherever_it_stands(
    mei: Colleague, shopper: Shopper
) -> None:
    shown = await propose(mei, shopper, SENT, "redirect", address={"street": "文一路1号"})
    assert (await do(mei, shopper, shown["proposal"])).is_success
    for seen in (str(await view(mei, shopper, SENT)), str(shown)):
        for secret in (PHONE, EMAIL, STREET, "林悦"):
            assert secret not in seen
    assert "文一路1号" in shown["text"]


async def test_what_may_be_done_is_what_the_policy_allows(mei: Colleague, shopper: Shopper) -> None:
    of_open = {c["kind"]: c for c in (await view(mei, shopper, OPEN))["can"]}
    assert {"refund", "cancel", "change_address", "reorder", "invoice"} <= set(of_open)
    assert not {"redirect", "reschedule", "return", "trace", "pay_link"} & set(of_open)
    assert of_open["change_address"]["options"] == {
        "address": {"country": "CN", "province": "浙江省", "city": "杭州市"}
    }
    of_sent = {c["kind"]: c for c in (await view(mei, shopper, SENT))["can"]}
    assert of_sent["refund"] == {
        "kind": "refund",
        "needs": ["amount"],
        "approval": False,
        "options": {"most": "199.00", "currency": "CNY"},
    }
    assert of_sent["reschedule"]["needs"] == ["slot"]
    assert of_sent["reschedule"]["options"]["windows"][0] == "09:00-12:00"
    of_dear = {c["kind"]: c for c in (await view(mei, shopper, DEAR))["can"]}
    assert of_dear["refund"]["approval"] is True
    assert "cancel" not in of_dear


@pytest.mark.parametrize("number", ["LK202600000000", "%20", "LK202611180001'--", "x" * 200])
async def test_an_order_that_is_not_there_is_not_found(
    mei: Colleague, shopper: Shopper, number: str
) -> None:
    at = f"/conversations/{shopper.id}"
    assert await mei.refused("GET", f"{at}/orders/{number}") == (404, "not_found")


async def test_only_orders_of_the_conversation_are_shown(
    office: Office, mei: Colleague, shopper: Shopper
) -> None:
    guest = await office.shopper()
    at = f"/conversations/{guest.id}"
    assert await mei.refused("GET", f"{at}/orders/{OPEN}") == (404, "not_found")
    body = {"number": OPEN, "field": "phone"}
    assert await mei.refused("POST", f"{at}/reveal", **body) == (404, "not_found")
    body = {"number": OPEN, "kind": "cancel"}
    assert await mei.refused("POST", f"{at}/remedies", **body) == (404, "not_found")


@pytest.mark.parametrize(
    ("field", "value"), [("phone", PHONE), ("email", EMAIL), ("address", STREET)]
)
async def test_what_is_revealed_is_written_down(
    office: Office, mei: Colleague, shopper: Shopper, field: str, value: str
) -> None:
    lead = await office.colleague("lead", Role.SUPERVISOR)
    at = f"/conversations/{shopper.id}/reveal"
    assert value in (await mei.post(at, number=OPEN, field=field))["value"]
    (entry,) = (await lead.get("/audit", what="revealed"))["items"]
    assert (entry["who"], entry["subject"], entry["detail"]) == ("mei", OPEN, {"field": field})
    assert value not in str(entry)


async def test_a_field_that_is_none_is_refused(mei: Colleague, shopper: Shopper) -> None:
    body = {"number": OPEN, "field": "password"}
    found = await mei.refused("POST", f"/conversations/{shopper.id}/reveal", **body)
    assert found == (422, "invalid")


async def test_a_remedy_is_shown_done_once_and_told_to_the_shopper(
    office: Office, mei: Colleague, shopper: Shopper
) -> None:
    shown = await propose(mei, shopper, SENT, "refund", amount="50.00", reason="late for a party")
    assert shown["effect"]["amount"] == "50.00"
    assert "50.00" in shown["text"]
    assert order_of(office.world, SENT).refunded == 0
    answers = await asyncio.gather(*[do(mei, shopper, shown["proposal"]) for _ in range(5)])
    assert {a.status_code for a in answers} == {200}
    assert len({a.json()["remedy"]["id"] for a in answers}) == 1
    remedy = answers[0].json()["remedy"]
    assert (remedy["by"], remedy["status"]) == ("staff", "done")
    assert order_of(office.world, SENT).refunded == Decimal("50.00")
    told = [text for sender, text in await shopper.heard() if remedy["id"] in text]
    assert len(told) == 1
    assert "50.00" in told[0]
    assert shelves.events_of(office.world, remedy["id"])[-1] == ("mei", "done")


async def test_what_was_shown_and_done_is_on_record(
    office: Office, mei: Colleague, shopper: Shopper
) -> None:
    lead = await office.colleague("lead", Role.SUPERVISOR)
    shown = await propose(mei, shopper, SENT, "refund", amount="50.00", reason="late for a party")
    await do(mei, shopper, shown["proposal"])
    await do(mei, shopper, shown["proposal"])
    items = (await lead.get("/audit"))["items"]
    assert [e["what"] for e in items if e["who"] == "mei"][:2] == ["remedy_done", "remedy_shown"]
    found = {e["what"]: e for e in items}
    assert found["remedy_shown"]["detail"]["reason"] == "late for a party"
    assert found["remedy_done"]["detail"]["proposal"] == shown["proposal"]
    assert [e["what"] for e in items].count("remedy_done") == 1


async def test_the_effect_is_told_in_the_language_of_the_console(
    mei: Colleague, shopper: Shopper
) -> None:
    assert (await propose(mei, shopper, OPEN, "cancel"))["text"].startswith("取消订单，退款")
    await mei.send("PATCH", "/me", locale="en")
    text = (await propose(mei, shopper, OPEN, "cancel"))["text"]
    assert text.startswith("The order is cancelled; ¥199.00 goes back to the bank card")


async def test_what_needs_approval_becomes_a_request(
    office: Office, mei: Colleague, shopper: Shopper
) -> None:
    shown = await propose(mei, shopper, DEAR, "refund", amount="899.00")
    assert shown["effect"]["approval"] is True
    remedy = (await do(mei, shopper, shown["proposal"])).json()["remedy"]
    assert (remedy["by"], remedy["status"]) == ("staff", "requested")
    assert [r["remedy"] for r in (await view(mei, shopper, DEAR))["requests"]] == [remedy["id"]]
    assert all(r.status.value == "requested" for r in order_of(office.world, DEAR).refunds)


async def test_an_order_that_moved_since_is_judged_again(
    office: Office, mei: Colleague, kim: Colleague, shopper: Shopper
) -> None:
    one = await propose(mei, shopper, OPEN, "cancel")
    two = await propose(kim, shopper, OPEN, "change_address", address={"street": "文一路1号"})
    assert (await do(mei, shopper, one["proposal"])).is_success
    late = await do(kim, shopper, two["proposal"])
    assert (late.status_code, late.json()["error"]["code"]) == (422, "already_cancelled")
    assert order_of(office.world, OPEN).status is OrderStatus.CANCELLED


async def test_an_effect_that_changed_is_shown_anew_and_not_done(
    office: Office, mei: Colleague, kim: Colleague, shopper: Shopper
) -> None:
    whole = await propose(mei, shopper, SENT, "refund")
    part = await propose(kim, shopper, SENT, "refund", amount="50.00")
    assert (await do(kim, shopper, part["proposal"])).is_success
    stale = await do(mei, shopper, whole["proposal"])
    error = stale.json()["error"]
    assert (stale.status_code, error["code"]) == (409, "changed")
    assert error["effect"]["amount"] == "149.00"
    assert order_of(office.world, SENT).refunded == Decimal("50.00")
    assert (await do(mei, shopper, error["proposal"])).is_success
    assert order_of(office.world, SENT).refunded == Decimal("199.00")


async def test_two_people_at_once_do_it_once(
    office: Office, mei: Colleague, kim: Colleague, shopper: Shopper
) -> None:
    one = await propose(mei, shopper, OPEN, "cancel")
    two = await propose(kim, shopper, OPEN, "cancel")
    await asyncio.gather(do(mei, shopper, one["proposal"]), do(kim, shopper, two["proposal"]))
    assert [r.kind.value for r in shelves.ledger_of(office.world, OPEN)] == ["cancel"]
    assert order_of(office.world, OPEN).refunded == Decimal("199.00")


@pytest.mark.parametrize(
    ("kind", "values", "code"),
    [
        ("refund", {"amount": "199.01"}, "amount_above_paid"),
        ("refund", {"amount": "0"}, "amount_not_positive"),
        ("refund", {"lines": [7]}, "unknown_line"),
        ("reschedule", {}, "slot_missing"),
        ("reschedule", {"slot": {"date": "2020-01-01", **SLOT}}, "slot_in_past"),
        (
            "redirect",
            {"address": {"street": "1", "city": "Oslo", "country": "NO"}},
            "other_country",
        ),
        ("invoice", {"email": "nobody"}, "email_invalid"),
        ("cancel", {}, "too_late"),
        ("substitute", {"sku": "'; DROP TABLE orders"}, "too_late"),
    ],
)
async def test_what_the_policy_refuses_is_said_in_words(
    office: Office, mei: Colleague, shopper: Shopper, kind: str, values: Any, code: str
) -> None:
    body = {"number": SENT, "kind": kind, "values": values}
    answer = await mei.send("POST", f"/conversations/{shopper.id}/remedies", **body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)
    assert len(answer.json()["error"]["message"]) > 5
    assert shelves.ledger_of(office.world, SENT) == ()


@pytest.mark.parametrize(
    "body",
    [
        {"number": OPEN, "kind": "give_everything"},
        {"number": OPEN, "kind": "refund", "values": {"amount": "1e9"}},
        {"number": OPEN, "kind": "refund", "values": {"amount": "-5"}},
        {"number": OPEN, "kind": "refund", "values": {"amount": 5}},
        {"number": OPEN, "kind": "refund", "values": {"amount": "5.001"}},
        {"number": OPEN, "kind": "refund", "values": {"lines": [-1]}},
        {"number": OPEN, "kind": "refund", "values": {"by": "owner"}},
        {"number": OPEN, "kind": "reschedule", "values": {"slot": {"date": "tomorrow", **SLOT}}},
        {"number": OPEN, "kind": "change_address", "values": {"address": "here"}},
        {"number": OPEN, "kind": "invoice", "values": {"text": "x" * 501}},
        {"number": "x" * 65, "kind": "refund"},
        {"kind": "refund"},
    ],
)
async def test_values_of_another_shape_are_refused(
    mei: Colleague, shopper: Shopper, body: dict[str, Any]
) -> None:
    path = f"/conversations/{shopper.id}/remedies"
    assert await mei.refused("POST", path, **body) == (422, "invalid")


async def test_a_proposal_of_another_conversation_or_of_none_is_gone(
    office: Office, mei: Colleague, shopper: Shopper
) -> None:
    shown = await propose(mei, shopper, OPEN, "cancel")
    token = office.world.customer_token("c1")
    other = await office.shopper(customer_token=token)
    for conversation, proposal in ((other.id, shown["proposal"]), (shopper.id, "P-0000-0000")):
        path = f"/conversations/{conversation}/remedies/{proposal}"
        assert await mei.refused("POST", path) == (409, "proposal_gone")
    assert shelves.ledger_of(office.world, OPEN) == ()


async def test_who_is_not_signed_in_does_nothing(office: Office, shopper: Shopper) -> None:
    nobody = await office.hire("nobody")
    for method, path in (
        ("GET", f"orders/{OPEN}"),
        ("POST", "reveal"),
        ("POST", "remedies"),
        ("POST", "remedies/P-0000-0000"),
    ):
        found = await nobody.refused(method, f"/conversations/{shopper.id}/{path}")
        assert found == (401, "signed_out")


async def test_a_guest_is_helped_with_the_order_the_conversation_is_about(
    office: Office, mei: Colleague, shopper: Shopper
) -> None:
    guest = await office.shopper(f"a person please {SENT}", locale="en")
    shown = await propose(mei, guest, SENT, "refund", amount="20.00")
    assert (await do(mei, guest, shown["proposal"])).is_success
    assert order_of(office.world, SENT).refunded == Decimal("20.00")

"""Accounts of the staff: who may make and change whose, and what stays on record."""

from __future__ import annotations

from typing import Any

import pytest

from bot.desk.accounts import Role
from tests.bot.web.desk.conftest import Colleague, Office


@pytest.fixture
async def lead(office: Office) -> Colleague:
    return await office.colleague("lead", Role.SUPERVISOR)


async def test_everybody_sees_who_works_here(office: Office, lead: Colleague) -> None:
    mei = await office.colleague("mei")
    assert (await mei.get("/staff"))["items"] == [
        {
            "name": name,
            "role": role,
            "presence": "available",
            "open": 0,
            "capacity": 5,
            "disabled": False,
        }
        for name, role in (("lead", "supervisor"), ("mei", "agent"))
    ]


async def test_a_supervisor_makes_an_account_whose_password_works(
    office: Office, lead: Colleague
) -> None:
    made = await lead.post("/staff", name="小梅", role="agent")
    assert made["staff"]["role"] == "agent"
    mei = Colleague("小梅", await office.browser(), made["password"])
    assert (await mei.sign_in()).status_code == 200


async def test_agents_manage_nobody(office: Office) -> None:
    mei = await office.colleague("mei")
    for method, path, body in (
        ("POST", "/staff", {"name": "x", "role": "agent"}),
        ("PATCH", "/staff/mei", {"role": "owner"}),
        ("GET", "/audit", {}),
    ):
        assert await mei.refused(method, path, **body) == (403, "role")
    assert len((await mei.get("/staff"))["items"]) == 1


async def test_nobody_gives_or_takes_a_role_above_their_own(
    office: Office, lead: Colleague
) -> None:
    await office.colleague("boss", Role.OWNER)
    await office.colleague("mei")
    for method, path, body in (
        ("POST", "/staff", {"name": "x", "role": "owner"}),
        ("PATCH", "/staff/mei", {"role": "owner"}),
        ("PATCH", "/staff/lead", {"role": "owner"}),
        ("PATCH", "/staff/boss", {"disabled": True}),
        ("PATCH", "/staff/boss", {"reset_password": True}),
    ):
        assert await lead.refused(method, path, **body) == (403, "role")


@pytest.mark.parametrize("name", ["", " ", "a" * 41, "a/b", "<b>", "x\n", "bot", "System", " a"])
async def test_what_is_no_name_is_refused(office: Office, lead: Colleague, name: str) -> None:
    assert await lead.refused("POST", "/staff", name=name, role="agent") == (422, "name")


async def test_two_people_cannot_have_one_name(office: Office, lead: Colleague) -> None:
    for name in ("lead", "LEAD"):
        refused = await lead.refused("POST", "/staff", name=name, role="agent")
        assert refused == (409, "name_taken")


@pytest.mark.parametrize("change", [{"disabled": True}, {"reset_password": True}])
async def test_who_loses_the_account_is_signed_out_at_once(
    office: Office, lead: Colleague, change: dict[str, Any]
) -> None:
    mei = await office.colleague("mei")
    answer = await lead.send("PATCH", "/staff/mei", **change)
    assert answer.status_code == 200
    assert await mei.refused("GET", "/me") == (401, "signed_out")
    assert (await mei.sign_in()).status_code == 401
    if "password" in answer.json():
        assert (await mei.sign_in(answer.json()["password"])).status_code == 200


async def test_a_role_counts_from_the_next_call_on(office: Office, lead: Colleague) -> None:
    mei = await office.colleague("mei")
    await lead.send("PATCH", "/staff/mei", role="supervisor")
    await mei.get("/audit")
    await lead.send("PATCH", "/staff/mei", role="agent")
    assert await mei.refused("GET", "/audit") == (403, "role")


async def test_somebody_who_manages_the_others_is_left(office: Office, lead: Colleague) -> None:
    for change in ({"role": "agent"}, {"disabled": True}):
        assert await lead.refused("PATCH", "/staff/lead", **change) == (409, "last_one")
    assert (await lead.get("/me"))["me"]["role"] == "supervisor"


async def test_nobody_has_this_name(lead: Colleague) -> None:
    assert await lead.refused("PATCH", "/staff/ghost", disabled=True) == (404, "not_found")


async def test_what_is_done_stays_on_record(office: Office, lead: Colleague) -> None:
    await lead.post("/staff", name="mei", role="agent")
    await lead.send("PATCH", "/staff/mei", role="supervisor")
    found = (await lead.get("/audit"))["items"]
    assert [(e["who"], e["what"], e["subject"]) for e in found] == [
        ("lead", "staff_changed", "mei"),
        ("lead", "staff_added", "mei"),
        ("lead", "signed_in", None),
        ("command", "staff_added", "lead"),
    ]
    assert found[0]["detail"] == {"role": "supervisor"}
    assert "password" not in str(found)


async def test_the_record_is_searched_by_who_what_and_when(office: Office, lead: Colleague) -> None:
    await office.colleague("mei")
    names = {e["who"] for e in (await lead.get("/audit", who="mei"))["items"]}
    assert names == {"mei"}
    kinds = {e["what"] for e in (await lead.get("/audit", what="staff_added"))["items"]}
    assert kinds == {"staff_added"}
    assert (await lead.get("/audit", to="2020-01-01"))["items"] == []
    assert len((await lead.get("/audit", **{"from": "2020-01-01T00:00:00Z"}))["items"]) == 4
    for name, value in (("from", "yesterday"), ("to", "2026-13-01"), ("after", "x")):
        assert (await lead.http.get("/audit", params={name: value})).status_code == 422


async def test_a_long_record_comes_in_pages(office: Office, lead: Colleague) -> None:
    for _ in range(60):
        for presence in ("away", "available"):
            await lead.send("PATCH", "/me", presence=presence)
    first = await lead.get("/audit")
    rest = await lead.get("/audit", after=first["next"])
    ids = [e["id"] for e in first["items"] + rest["items"]]
    assert len(first["items"]) == 100
    assert rest["next"] is None
    assert ids == sorted(set(ids), reverse=True)
    assert len(ids) == 122

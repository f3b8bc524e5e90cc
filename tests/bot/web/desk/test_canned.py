"""Canned replies: everybody uses them, supervisors write them, with known fields only."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from actions.shop.clock import Clock
from actions.shop.engine import make_engine
from bot.conversations.database import Store
from bot.desk.accounts import Role
from bot.desk.canned import FIELD, FIELDS, drop_canned, list_canned
from bot.migrations.running import migrate
from bot.text import HAN
from tests.bot.web.desk.conftest import Colleague, Office

REPLY = {"shortcut": "hello", "zh": "您好{name}", "en": "Hello {name}, order {order}, {date}"}


@pytest.fixture
async def lead(office: Office) -> Colleague:
    return await office.colleague("lead", Role.SUPERVISOR)


async def test_what_a_supervisor_writes_everybody_uses(office: Office, lead: Colleague) -> None:
    mei = await office.colleague("mei")
    made = (await lead.post("/canned", **REPLY))["canned"]
    await lead.post("/canned", **{**REPLY, "shortcut": "bye"})
    assert [c["shortcut"] for c in (await mei.get("/canned"))["items"]] == ["bye", "hello"]
    changed = await lead.send("PUT", f"/canned/{made['id']}", **{**REPLY, "en": "Hi"})
    assert changed.json()["canned"] == {**REPLY, "id": made["id"], "en": "Hi"}
    assert (await lead.send("DELETE", f"/canned/{made['id']}")).status_code == 204
    assert [c["shortcut"] for c in (await mei.get("/canned"))["items"]] == ["bye"]
    audited = (await lead.get("/audit", what="canned_changed"))["items"]
    assert [(e["subject"], e["detail"]["how"]) for e in audited] == [
        ("hello", "dropped"),
        ("hello", "changed"),
        ("bye", "added"),
        ("hello", "added"),
    ]


async def test_agents_write_none(office: Office, lead: Colleague) -> None:
    mei = await office.colleague("mei")
    made = (await lead.post("/canned", **REPLY))["canned"]
    for method, path in (("POST", ""), ("PUT", f"/{made['id']}"), ("DELETE", f"/{made['id']}")):
        assert await mei.refused(method, f"/canned{path}", **REPLY) == (403, "role")
    assert len((await mei.get("/canned"))["items"]) == 1


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"shortcut": ""}, (422, "shortcut")),
        ({"shortcut": "two words"}, (422, "shortcut")),
        ({"shortcut": "/x"}, (422, "shortcut")),
        ({"shortcut": "x" * 41}, (422, "invalid")),
        ({"zh": "您好{phone}"}, (422, "field")),
        ({"en": "Hello {}"}, (422, "field")),
        ({"en": "{name.__class__}"}, (422, "field")),
        ({"en": " "}, (422, "empty_text")),
        ({"zh": "x" * 4001}, (422, "too_long")),
        ({"en": None}, (422, "invalid")),
        ({"more": "x"}, (422, "invalid")),
    ],
)
async def test_what_cannot_be_used_is_refused(
    lead: Colleague, change: dict[str, Any], found: tuple[int, str]
) -> None:
    assert await lead.refused("POST", "/canned", **{**REPLY, **change}) == found
    assert (await lead.get("/canned"))["items"] == []


async def test_a_shortcut_names_one_reply(lead: Colleague) -> None:
    sent = [lead.send("POST", "/canned", **{**REPLY, "shortcut": s}) for s in ("hi", "HI", "hi")]
    assert sorted(a.status_code for a in await asyncio.gather(*sent)) == [201, 409, 409]
    other = (await lead.post("/canned", **REPLY))["canned"]
    taken = await lead.refused("PUT", f"/canned/{other['id']}", **{**REPLY, "shortcut": "hi"})
    assert taken == (409, "shortcut_taken")


@pytest.mark.parametrize("reply", ["0", "999999999999", "-1", "x"])
async def test_a_reply_that_is_not_there_is_not_found(lead: Colleague, reply: str) -> None:
    for method in ("PUT", "DELETE"):
        assert await lead.refused(method, f"/canned/{reply}", **REPLY) == (404, "not_found")


def test_a_new_desk_begins_with_a_handful_in_both_languages(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'shop.db'}")
    migrate(engine)
    store = Store(engine, Clock())
    found = list_canned(store)
    assert 5 <= len(found) <= 12
    for reply in found:
        assert HAN.search(reply.wording.zh)
        assert not HAN.search(reply.wording.en)
        used = {*FIELD.findall(reply.wording.zh), *FIELD.findall(reply.wording.en)}
        assert used <= FIELDS
    # What is dropped does not come back with the next start.
    assert drop_canned(store, found[0].id, "lead")
    migrate(engine)
    assert len(list_canned(store)) == len(found) - 1
    engine.dispose()

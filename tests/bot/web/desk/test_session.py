"""Signing in at the desk: cookies, the token beside them, locks, and who may do what."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.desk.accounts import Role
from bot.desk.signing_in import LOCK, LONGEST, UNUSED
from bot.desk.tables import staff_sessions, wrong_passwords
from tests.bot.web.desk.conftest import Colleague, Office

ME = {"name": "mei", "role": "agent", "presence": "available", "capacity": 5, "locale": "zh"}


async def test_who_signs_in_is_told_who_they_are(office: Office) -> None:
    mei = await office.hire("mei")
    answer = await mei.sign_in()
    assert answer.json()["me"] == ME
    assert await mei.get("/me") == answer.json()


async def test_the_cookie_is_for_this_site_alone_and_not_for_scripts(office: Office) -> None:
    mei = await office.hire("mei")
    cookie = (await mei.sign_in()).headers["set-cookie"]
    for part in ("desk_session=", "HttpOnly", "SameSite=strict", "Path=/"):
        assert part in cookie
    assert "Secure" not in cookie


async def test_the_cookie_of_a_secure_page_is_for_secure_pages(office: Office) -> None:
    mei = await office.hire("mei")
    mei.http.headers["X-Forwarded-Proto"] = "https"
    assert "Secure" in (await mei.sign_in()).headers["set-cookie"]


@pytest.mark.parametrize(
    ("name", "password"), [("mei", "wrong"), ("nobody", "wrong"), ("MEI", None)]
)
async def test_a_wrong_name_and_a_wrong_password_look_alike(
    office: Office, name: str, password: str | None
) -> None:
    mei = await office.hire("mei")
    mei.name = name
    answer = await mei.sign_in(password)
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "wrong_password")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("name", ["mei", "nobody"])
async def test_five_wrong_passwords_lock_the_name_for_a_while(office: Office, name: str) -> None:
    mei = await office.hire("mei")
    mei.name = name
    for _ in range(5):
        assert (await mei.sign_in("wrong")).status_code == 401
    locked = await mei.sign_in()
    assert (locked.status_code, locked.json()["error"]["code"]) == (429, "locked")
    assert 0 < int(locked.headers["retry-after"]) <= LOCK.total_seconds() + 1


async def test_the_lock_opens_after_its_time(office: Office) -> None:
    mei = await office.hire("mei")
    for _ in range(5):
        await mei.sign_in("wrong")
    with office.world.store.write() as connection:
        at = office.world.store.now() - LOCK
        connection.execute(update(wrong_passwords).values(at=at))
    assert (await mei.sign_in()).status_code == 200


async def test_the_right_password_forgives_the_wrong_ones(office: Office) -> None:
    mei = await office.hire("mei")
    for _ in range(3):
        for _ in range(4):
            assert (await mei.sign_in("wrong")).status_code == 401
        assert (await mei.sign_in()).status_code == 200


async def test_passwords_tried_at_once_are_counted_one_by_one(office: Office) -> None:
    import asyncio

    mei = await office.hire("mei")
    answers = await asyncio.gather(*[mei.sign_in("wrong") for _ in range(12)])
    assert sorted(a.status_code for a in answers) == [401] * 5 + [429] * 7


@pytest.mark.parametrize("cookie", ["", "forged", "a" * 5000, "\u00e9"])
async def test_a_forged_cookie_opens_nothing(office: Office, cookie: str) -> None:
    browser = await office.browser()
    headers = {b"Cookie": f"desk_session={cookie}".encode()}
    answer = await browser.get("/me", headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "signed_out")


@pytest.mark.parametrize(("column", "after"), [("used_at", UNUSED), ("opened_at", LONGEST)])
async def test_a_session_ends_by_itself(office: Office, column: str, after: timedelta) -> None:
    mei = await office.colleague("mei")
    ago = office.world.store.now() - after
    with office.world.store.write() as connection:
        connection.execute(update(staff_sessions).values(**{column: ago}))
    assert await mei.refused("GET", "/me") == (401, "signed_out")


async def test_a_session_that_is_used_goes_on(office: Office) -> None:
    mei = await office.colleague("mei")
    almost = office.world.store.now() - UNUSED + timedelta(minutes=5)
    for _ in range(2):
        with office.world.store.write() as connection:
            connection.execute(update(staff_sessions).values(used_at=almost))
        await mei.get("/me")
        with office.world.store.read() as connection:
            used = connection.execute(staff_sessions.select()).mappings().one()["used_at"]
        assert used > almost + timedelta(hours=1)


async def test_who_signs_out_is_out(office: Office) -> None:
    mei = await office.colleague("mei")
    token = mei.http.cookies["desk_session"]
    assert (await mei.send("POST", "/sign-out")).status_code == 204
    again = await mei.http.get("/me", headers={"Cookie": f"desk_session={token}"})
    assert again.status_code == 401


@pytest.mark.parametrize("token", [None, "", "wrong", "é"])
async def test_nothing_is_changed_without_the_token_beside_the_cookie(
    office: Office, token: str | None
) -> None:
    mei = await office.colleague("mei")
    headers = {} if token is None else {b"X-CSRF-Token": token.encode()}
    del mei.http.headers["X-CSRF-Token"]
    answer = await mei.http.patch("/me", json={"capacity": 9}, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "csrf")
    assert (await mei.get("/me"))["me"]["capacity"] == 5


async def test_the_token_of_another_session_is_no_good(office: Office) -> None:
    mei, kim = await office.colleague("mei"), await office.colleague("kim")
    mei.http.headers["X-CSRF-Token"] = kim.http.headers["X-CSRF-Token"]
    assert await mei.refused("PATCH", "/me", capacity=9) == (403, "csrf")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://shop.example"])
async def test_pages_of_other_sites_may_not_call(office: Office, origin: str) -> None:
    mei = await office.colleague("mei")
    mei.http.headers["Origin"] = origin
    assert await mei.refused("PATCH", "/me", capacity=9) == (403, "origin")
    mei.http.headers["Origin"] = office.world.url
    assert (await mei.send("PATCH", "/me", capacity=9)).status_code == 200


async def test_everybody_sets_their_own_presence_room_and_language(office: Office) -> None:
    mei = await office.colleague("mei")
    changed = {"presence": "away", "capacity": 2, "locale": "en"}
    answer = await mei.send("PATCH", "/me", **changed)
    assert answer.json()["me"] == {**ME, **changed}
    assert (await mei.get("/me"))["me"] == {**ME, **changed}


@pytest.mark.parametrize(
    "body",
    [
        {"presence": "asleep"},
        {"capacity": 0},
        {"capacity": 51},
        {"capacity": "5"},
        {"locale": "fr"},
        {"role": "owner"},
        {"name": "owner"},
    ],
)
async def test_what_cannot_be_set_is_refused(office: Office, body: dict[str, Any]) -> None:
    mei = await office.colleague("mei")
    assert (await mei.send("PATCH", "/me", **body)).status_code == 422
    assert (await mei.get("/me"))["me"] == ME


async def test_a_password_of_ones_own_ends_the_other_sessions(office: Office) -> None:
    mei = await office.colleague("mei")
    elsewhere = Colleague("mei", await office.browser(), mei.password)
    await elsewhere.sign_in()
    assert await mei.refused("POST", "/me/password", old="wrong", new="x" * 12) == (
        401,
        "wrong_password",
    )
    assert (await mei.refused("POST", "/me/password", old=mei.password, new="short"))[0] == 422
    assert (
        await mei.send("POST", "/me/password", old=mei.password, new="correct horse")
    ).status_code == 204
    await mei.get("/me")
    assert await elsewhere.refused("GET", "/me") == (401, "signed_out")
    assert (await elsewhere.sign_in()).status_code == 401
    assert (await elsewhere.sign_in("correct horse")).status_code == 200


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"name": 5}', b'{"name":"a"}'])
async def test_a_body_of_another_shape_signs_nobody_in(office: Office, body: bytes) -> None:
    answer = await (await office.browser()).post("/sign-in", content=body)
    assert answer.status_code in (400, 422)


async def test_the_first_account_is_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.commands.staff import first_account
    from bot.settings import load_settings

    settings = load_settings({"VAR_DIR": str(tmp_path)})
    told = first_account(settings)
    assert told is not None
    assert "supervisor" in told
    assert first_account(settings) is None


async def test_an_owner_may_do_what_agents_may(office: Office) -> None:
    boss = await office.colleague("boss", Role.OWNER)
    assert [each["name"] for each in (await boss.get("/staff"))["items"]] == ["boss"]

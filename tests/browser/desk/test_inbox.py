"""The inbox of the console: views, search, keys, and 500 conversations."""

from __future__ import annotations

import time

from playwright.sync_api import expect

from tests.browser.desk import story
from tests.browser.desk.agent import Agent
from tests.browser.desk.conftest import SignIn
from tests.browser.desk.scripted_desk import ScriptedDesk


def focused(agent: Agent) -> str:
    return str(agent.page.evaluate("document.activeElement.className || document.activeElement.id"))


def test_a_wrong_password_is_said_and_the_right_one_goes_on(
    sign_in: SignIn, desk: ScriptedDesk
) -> None:
    agent = sign_in()
    agent.page.context.clear_cookies()
    agent.page.reload()
    agent.page.locator("input[name=name]").fill("Mei")
    agent.page.locator("input[name=password]").fill("guess")
    agent.page.keyboard.press("Enter")
    expect(agent.page.get_by_role("alert")).to_have_text("Name or password is not right.")
    agent.sign_in()


def test_the_queue_shows_who_waits_how_long_and_what_is_late(
    sign_in: SignIn, desk: ScriptedDesk
) -> None:
    for talk, mood in [("c2", "angry"), ("c4", "calm")]:
        desk.item(talk)["mood"] = mood
    agent = sign_in()
    expect(agent.rows).to_have_count(4)
    first = agent.rows.first
    expect(first).to_contain_text("LK202611162687")
    before = first.locator("time").inner_text()
    expect(first.locator("time")).not_to_have_text(before)
    expect(first.locator(".due")).to_contain_text("late")
    expect(agent.page.get_by_role("option", name="Angry")).to_have_count(1)
    expect(agent.page).to_have_title("(4) Desk")


def test_keys_go_through_the_list_claim_write_and_search(
    sign_in: SignIn, desk: ScriptedDesk
) -> None:
    agent = sign_in()
    expect(agent.rows).to_have_count(4)
    keys = agent.page.keyboard
    keys.press("j")
    keys.press("j")
    expect(agent.page.locator("#row-c2")).to_have_attribute("aria-selected", "true")
    expect(agent.log).to_contain_text("takes too long <b>!</b>")
    keys.press("k")
    expect(agent.page.locator("#row-c1")).to_have_attribute("aria-selected", "true")
    expect(agent.log).to_contain_text("太慢了")
    keys.press("c")
    expect(agent.owner).to_have_text("With you")
    expect(agent.box).to_be_focused()
    keys.type("jkc/?")
    expect(agent.box).to_have_value("jkc/?")
    agent.box.fill("")
    keys.press("Escape")
    expect(agent.talk).to_be_focused()
    keys.press("n")
    expect(agent.page.locator(".composer.note textarea")).to_be_focused()
    keys.press("Escape")
    keys.press("o")
    expect(agent.order).to_have_count(0)
    keys.press("2")
    expect(agent.page.get_by_role("tab", name="Mine")).to_have_attribute("aria-selected", "true")
    expect(agent.rows).to_have_count(1)
    keys.press("/")
    assert focused(agent) == "el-input__inner"
    keys.type("nobody")
    expect(agent.page.locator(".empty.over")).to_have_text("Nothing fits your search.")
    keys.press("Escape")
    assert focused(agent) == "rows"
    keys.press("?")
    expect(agent.window).to_contain_text("next conversation")
    keys.press("Escape")
    expect(agent.page.locator(".el-overlay")).to_be_hidden()


def test_arrows_move_in_the_list_and_in_the_tabs(sign_in: SignIn, desk: ScriptedDesk) -> None:
    agent = sign_in()
    expect(agent.rows).to_have_count(4)
    agent.list.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        agent.page.keyboard.press(key)
    expect(agent.list).to_have_attribute("aria-activedescendant", "row-c2")
    agent.page.get_by_role("tab", name="Queue").focus()
    agent.page.keyboard.press("ArrowRight")
    agent.page.keyboard.press("ArrowRight")
    expect(agent.page.get_by_role("tab", name="All")).to_be_focused()
    expect(agent.rows).to_have_count(4)


def test_filters_narrow_the_list_and_are_cleared(sign_in: SignIn, desk: ScriptedDesk) -> None:
    desk.item("c3")["labels"] = ["fragile"]
    agent = sign_in().press("Filters")
    agent.page.get_by_label("Label", exact=True).fill("fragile")
    agent.page.keyboard.press("Tab")
    expect(agent.rows).to_have_count(1)
    agent.press("Clear filters")
    expect(agent.rows).to_have_count(4)


def test_500_conversations_stay_quick(sign_in: SignIn, desk: ScriptedDesk) -> None:
    for number in range(5, 501):
        desk.talks_by_id[f"c{number}"] = story.talk(number, "en")
    agent = sign_in()
    expect(agent.page.get_by_role("tab", name="Queue")).to_contain_text("500")
    began = time.monotonic()
    while agent.page.locator("#row-c500").count() == 0 and time.monotonic() < began + 20:
        agent.list.press("End")
    expect(agent.page.locator("#row-c500")).to_be_visible()
    assert agent.rows.count() < 40
    agent.list.press("Home")
    expect(agent.page.locator("#row-c1")).to_be_visible()
    began = time.monotonic()
    for _ in range(20):
        agent.page.keyboard.press("j")
    expect(agent.page.locator("#row-c21")).to_have_attribute("aria-selected", "true")
    assert time.monotonic() - began < 6


def test_what_happens_elsewhere_is_seen_without_asking(sign_in: SignIn, desk: ScriptedDesk) -> None:
    agent = sign_in().open("c1")
    desk.says("c1", "shopper", "Are you there?")
    expect(agent.log).to_contain_text("Are you there?")
    expect(agent.row("Are you there?")).to_have_count(1)
    desk.move("c2", "staff", "Lin")
    expect(agent.rows).to_have_count(3)
    desk.emit("typing", {"conversation": "c1", "who": "shopper", "on": True})
    expect(agent.page.locator(".typing")).to_have_text("The shopper is typing …")
    desk.emit("assigned", {"conversation": "c3"})
    expect(agent.told).to_contain_text("A conversation was assigned to you.")

"""Staff and shoppers on the real product: who takes over, what reaches whom, who is told what."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from bot.desk.accounts import Role
from tests.browser.conftest import Opened
from tests.browser.desk.agent import Agent
from tests.browser.measures import serious
from tests.browser.product.desk import at_the_desk, calls_a_person, click_at_once, turns
from tests.browser.product.product import Product

AFTER_A_CRASH_MS = 45_000
PERSON = "I want to talk to a person"


@pytest.fixture
def mei(open_page: Opened, product: Product) -> Agent:
    return at_the_desk(open_page, product, "Mei")


def takes(agent: Agent, words: str) -> Agent:
    """The conversation in which this was said last."""
    agent.row(words).click()
    expect(agent.log).to_contain_text(words)
    return agent.claim()


def test_two_agents_and_a_supervisor_help_three_shoppers_at_once(
    open_page: Opened, product: Product, mei: Agent
) -> None:
    lin = at_the_desk(open_page, product, "Lin")
    sun = at_the_desk(open_page, product, "Sun", Role.SUPERVISOR, locale="zh-CN")
    he = calls_a_person(open_page, "he-jingyi", "快递说地址不对，送不到", "转人工", locale="zh-CN")
    james = calls_a_person(open_page, "james-carter", "My payment keeps failing", PERSON)
    tom = calls_a_person(open_page, "tom-fletcher", f"{PERSON} <b>now</b>")
    for agent in (mei, lin, sun):
        expect(agent.rows).to_have_count(3)
    expect(sun.page).to_have_title(re.compile(r"^\(3\)"))

    # Whoever comes second is told who came first.
    for agent in (mei, lin):
        agent.row("J").first.click()
        expect(agent.log).to_contain_text("My payment keeps failing")
        expect(agent.page.locator(".summary")).to_contain_text("Payment failed")
    click_at_once(*(agent.head.get_by_role("button", name="Claim") for agent in (mei, lin)))
    for agent in (mei, lin):
        expect(agent.owner).to_contain_text("With")
    first, second = (mei, lin) if mei.owner.inner_text() == "With you" else (lin, mei)
    expect(second.owner).to_have_text(f"With {first.name}")
    expect(second.page.locator(".locked")).to_contain_text(f"{first.name} has this conversation")
    expect(james.panel).to_have_attribute("data-handled-by", "staff")

    # A note stays at the desk, a reply goes out, and neither is read as HTML.
    first.keep_note("Pays late <i>often</i>")
    first.press("Reply").write("Hello James <script>alert(1)</script>, which card is it?")
    james.reads("Hello James <script>alert(1)</script>, which card is it?")
    james.say("A <b>blue</b> one")
    expect(first.log).to_contain_text("A <b>blue</b> one")
    assert first.log.locator("b").count() == 0
    assert "Pays late" not in james.chat.inner_text()

    # The second takes another one, in another language, at the same time.
    takes(second, "转人工").write("您好，我来帮您改地址。")
    he.reads("您好，我来帮您改地址。")
    he.say("谢谢")
    expect(second.log).to_contain_text("谢谢")

    # The supervisor sees it all, and gives the third to somebody.
    expect(sun.rows).to_have_count(1)
    sun.row("<b>now</b>").click()
    sun.head.get_by_role("button", name="更多").click()
    sun.page.get_by_role("menuitem", name="转给").click()
    sun.window.get_by_text(first.name, exact=True).click()
    sun.window.get_by_role("button", name="转给").click()
    expect(sun.owner).to_contain_text(first.name)
    expect(tom.panel).to_have_attribute("data-handled-by", "staff")
    expect(first.page.get_by_role("tab", name="Mine")).to_contain_text("2")


def test_the_bot_goes_on_when_it_is_given_back_and_after_it_was_resolved(
    open_page: Opened, mei: Agent
) -> None:
    james = calls_a_person(open_page, "james-carter", "My payment keeps failing", PERSON)
    takes(mei, PERSON).write("One moment")
    james.reads("One moment")
    answers = james.log.locator(".message.bot").count()
    mei.press("Give to the assistant")
    expect(mei.owner).to_have_text("With the assistant")
    expect(james.panel).to_have_attribute("data-handled-by", "bot")
    james.say("can I pay again?")
    expect(james.log.locator(".message.bot")).not_to_have_count(answers)
    expect(mei.log).to_contain_text("can I pay again?")
    mei.claim().press("Resolve")
    mei.window.get_by_role("button", name="Resolve").click()
    expect(mei.owner).to_have_text("Resolved")
    expect(mei.page.locator(".locked")).to_contain_text("This conversation is resolved.")
    mei.press("Reopen")
    expect(mei.owner).to_have_text("With you")


def test_what_was_written_to_a_conversation_that_went_elsewhere_is_kept(
    open_page: Opened, product: Product, mei: Agent
) -> None:
    sun = at_the_desk(open_page, product, "Sun", Role.SUPERVISOR)
    tom = calls_a_person(open_page, "tom-fletcher", PERSON)
    takes(mei, PERSON)
    network = mei.page.context
    network.set_offline(True)
    mei.write("Your parcel is on its way")
    mei.box.fill("and will be there")
    sun.page.get_by_role("tab", name="All").click()
    sun.row(PERSON).click()
    sun.more("Back to the queue")
    sun.claim().write("Hello, Sun here")
    tom.reads("Hello, Sun here")
    network.set_offline(False)
    expect(mei.owner).to_have_text("With Sun")
    expect(mei.box).to_have_value("Your parcel is on its way\nand will be there")
    expect(mei.box).not_to_be_editable()
    assert "on its way" not in tom.log.inner_text()


def test_what_somebody_who_vanished_had_goes_back_to_the_queue(
    open_page: Opened, product: Product, mei: Agent
) -> None:
    lin = at_the_desk(open_page, product, "Lin")
    turns(mei, "available")
    tom = calls_a_person(open_page, "tom-fletcher", PERSON, until="staff")
    expect(mei.told).to_contain_text("A conversation was assigned to you.")
    expect(mei.page.get_by_role("tab", name="Mine")).to_contain_text("1")
    tom.reads("Mei has joined the chat.")
    mei.page.context.close()
    product.wait(timedelta(minutes=4))
    lin.page.reload()  # whose console is open is noted every few seconds: also in the new time
    expect(lin.rows).to_have_count(1)
    takes(lin, PERSON).write("Lin here, I go on")
    tom.reads("Lin here, I go on")


def test_a_door_that_dies_loses_and_doubles_nothing(
    open_page: Opened, product: Product, mei: Agent
) -> None:
    tom = calls_a_person(open_page, "tom-fletcher", PERSON)
    takes(mei, PERSON).write("Before")
    tom.reads("Before")
    product.kill_door()
    expect(mei.page.locator(".line-down")).to_be_visible()
    mei.write("In the dark")
    mei.box.fill("Half a sen")
    product.wait_until_ready()
    expect(mei.page.locator(".line-down")).to_be_hidden(timeout=AFTER_A_CRASH_MS)
    mei.has_said("Before", "In the dark")
    tom.reads("In the dark")
    expect(tom.log.get_by_text("In the dark", exact=True)).to_have_count(1)
    expect(mei.box).to_have_value("Half a sen")


def test_wrong_passwords_lock_the_account_for_a_while(open_page: Opened, product: Product) -> None:
    password = product.hire("Kai", Role.AGENT)
    page = open_page("/desk")
    page.locator("input[name=name]").fill("Kai")
    alert = page.get_by_role("alert")
    for _ in range(5):
        page.locator("input[name=password]").fill("guess")
        page.keyboard.press("Enter")
        expect(alert).to_be_visible()
        expect(page.locator("form button[type=submit]")).to_be_enabled()
    page.locator("input[name=password]").fill(password)
    page.keyboard.press("Enter")
    expect(alert).to_contain_text("Too many")
    expect(page.get_by_role("navigation")).to_have_count(0)


def test_axe_finds_nothing_serious_at_the_desk(open_page: Opened, product: Product) -> None:
    page = open_page("/desk", locale="zh-CN", reduced_motion="reduce")
    assert serious(page) == []
    agent = Agent(page, "Sun", product.hire("Sun", Role.SUPERVISOR)).sign_in()
    turns(agent, "away")
    shopper = calls_a_person(open_page, "he-jingyi", "快递地址不对", "转人工", locale="zh-CN")
    expect(agent.rows).to_have_count(1)
    agent.page.keyboard.press("j")
    expect(agent.log).to_contain_text("快递地址不对")
    agent.page.keyboard.press("c")
    expect(agent.box).to_be_focused()
    agent.write("您好 <3")
    shopper.reads("您好 <3")
    found = serious(page)
    for room in ("requests", "canned", "staff", "audit"):
        page.locator(f".rail a[href='#/{room}']").click()
        expect(page.locator(".room h1")).to_be_visible()
        found += serious(page)
    assert found == []

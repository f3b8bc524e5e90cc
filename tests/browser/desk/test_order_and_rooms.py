"""The order beside the conversation, and the rooms other than the inbox."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.desk.conftest import SignIn
from tests.browser.desk.scripted_desk import ScriptedDesk
from tests.browser.measures import serious

LOOKS = [("zh-CN", "light", 1280, 800), ("en-GB", "dark", 390, 844)]


def test_the_order_tells_what_is_wrong_and_hides_what_is_personal(
    sign_in: SignIn, desk: ScriptedDesk
) -> None:
    agent = sign_in().open("c1")
    expect(agent.order).to_contain_text("Cause: shopper")
    expect(agent.order).to_contain_text("Missing: building, room")
    expect(agent.order.locator(".steps .stuck")).to_contain_text("Shipped")
    expect(agent.order).to_contain_text("138****5678")
    agent.press("Show phone in full (this is recorded)")
    expect(agent.order).to_contain_text("13812345678")
    assert "POST conversations/c1/reveal" in desk.calls


def test_a_remedy_is_shown_before_it_is_done_once(sign_in: SignIn, desk: ScriptedDesk) -> None:
    agent = sign_in().open("c1").claim()
    agent.order.get_by_role("button", name="Redirect parcel").click()
    window = agent.window
    window.get_by_role("button", name="See the effect").click()
    expect(window.get_by_text("Please fill this in")).to_have_count(2)
    window.get_by_label("Recipient").fill("何静怡")
    window.get_by_label("Street, building, room").fill("文三路 5 号")
    window.get_by_role("button", name="See the effect").click()
    expect(window).to_contain_text("The parcel goes to the new address.")
    expect(window.locator("ins")).to_contain_text("文三路 5 号")
    window.get_by_role("button", name="Do it").dblclick()
    expect(window).to_contain_text("Done. Reference R-NEW1-NEW1")
    assert desk.calls.count("POST conversations/c1/remedies/o-1") == 1


def test_what_speaks_against_a_remedy_stands_beside_it(sign_in: SignIn, desk: ScriptedDesk) -> None:
    agent = sign_in().open("c1")
    agent.order.get_by_role("button", name="Refund needs approval").click()
    for amount, words in [("ten", "Give an amount"), ("999", "At most 427.00 CNY can go back.")]:
        agent.window.get_by_label("Amount (CNY)").fill(amount)
        agent.page.keyboard.press("Enter")
        expect(agent.window).to_contain_text(words)


def test_a_request_is_approved_for_less_or_refused_with_a_reason(
    sign_in: SignIn, desk: ScriptedDesk
) -> None:
    agent = sign_in("Sun").room("Requests")
    refund = agent.page.locator(".request").filter(has_text="LK202611162687").first
    expect(refund).to_contain_text("Above the amount that is refunded without a person")
    refund.get_by_role("button", name="Approve less …").click()
    for amount in ("900", "500"):
        agent.window.get_by_label("Amount (CNY)").fill(amount)
        agent.page.keyboard.press("Enter")
    expect(agent.told).to_contain_text("Approved. The shopper was told.")
    expect(agent.page.locator(".request")).to_have_count(1)
    agent.page.get_by_role("button", name="Refuse …").click()
    agent.window.get_by_role("button", name="Refuse this request").click()
    expect(agent.window).to_contain_text("Please give a reason.")
    agent.window.get_by_label("Reason, as the shopper will read it").fill("No proof")
    agent.window.get_by_role("button", name="Refuse this request").click()
    expect(agent.page.locator(".empty")).to_have_text("Nothing waits for a decision.")
    assert desk.requests["R-SJ92-QCUR"]["amount"] == "500.00"


def test_a_request_that_somebody_answered_is_said_to_be(
    sign_in: SignIn, desk: ScriptedDesk
) -> None:
    agent = sign_in("Sun").room("Requests")
    approve = agent.page.get_by_role("button", name="Approve", exact=True).first
    expect(approve).to_be_visible()
    desk.requests["R-SJ92-QCUR"].update(status="refused", by="Lin")
    approve.click()
    expect(agent.told).to_contain_text("Lin answered it before: refused.")


def test_a_ready_reply_is_written_changed_and_deleted(sign_in: SignIn, desk: ScriptedDesk) -> None:
    agent = sign_in("Sun").room("Replies").press("New reply")
    agent.window.get_by_label("Shortcut").fill("sorry")
    agent.window.get_by_label("Chinese").fill("非常抱歉")
    agent.window.get_by_role("button", name="Save").click()
    expect(agent.window).to_contain_text("Shortcut and both languages are needed.")
    agent.window.get_by_label("English").fill("I'm sorry")
    agent.window.get_by_role("button", name="Save").click()
    expect(agent.page.get_by_role("row", name="/sorry")).to_contain_text("非常抱歉")
    agent.press("Delete /sorry")
    agent.page.get_by_role("button", name="Delete", exact=True).last.click()
    expect(agent.page.get_by_role("row", name="/sorry")).to_have_count(0)


def test_an_agent_finds_no_rooms_of_supervisors(sign_in: SignIn, desk: ScriptedDesk) -> None:
    agent = sign_in(where="#/staff")
    expect(agent.list).to_be_visible()
    expect(agent.page.get_by_role("link", name="Audit")).to_have_count(0)
    agent.room("Replies")
    expect(agent.page.get_by_role("button", name="New reply")).to_have_count(0)


def test_somebody_new_gets_a_password_that_is_shown_once(
    sign_in: SignIn, desk: ScriptedDesk
) -> None:
    agent = sign_in("Sun").room("Staff").press("Add somebody")
    agent.window.get_by_label("Name").fill("Kai")
    agent.window.get_by_role("button", name="Add").click()
    expect(agent.window).to_contain_text("shown-once-1234")
    agent.window.get_by_role("button", name="Done").click()
    expect(agent.page.get_by_role("row", name="Kai")).to_be_visible()
    agent.page.get_by_role("combobox", name="Role of Kai").select_option("supervisor")
    expect(agent.told).to_contain_text("Saved.")
    assert desk.staff["Kai"]["role"] == "supervisor"


def test_presence_capacity_and_language_are_ones_own(sign_in: SignIn, desk: ScriptedDesk) -> None:
    agent = sign_in()
    agent.page.get_by_role("button", name="Mei, Available").click()
    agent.page.get_by_role("radio", name="Away").check()
    agent.press("One more")
    expect(agent.page.get_by_role("button", name="Mei, Away")).to_be_visible()
    agent.page.get_by_role("radio", name="中文").check()
    expect(agent.page.get_by_role("tab", name="排队")).to_be_visible()
    mei = desk.staff["Mei"]
    assert (mei["presence"], mei["capacity"], mei["locale"]) == ("away", 6, "zh")


@pytest.mark.parametrize(("locale", "scheme", "width", "height"), LOOKS)
def test_axe_finds_nothing_serious_anywhere(
    sign_in: SignIn, desk: ScriptedDesk, locale: str, scheme: str, width: int, height: int
) -> None:
    look = {"color_scheme": scheme, "locale": locale, "reduced_motion": "reduce"}
    agent = sign_in("Sun", viewport={"width": width, "height": height}, **look)
    expect(agent.rows.first).to_be_visible()
    found = serious(agent.page)
    agent.open("c1")
    agent.page.keyboard.press("c")
    expect(agent.box).to_be_focused()
    agent.page.keyboard.type("/")
    found += serious(agent.page)
    agent.page.keyboard.press("Escape")
    agent.page.keyboard.press("Escape")
    if width < 1180:
        agent.page.keyboard.press("o")
    agent.order.locator(".can button").first.click()
    expect(agent.window).to_be_visible()
    found += serious(agent.page)
    agent.page.keyboard.press("Escape")
    agent.page.keyboard.press("Escape")
    for room in ("requests", "canned", "staff", "audit"):
        agent.page.locator(f".rail a[href='#/{room}']").click()
        expect(agent.page.locator(".room h1")).to_be_visible()
        found += serious(agent.page)
        assert agent.page.evaluate("document.documentElement.scrollWidth") == width
    assert found == []


def test_the_first_view_is_there_within_a_second(sign_in: SignIn, desk: ScriptedDesk) -> None:
    agent = sign_in()
    since = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    times = []
    for _ in range(3):  # the machine may be busy with something else
        agent.page.reload()
        expect(agent.rows.first).to_be_visible()
        times.append(agent.page.evaluate(since))
    assert min(times) < 1_000
    loaded = "performance.getEntriesByType('resource').map(one => one.decodedBodySize)"
    assert sum(agent.page.evaluate(loaded)) < 1_000_000

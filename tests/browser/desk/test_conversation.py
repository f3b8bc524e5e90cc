"""A conversation at the console: claimed, answered, noted, lost to a colleague, cut off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.desk import story
from tests.browser.desk.conftest import SignIn
from tests.browser.desk.scripted_desk import Refusal, ScriptedDesk


def test_everything_that_was_said_and_done_is_told_apart(
    sign_in: SignIn, desk: ScriptedDesk
) -> None:
    whole = desk.talks_by_id["c2"]
    whole["dropped"].append({"answers": 3, "at": story.ago(1), "texts": ["I can help with that."]})
    whole["messages"].append(story.message(5, "shopper", "", 1, photos=["p1"]))
    agent = sign_in().open("c2")
    summary = agent.page.locator(".summary")
    expect(summary).to_contain_text("Address cannot be delivered to (cause: shopper)")
    expect(summary).to_contain_text("Change address")
    expect(agent.log.locator(".bubble.shopper").nth(1)).to_contain_text("<b>!</b>")
    assert agent.log.locator("b").count() == 0
    agent.log.get_by_role("button", name="What the assistant understood").first.click()
    expect(agent.log).to_contain_text("Understood as wrong_address, 93% sure")
    expect(agent.log).to_contain_text("The assistant called for a person")
    expect(agent.log.get_by_text("I can help with that.")).to_be_hidden()
    agent.log.get_by_text("Not sent:").click()
    expect(agent.log.get_by_text("I can help with that.")).to_be_visible()
    agent.log.get_by_role("button", name="Photo 1").click()
    expect(agent.window.get_by_role("img", name="Photo")).to_be_visible()


def test_a_ready_reply_is_filled_in_in_the_language_of_the_shopper(
    sign_in: SignIn, desk: ScriptedDesk
) -> None:
    agent = sign_in().open("c1").claim()
    agent.page.keyboard.type("/hel")
    expect(agent.page.get_by_role("option", name="/hello")).to_have_attribute(
        "aria-selected", "true"
    )
    agent.page.keyboard.press("Enter")
    expect(agent.box).to_have_value("您好何女士，我是人工客服，正在查看订单 LK202611162687。")
    agent.page.keyboard.press("Control+Enter")
    agent.has_said("您好何女士，我是人工客服，正在查看订单 LK202611162687。")


def test_a_field_that_nobody_filled_in_is_not_sent(sign_in: SignIn, desk: ScriptedDesk) -> None:
    desk.talks_by_id["c2"]["fields"]["name"] = None
    agent = sign_in().open("c2").claim()
    agent.page.keyboard.type("/hello")
    agent.page.keyboard.press("Enter")
    agent.page.keyboard.press("Enter")
    expect(agent.page.locator(".composer").get_by_role("alert")).to_contain_text(
        "Fill in {name} before sending."
    )
    agent.write("Hello Hannah").has_said("Hello Hannah")


def test_a_note_is_for_colleagues_and_no_reply(sign_in: SignIn, desk: ScriptedDesk) -> None:
    agent = sign_in().open("c2").keep_note("Knows us well")
    expect(agent.log.locator(".note-entry")).to_contain_text("Knows us well")
    assert desk.texts_of("c2", "staff") == []
    expect(agent.box).to_have_value("")


def test_a_note_that_takes_its_time_touches_no_reply(sign_in: SignIn, desk: ScriptedDesk) -> None:
    agent = sign_in().open("c2").claim()
    held: list[Route] = []
    agent.page.route("**/notes", lambda route: held.append(route))
    agent.keep_note("Knows us well").press("Reply").write("One moment").has_said("One moment")
    agent.box.fill("Half a sen")
    held[0].continue_()
    expect(agent.log.locator(".note-entry")).to_contain_text("Knows us well")
    expect(agent.box).to_have_value("Half a sen")


def test_who_is_slower_is_told_who_was_faster(sign_in: SignIn, desk: ScriptedDesk) -> None:
    mei, lin = sign_in("Mei").open("c2"), sign_in("Lin").open("c2")
    desk.sio = None  # neither hears of the other in time
    mei.claim()
    lin.head.get_by_role("button", name="Claim").click()
    expect(lin.told).to_contain_text("Mei took it a moment ago.")
    expect(lin.owner).to_have_text("With Mei")
    expect(lin.page.locator(".locked")).to_contain_text("Mei has this conversation.")


def test_text_comes_back_when_the_conversation_was_given_away(
    sign_in: SignIn, desk: ScriptedDesk
) -> None:
    agent = sign_in().open("c2").claim()
    agent.page.wait_for_load_state("networkidle")  # what the claim changed is known here
    sio, desk.sio = desk.sio, None
    desk.move("c2", "staff", "Lin")
    desk.sio = sio
    agent.write("Nearly there")
    expect(agent.told).to_contain_text("Lin took it a moment ago.")
    expect(agent.box).to_have_value("Nearly there")
    expect(agent.box).not_to_be_editable()
    assert desk.texts_of("c2", "staff") == []


@pytest.mark.parametrize(("status", "code"), [(413, "too_large"), (422, "invalid")])
def test_text_comes_back_when_it_is_refused(
    sign_in: SignIn, desk: ScriptedDesk, status: int, code: str
) -> None:
    agent = sign_in().open("c2").claim()
    desk.refusals["conversations/c2/replies"] = Refusal(status, code, "not like this")
    agent.write("Nearly there")
    expect(agent.box).to_have_value("Nearly there")
    agent.box.press("Enter")
    agent.has_said("Nearly there")


def test_too_long_a_text_is_said_before_it_is_sent(sign_in: SignIn, desk: ScriptedDesk) -> None:
    agent = sign_in().open("c2").claim().write("x" * 10_000)
    expect(agent.page.locator(".composer").get_by_role("alert")).to_have_text(
        "6000 characters too many"
    )
    assert "POST conversations/c2/replies" not in desk.calls


def test_a_lost_answer_doubles_nothing(sign_in: SignIn, desk: ScriptedDesk) -> None:
    agent = sign_in().open("c2").claim()
    desk.answers_to_lose = 2
    agent.write("One").write("Two")
    agent.has_said("One", "Two")
    assert desk.texts_of("c2", "staff") == ["One", "Two"]


def test_a_line_that_is_cut_while_writing_loses_nothing(
    sign_in: SignIn, desk: ScriptedDesk
) -> None:
    agent = sign_in().open("c2").claim()
    desk.stop()
    expect(agent.page.locator(".line-down")).to_be_visible()
    agent.write("Written in the dark")
    expect(agent.log).to_contain_text("Waits for the connection")
    agent.box.fill("And this is not sent yet")
    desk.talks_by_id["c2"]["messages"].append(story.message(5, "shopper", "Hello?", 0))
    desk.start()
    expect(agent.page.locator(".line-down")).to_be_hidden(timeout=15_000)
    agent.has_said("Written in the dark")
    expect(agent.log).to_contain_text("Hello?")
    expect(agent.box).to_have_value("And this is not sent yet")
    assert desk.texts_of("c2", "staff") == ["Written in the dark"]


def test_what_was_being_written_survives_a_reload_and_signing_in_again(
    sign_in: SignIn, desk: ScriptedDesk
) -> None:
    agent = sign_in().open("c2").claim()
    agent.box.fill("Half a sen")
    agent.page.reload()
    expect(agent.box).to_have_value("Half a sen")
    desk.sessions.clear()
    desk.emit("signed_out", {})
    expect(agent.page.get_by_role("status")).to_contain_text("You were signed out.")
    agent.sign_in()
    expect(agent.box).to_have_value("Half a sen")


def test_labels_are_added_and_taken_away(sign_in: SignIn, desk: ScriptedDesk) -> None:
    agent = sign_in().open("c2").press("Add label")
    agent.page.keyboard.type("fragile")
    agent.page.keyboard.press("Enter")
    expect(agent.head.get_by_role("button", name="Remove label fragile")).to_be_visible()
    expect(agent.row("fragile")).to_have_count(1)
    agent.press("Remove label fragile")
    expect(agent.row("fragile")).to_have_count(0)
    assert desk.item("c2")["labels"] == []


def test_a_conversation_is_given_back_and_resolved(sign_in: SignIn, desk: ScriptedDesk) -> None:
    agent = sign_in().open("c2").claim().press("Give to the assistant")
    expect(agent.owner).to_have_text("With the assistant")
    agent.claim().press("Resolve")
    agent.window.get_by_role("button", name="Resolve").click()
    expect(agent.owner).to_have_text("Resolved")
    expect(agent.page.locator(".locked")).to_contain_text("This conversation is resolved.")
    agent.press("Reopen")
    expect(agent.owner).to_have_text("With you")


def test_it_is_assigned_to_somebody_who_is_there(sign_in: SignIn, desk: ScriptedDesk) -> None:
    agent = sign_in().open("c2").claim().more("Assign to …")
    agent.window.get_by_text("Lin", exact=True).click()
    agent.window.get_by_role("button", name="Assign to …").click()
    expect(agent.owner).to_have_text("With Lin")
    assert desk.item("c2")["assignee"] == "Lin"


def test_what_is_not_there_is_said_to_be_missing(sign_in: SignIn, desk: ScriptedDesk) -> None:
    agent = sign_in(where="#/inbox/queue/nothing")
    expect(agent.talk.get_by_role("alert")).to_have_text("There is no such conversation.")

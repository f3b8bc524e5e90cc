"""Reloads, second tabs and broken lines: nothing is lost, nothing comes twice."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Opened
from tests.browser.scripted_server import ScriptedServer
from tests.browser.shopper import Shopper


def test_a_reload_in_the_middle_goes_on_where_it_was(
    open_page: Opened, server: ScriptedServer
) -> None:
    shopper = Shopper(open_page()).open().say("my order").reads("held up")
    shopper.input.fill("half a thou")
    shopper.page.reload()
    shopper.open().has_said("my order")
    expect(shopper.input).to_have_value("half a thou")
    shopper.press("Refund").reads("Refund CNY 199.00")
    assert len(server.talks) == 1


def test_a_message_sent_in_the_moment_of_a_reload_arrives_once(
    open_page: Opened, server: ScriptedServer
) -> None:
    shopper = Shopper(open_page()).open().say("first").reads("You said: first")
    server.acks_to_lose = 1
    shopper.say("second")
    shopper.page.reload()
    shopper.open().reads("You said: second").has_said("first", "second")
    assert server.texts() == ["first", "second"]


def test_a_new_tab_continues_and_both_tabs_show_everything(open_page: Opened) -> None:
    one = Shopper(open_page()).open().say("from one").reads("You said: from one")
    two = Shopper(open_page(like=one.page)).open().has_said("from one")
    two.say("from two").reads("You said: from two")
    one.reads("You said: from two").has_said("from one", "from two")


def test_what_is_written_without_network_is_sent_when_it_is_back(
    open_page: Opened, server: ScriptedServer
) -> None:
    shopper = Shopper(open_page()).open().say("before").reads("You said: before")
    shopper.page.context.set_offline(True)
    shopper.say("one").say("two")
    expect(shopper.banner).to_contain_text("No connection")
    expect(shopper.own.locator(".tick.waiting")).to_have_count(2)
    shopper.page.context.set_offline(False)
    shopper.reads("You said: two").has_said("before", "one", "two")
    expect(shopper.banner).to_be_empty()
    assert server.texts() == ["before", "one", "two"]


def test_a_server_that_dies_and_comes_back_loses_nothing_and_doubles_nothing(
    open_page: Opened, server: ScriptedServer
) -> None:
    shopper = Shopper(open_page()).open().say("before").reads("You said: before")
    server.stop()
    shopper.say("meanwhile")
    expect(shopper.banner).to_contain_text("No connection")
    server.start()
    shopper.reads("You said: meanwhile").has_said("before", "meanwhile")
    assert server.texts() == ["before", "meanwhile"]
    assert [r["customData"]["after"] for r in server.requested][-1] == 2


def test_a_lost_acknowledgement_sends_the_same_id_again_and_it_counts_once(
    open_page: Opened, server: ScriptedServer
) -> None:
    shopper = Shopper(open_page()).open().say("hello").reads("You said: hello")
    server.acks_to_lose = 2
    shopper.say("refund it").reads("You said: refund it").has_said("hello", "refund it")
    assert server.texts() == ["hello", "refund it"]


def test_what_was_written_without_network_outlives_a_reload(
    open_page: Opened, server: ScriptedServer
) -> None:
    shopper = Shopper(open_page()).open().say("before").reads("You said: before")
    server.stop()
    shopper.say("kept")
    expect(shopper.own.locator(".tick.waiting")).to_have_count(1)
    server.start()
    shopper.page.reload()
    shopper.open().has_said("before", "kept")
    assert server.texts() == ["before", "kept"]


def test_a_session_the_server_forgot_is_replaced_and_the_message_goes_there(
    open_page: Opened, server: ScriptedServer
) -> None:
    shopper = Shopper(open_page()).open().say("before").reads("You said: before")
    server.talks.clear()
    shopper.say("still there?").reads("You said: still there?").has_said("still there?")
    assert server.texts() == ["still there?"]


def test_two_customers_at_one_browser_never_see_each_others_words(open_page: Opened) -> None:
    page = open_page(locale="zh-CN")
    page.select_option("#customer", "lin-yue")
    shopper = Shopper(page).open().say("秘密").reads("You said: 秘密")
    page.select_option("#customer", "emma-hill")
    expect(shopper.own).to_have_count(0)
    shopper.say("mine").reads("You said: mine")
    page.select_option("#customer", "")
    expect(shopper.own).to_have_count(0)
    page.select_option("#customer", "lin-yue")
    shopper.has_said("秘密")


def test_a_guest_who_signs_in_goes_on_with_the_same_conversation(
    open_page: Opened, server: ScriptedServer
) -> None:
    page = open_page()
    shopper = Shopper(page).open().say("hello").reads("You said: hello")
    page.select_option("#customer", "emma-hill")
    shopper.say("it is me").reads("You said: it is me").has_said("hello", "it is me")
    assert len(server.talks) == 1
    assert "customer_token" in server.requested[-1]["customData"]

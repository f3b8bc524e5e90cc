"""Talking in the widget: by clicking, by typing, and with text that means harm."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opened
from tests.browser.scripted_server import ScriptedServer
from tests.browser.shopper import Shopper


def test_a_late_parcel_is_asked_about_and_refunded_by_typing_and_clicking(
    open_page: Opened, server: ScriptedServer
) -> None:
    shopper = Shopper(open_page()).open()
    shopper.say("Where is my order?").reads("held up by snow")
    stuck = shopper.log.locator(".step.stuck")
    expect(stuck).to_have_text("Shipped held up here 19 Nov")
    expect(shopper.log.locator(".held-up")).to_have_text("Held up at shipping")
    shopper.press("Refund").reads("Refund CNY 199.00")
    shopper.press("Yes").reads("Reference R-1")
    shopper.has_said("Where is my order?", "Refund", "Yes")
    assert server.texts() == ["Where is my order?", "Refund", "Yes"]


def test_the_days_of_an_order_are_those_of_the_shop_wherever_the_browser_is(
    open_page: Opened,
) -> None:
    # Six in the morning in Shanghai is still the day before in Los Angeles.
    shopper = Shopper(open_page(timezone_id="America/Los_Angeles")).open()
    shopper.say("Where is my order?").reads("held up by snow")
    expect(shopper.log.locator(".step.stuck")).to_have_text("Shipped held up here 19 Nov")


def test_a_button_pressed_twice_counts_once_and_stays_pressed(
    open_page: Opened, server: ScriptedServer
) -> None:
    shopper = Shopper(open_page()).open().say("my order").reads("held up")
    shopper.button("Refund").dblclick()
    shopper.reads("Refund CNY 199.00")
    expect(shopper.button("Refund (chosen)")).to_be_disabled()
    expect(shopper.button("Wait for it")).to_be_disabled()
    assert server.texts() == ["my order", "Refund"]


def test_a_starter_begins_the_conversation(open_page: Opened, server: ScriptedServer) -> None:
    shopper = Shopper(open_page()).open()
    shopper.press("My payment failed").reads("You said: My payment failed")
    expect(shopper.chat.locator(".welcome")).to_be_hidden()


@pytest.mark.parametrize(
    "hostile",
    [
        '<img src=x onerror="window.hacked=1">',
        "<script>window.hacked=1</script>",
        "\u202eevil\u202c \u0000 ' OR 1=1 --",
        "👍🏽",
    ],
)
def test_what_is_typed_is_text_and_nothing_else(open_page: Opened, hostile: str) -> None:
    page = open_page()
    shopper = Shopper(page).open().say(hostile).reads("You said:")
    expect(shopper.bubbles.first).to_contain_text(hostile.split("\u0000")[-1])
    assert page.evaluate("window.hacked") is None


def test_html_from_the_server_is_text_too(open_page: Opened) -> None:
    page = open_page()
    shopper = Shopper(page).open().say("html").reads("<b>bold</b>")
    expect(shopper.log.locator("img, script, b")).to_have_count(0)
    assert page.evaluate("window.hacked") is None


def test_addresses_become_links_and_nothing_else_does(open_page: Opened) -> None:
    shopper = Shopper(open_page()).open().say("link please").reads("Not javascript:")
    links = shopper.log.get_by_role("link")
    expect(links).to_have_count(1)
    expect(links).to_have_attribute("href", "https://shop.example/help?a=1&b=2")
    expect(links).to_have_attribute("rel", "noopener noreferrer nofollow")


def test_a_very_long_word_wraps_and_arabic_reads_from_the_right(open_page: Opened) -> None:
    page = open_page(viewport={"width": 390, "height": 844})
    shopper = Shopper(page).open().say("long").reads("WWW").say("arabic").reads("شكرا")
    assert shopper.log.evaluate("log => log.scrollWidth <= log.clientWidth")
    last = shopper.bubbles.last
    assert last.evaluate("text => getComputedStyle(text).direction") == "rtl"


def test_a_message_over_the_limit_is_kept_and_not_sent(
    open_page: Opened, server: ScriptedServer
) -> None:
    shopper = Shopper(open_page()).open()
    shopper.say("好" * 4001)
    expect(shopper.chat.locator(".counter")).to_have_text("4001 / 4000 · 1 character too many")
    expect(shopper.input).to_have_value("好" * 4001)
    shopper.input.press("Backspace")
    shopper.input.press("Enter")
    shopper.reads("You said:")
    assert server.texts() == ["好" * 4000]


def test_nothing_is_sent_for_blanks_nor_while_a_word_is_being_composed(
    open_page: Opened, server: ScriptedServer
) -> None:
    shopper = Shopper(open_page()).open().say("  \n ")
    shopper.input.fill("ni hao")
    shopper.input.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    shopper.say("done").reads("You said: done")
    assert server.texts() == ["done"]


def test_a_person_is_told_apart_by_name(open_page: Opened) -> None:
    shopper = Shopper(open_page()).open().say("a person please").reads("one minute")
    expect(shopper.log.locator(".author")).to_have_text("Mei")
    expect(shopper.chat.locator(".handled")).to_have_text("Mei · Customer service")
    expect(shopper.log.locator(".message.system .text")).to_have_text("A colleague takes over.")


def test_the_language_switches_at_once_and_goes_with_the_next_message(
    open_page: Opened, server: ScriptedServer
) -> None:
    shopper = Shopper(open_page()).open().say("hello").reads("You said: hello")
    shopper.chat.get_by_role("button", name="切换到中文").click()
    expect(shopper.input).to_have_attribute("placeholder", "请输入消息…")
    shopper.say("你好").reads("You said: 你好").say("再见").reads("You said: 再见")
    locales = [uttered["customData"].get("locale") for uttered in server.uttered]
    assert locales == [None, "zh", None]
    shopper.page.reload()
    expect(shopper.launcher).to_have_attribute("aria-label", "咨询订单")


def test_starting_over_asks_first_and_leaves_the_old_conversation(
    open_page: Opened, server: ScriptedServer
) -> None:
    shopper = Shopper(open_page()).open().say("hello").reads("You said: hello")
    for answer in ("Keep this one", "Start over"):
        shopper.chat.get_by_role("button", name="More").click()
        shopper.chat.get_by_role("button", name="Start over").first.click()
        question = shopper.chat.get_by_role("alertdialog")
        question.get_by_role("button", name=answer).click()
        expect(question).to_be_hidden()
        expect(shopper.own).to_have_count(1 if answer == "Keep this one" else 0)
    shopper.say("again").reads("You said: again").has_said("again")
    assert [len(talk.messages) for talk in server.talks.values()] == [2, 2]


def test_unread_messages_are_counted_on_the_closed_chat(
    open_page: Opened, server: ScriptedServer
) -> None:
    server.delay = 0.4
    shopper = Shopper(open_page()).open().say("a person please")
    expect(shopper.chat.locator(".typing")).to_be_visible()
    shopper.input.press("Escape")
    expect(shopper.chat.locator(".unread")).to_have_text("3")
    expect(shopper.launcher).to_have_attribute("aria-label", "Chat about your order, 3 unread")
    shopper.open().reads("one minute")
    shopper.input.press("Escape")
    expect(shopper.chat.locator(".unread")).to_be_hidden()

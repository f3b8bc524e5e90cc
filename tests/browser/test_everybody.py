"""For every shopper: keyboards, screen readers, phones, zoom, dark rooms, less motion."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opened
from tests.browser.measures import PHONE, TOO_SMALL, serious
from tests.browser.scripted_server import ScriptedServer
from tests.browser.shopper import Shopper


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("phone", [False, True])
def test_axe_finds_nothingserious(open_page: Opened, scheme: str, locale: str, phone: bool) -> None:
    page = open_page(color_scheme=scheme, locale=locale, **(PHONE if phone else {}))
    page.select_option("#customer", "lin-yue")
    page.emulate_media(reduced_motion="reduce", color_scheme=scheme)  # type: ignore[arg-type]
    assert serious(page) == []
    shopper = Shopper(page).open()
    assert serious(page) == []
    shopper.say("order").reads("snow").say("person").reads("one minute")
    shopper.say("address").reads("Where should").log.get_by_role("button").last.click()
    assert serious(page) == []
    shopper.say("time").reads("When").say("thanks").reads("closed").say("photo").reads("show us")
    assert serious(page) == []


def test_everything_works_by_keyboard(open_page: Opened, server: ScriptedServer) -> None:
    page = open_page()
    page.locator("#ask").focus()
    page.keyboard.press("Enter")
    shopper = Shopper(page)
    expect(shopper.input).to_be_focused()
    page.keyboard.type("my order")
    page.keyboard.press("Enter")
    shopper.reads("held up")
    page.keyboard.press("Shift+Tab")
    expect(shopper.button("Refund")).to_be_focused()
    page.keyboard.press("Enter")
    shopper.reads("Refund CNY 199.00")
    expect(shopper.input).to_be_focused()
    page.keyboard.press("Escape")
    expect(shopper.panel).to_be_hidden()
    expect(page.locator("#ask")).to_be_focused()
    assert server.texts() == ["my order", "Refund"]


def test_focus_returns_to_the_launcher_that_opened_the_chat(open_page: Opened) -> None:
    shopper = Shopper(open_page())
    shopper.launcher.focus()
    shopper.page.keyboard.press("Enter")
    expect(shopper.input).to_be_focused()
    shopper.page.keyboard.press("Escape")
    expect(shopper.launcher).to_be_focused()


def test_escape_closes_the_menu_before_the_chat(open_page: Opened) -> None:
    shopper = Shopper(open_page()).open()
    more = shopper.chat.get_by_role("button", name="More")
    more.click()
    expect(more).to_have_attribute("aria-expanded", "true")
    shopper.page.keyboard.press("Escape")
    expect(more).to_have_attribute("aria-expanded", "false")
    expect(more).to_be_focused()
    expect(shopper.panel).to_be_visible()


def test_the_log_is_announced_politely_and_its_history_is_not(open_page: Opened) -> None:
    shopper = Shopper(open_page())
    expect(shopper.chat.locator(".log")).to_have_attribute("aria-busy", "true")
    shopper.open().say("hello").reads("You said: hello")
    expect(shopper.log).to_have_attribute("aria-live", "polite")
    expect(shopper.log).not_to_have_attribute("aria-busy", "true")


def test_on_a_phone_the_chat_fills_the_screen_and_keeps_the_focus(open_page: Opened) -> None:
    shopper = Shopper(open_page(**PHONE)).open()
    expect(shopper.panel).to_have_attribute("aria-modal", "true")
    shopper.panel.evaluate("panel => Promise.all(panel.getAnimations().map(a => a.finished))")
    box = shopper.panel.bounding_box()
    assert box == pytest.approx({"x": 0, "y": 0, "width": 390, "height": 844}, abs=0.5)
    shopper.say("my order").reads("held up")
    for _ in range(12):
        shopper.page.keyboard.press("Tab")
        assert shopper.page.evaluate("document.activeElement.localName") == "order-support-chat"


@pytest.mark.parametrize("message", ["my order", "address", "time", "broken", "thanks", "photo"])
def test_what_is_touched_is_large_enough(open_page: Opened, message: str) -> None:
    shopper = Shopper(open_page(**PHONE)).open().say(message)
    expect(shopper.own.locator(".tick.delivered")).to_have_count(1)
    expect(shopper.chat.locator(".message.bot")).not_to_have_count(0)
    assert shopper.chat.evaluate(TOO_SMALL) == []


def test_twice_the_size_still_fits(open_page: Opened) -> None:
    page = open_page(viewport={"width": 640, "height": 400})  # 1280 x 800 at 200 %
    shopper = Shopper(page).open().say("address").reads("Where should it go?")
    box = shopper.panel.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(shopper.input).to_be_in_viewport()


def test_less_motion_is_no_motion(open_page: Opened) -> None:
    shopper = Shopper(open_page(reduced_motion="reduce")).open()
    assert shopper.panel.evaluate("panel => getComputedStyle(panel).animationName") == "none"

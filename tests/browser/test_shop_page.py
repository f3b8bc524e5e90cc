"""The demo shop's page, and the chat as a page of its own for apps."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Opened
from tests.browser.script import CUSTOMERS
from tests.browser.scripted_server import ScriptedServer
from tests.browser.shopper import Shopper


def test_a_customer_signs_in_sees_the_orders_and_the_chat_knows_them(
    open_page: Opened, server: ScriptedServer
) -> None:
    page = open_page(locale="zh-CN")
    page.select_option("#customer", label="林悦")
    expect(page.locator("#order-list h3")).to_have_text(["LK202611200001", "LK202611180007"])
    expect(page.locator("#order-list .findings")).to_have_text(["付款失败"])
    Shopper(page).open().say("你好").reads("You said: 你好")
    assert server.requested[-1]["customData"]["customer_token"] == CUSTOMERS[0]["token"]


def test_signing_in_outlives_a_reload(open_page: Opened, server: ScriptedServer) -> None:
    page = open_page()
    page.select_option("#customer", "lin-yue")
    expect(page.locator("#order-list li.order")).to_have_count(2)
    Shopper(page).open().say("hello").reads("You said: hello")
    before = len(server.requested)
    page.reload()
    expect(page.locator("#order-list li.order")).to_have_count(2)
    expect(page.locator("#customer")).to_have_value("lin-yue")
    Shopper(page).open().has_said("hello")
    assert [r["customData"].get("customer_token") for r in server.requested[before:]] == [
        CUSTOMERS[0]["token"]
    ]


def test_a_number_is_copied(open_page: Opened) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.select_option("#customer", "lin-yue")
    page.get_by_role("button", name="Copy LK202611200001").click()
    expect(page.locator("#account-hint")).to_have_text("LK202611200001 copied.")
    assert page.evaluate("navigator.clipboard.readText()") == "LK202611200001"


def test_the_page_and_the_chat_change_language_together(open_page: Opened) -> None:
    page = open_page()
    page.locator("#language").click()
    expect(page.locator("h1")).to_have_text("早起，向远方。")
    expect(Shopper(page).launcher).to_have_attribute("aria-label", "咨询订单")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")


def test_an_app_shows_the_chat_alone_signed_in_and_in_its_language(
    open_page: Opened, server: ScriptedServer
) -> None:
    token = CUSTOMERS[0]["token"]
    page = open_page(f"/chat.html?mode=page&locale=zh#customer_token={token}")
    shopper = Shopper(page)
    expect(shopper.input).to_be_focused()
    expect(shopper.launcher).to_be_hidden()
    page.keyboard.press("Escape")
    expect(shopper.panel).to_be_visible()
    shopper.say("你好").reads("You said: 你好")
    custom = server.requested[-1]["customData"]
    assert (custom["customer_token"], custom["locale"]) == (token, "zh")


def test_the_page_lives_with_a_policy_that_forbids_everything_inline(open_page: Opened) -> None:
    page = open_page("/chat.html")
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    page.goto(page.url.replace("chat.html", ""))
    Shopper(page).open().say("address").reads("Where should it go?")
    assert refused == []

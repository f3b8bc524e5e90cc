"""Requests that people decide, on the real product: with the photo, for less, and refused."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from bot.desk.accounts import Role
from tests.browser.conftest import Opened
from tests.browser.desk.agent import Agent
from tests.browser.product.desk import at_the_desk, calls_a_person
from tests.browser.product.product import Product
from tests.browser.shopper import Shopper

PHOTO = Path(__file__).parents[2] / "data" / "photos" / "torn_seam.jpg"
HELMET, HELMET_TOTAL = "LK202611145598", "219.00"
LOADED = "image => image.complete && image.naturalWidth > 0"


def sends_the_helmet_back(open_page: Opened) -> Shopper:
    """James, with a photo, until his request waits for people."""
    james = calls_a_person(
        open_page, "james-carter", f"my helmet {HELMET} arrived cracked", until="bot"
    )
    james.press("Return it for a refund").reads("photo")
    james.field("Add photo").set_input_files(PHOTO)
    expect(james.button("Remove photo 1")).to_be_visible()
    james.press("Send").reads(HELMET_TOTAL).press("Yes, do it").reads("R-")
    expect(james.panel).to_have_attribute("data-handled-by", "queue")
    return james


def decides(open_page: Opened, product: Product, number: str) -> Agent:
    """A supervisor in front of the requests, where this order waits."""
    sun = at_the_desk(open_page, product, "Sun", Role.SUPERVISOR).room("Requests")
    expect(sun.page.locator(".request")).to_contain_text(number)
    return sun


def test_a_request_is_seen_with_its_photo_and_refused_with_a_reason(
    open_page: Opened, product: Product
) -> None:
    james = sends_the_helmet_back(open_page)
    sun = decides(open_page, product, HELMET)
    sun.page.locator(".request").get_by_role("button", name="Photo 1").click()
    seen = sun.window.get_by_role("img", name="Photo from the shopper")
    expect(seen).to_be_visible()
    sun.page.wait_for_function(LOADED, arg=seen.element_handle())
    sun.page.keyboard.press("Escape")

    sun.page.get_by_role("button", name="Refuse …").click()
    sun.window.get_by_label("Reason, as the shopper will read it").fill(
        "The seam is not the helmet"
    )
    sun.window.get_by_role("button", name="Refuse this request").click()
    expect(sun.page.locator(".empty")).to_have_text("Nothing waits for a decision.")
    james.reads("The seam is not the helmet")
    assert product.done_for(HELMET) == [("return", "refused")]
    assert product.order(HELMET)["refunds"] == []


def test_less_is_approved_than_was_asked_for(open_page: Opened, product: Product) -> None:
    james = sends_the_helmet_back(open_page)
    sun = decides(open_page, product, HELMET)
    sun.page.get_by_role("button", name="Approve less …").click()
    for amount in ("900", "100"):
        sun.window.get_by_label("Amount (CNY)").fill(amount)
        sun.page.keyboard.press("Enter")
    expect(sun.page.locator(".empty")).to_have_text("Nothing waits for a decision.")
    james.reads(f"asked for ¥{HELMET_TOTAL}").reads("agreed to ¥100.00")
    assert product.done_for(HELMET) == [("return", "done")]
    assert [refund["amount"] for refund in product.order(HELMET)["refunds"]] == ["100.00"]


def test_a_ready_reply_is_sent_in_the_language_of_the_shopper(
    open_page: Opened, product: Product
) -> None:
    mei = at_the_desk(open_page, product, "Mei")
    grace = calls_a_person(open_page, "grace-chan", "I want to talk to a person")
    mei.rows.first.click()
    mei.claim()
    mei.page.keyboard.type("/")
    expect(mei.page.get_by_role("option").filter(has_text="/").first).to_be_visible()
    mei.page.keyboard.type("hello")
    mei.page.keyboard.press("Enter")
    expect(mei.box).not_to_have_value("/hello")
    reply = mei.box.input_value()
    assert "{" not in reply
    mei.page.keyboard.press("Control+Enter")
    grace.reads(reply)

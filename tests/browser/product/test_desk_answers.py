"""What the desk answers, on the real product: requests with a photo, and ready replies."""

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
SMALL = 160
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


def refunds(product: Product) -> list[tuple[str, str]]:
    return [(refund["amount"], refund["status"]) for refund in product.order(HELMET)["refunds"]]


def test_a_request_is_seen_with_its_photo_and_refused_with_a_reason(
    open_page: Opened, product: Product
) -> None:
    james = sends_the_helmet_back(open_page)
    sun = decides(open_page, product, HELMET)
    small = sun.page.locator(".request").get_by_role("button", name="Photo 1")
    sun.page.wait_for_function(LOADED, arg=small.locator("img").element_handle())
    assert small.evaluate("button => button.offsetWidth") < SMALL
    small.click()
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
    assert refunds(product) == [(HELMET_TOTAL, "refused")]


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
    assert refunds(product) == [(HELMET_TOTAL, "refused"), ("100.00", "sent")]


def test_a_ready_reply_that_was_just_written_is_sent_in_the_language_of_the_shopper(
    open_page: Opened, product: Product
) -> None:
    sun = at_the_desk(open_page, product, "Sun", Role.SUPERVISOR).room("Replies")
    sun.press("New reply")
    sun.window.get_by_label("Shortcut").fill("late")
    sun.window.get_by_label("Chinese").fill("抱歉让您久等，我马上查。")
    sun.window.get_by_label("English").fill("Sorry for the wait, {name}, I'm looking into it.")
    sun.window.get_by_role("button", name="Save").click()
    expect(sun.page.get_by_role("row", name="/late")).to_be_visible()

    mei = at_the_desk(open_page, product, "Mei")
    grace = calls_a_person(open_page, "grace-chan", "I want to talk to a person")
    mei.rows.first.click()
    mei.claim()
    mei.page.keyboard.type("/la")
    mei.page.keyboard.press("Enter")
    expect(mei.box).to_have_value("Sorry for the wait, Grace, I'm looking into it.")
    mei.page.keyboard.press("Control+Enter")
    grace.reads("Sorry for the wait, Grace, I'm looking into it.")

"""What staff do for an order on the real product: seen first, done once, told to the shopper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from bot.desk.accounts import Role
from tests.browser.conftest import Opened
from tests.browser.desk.agent import Agent
from tests.browser.product.desk import at_the_desk, calls_a_person, click_at_once
from tests.browser.product.product import Product
from tests.browser.shopper import Shopper

NUMBER = "LK202611154539"
TOTAL = "629.00"


@pytest.fixture
def colleague(open_page: Opened, product: Product) -> Agent:
    return at_the_desk(open_page, product, "Mei", viewport={"width": 1440, "height": 900})


@pytest.fixture
def hannah(open_page: Opened, colleague: Agent) -> Shopper:
    return calls_a_person(open_page, "hannah-becker", "I want to talk to a person")


@pytest.fixture
def mei(colleague: Agent, hannah: Shopper) -> Agent:
    """She has the conversation, with the order beside it."""
    mei = colleague
    mei.rows.first.click()
    mei.claim()
    which = mei.order.get_by_role("button", name=NUMBER)
    expect(mei.order.locator(".order-number")).to_be_visible()
    if which.count() > 0:
        which.click()
    expect(mei.order.locator(".order-number")).to_contain_text(NUMBER)
    return mei


def test_a_refund_above_the_limit_is_asked_for_by_one_and_approved_once_by_others(
    open_page: Opened, product: Product, hannah: Shopper, mei: Agent
) -> None:
    others = [
        at_the_desk(open_page, product, "Lin"),
        at_the_desk(open_page, product, "Sun", Role.SUPERVISOR),
    ]
    mei.order.get_by_role("button", name="Refund needs approval").click()
    amount = mei.window.get_by_label("Amount (CNY)")
    expect(amount).to_have_value(TOTAL)
    amount.fill("9999")
    amount.press("Enter")
    expect(mei.window.get_by_role("alert")).to_contain_text("629")
    amount.fill(TOTAL)
    amount.press("Enter")
    expect(mei.window).to_contain_text("¥629.00 goes back")
    assert product.done_for(NUMBER) == []
    mei.window.get_by_role("button", name="Ask for approval").click()
    expect(mei.window).to_contain_text("Reference R-")
    assert product.done_for(NUMBER) == [("refund", "requested")]
    mei.window.get_by_role("button", name="Close").last.click()

    mei.room("Requests").press("Approve")
    expect(mei.told).to_contain_text("yourself")
    for other in others:
        other.room("Requests")
        expect(other.page.locator(".request")).to_contain_text(NUMBER)
    click_at_once(*(o.page.get_by_role("button", name="Approve", exact=True) for o in others))
    for other in others:
        expect(other.page.locator(".empty")).to_have_text("Nothing waits for a decision.")
    assert product.done_for(NUMBER) == [("refund", "done")]
    assert [refund["amount"] for refund in product.order(NUMBER)["refunds"]] == [TOTAL]
    hannah.reads("629.00")


def test_what_is_personal_is_shown_when_it_is_asked_for_and_that_is_recorded(
    open_page: Opened, product: Product, mei: Agent
) -> None:
    expect(mei.order).to_contain_text("***")
    mei.press("Show phone in full (this is recorded)")
    phone = product.order(NUMBER)["addresses"][0]["phone"]
    expect(mei.order).to_contain_text(phone)
    sun = at_the_desk(open_page, product, "Sun", Role.SUPERVISOR).room("Audit")
    expect(sun.page.get_by_role("row", name="Mei").first).to_contain_text(NUMBER)

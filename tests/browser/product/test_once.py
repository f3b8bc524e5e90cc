"""Reloads, cut lines, two tabs and a door that dies: nothing is lost, nothing is done twice."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opened
from tests.browser.product.product import Product
from tests.browser.product.test_three_cases import ADDRESSES, PARCELS, PAYMENTS, Case, start
from tests.browser.shopper import Shopper

AFTER_A_CRASH_MS = 45_000  # the door starts again, and its turn rests until the lease is over
SOON_MS = 700
CLICK_AT = "(button, at) => void setTimeout(() => button.click(), at - Date.now())"
CASE = PAYMENTS[1]
PAID_ONCE = [("pay_link", "done")]


@pytest.fixture
def asked(open_page: Opened) -> Shopper:
    """A shopper in front of the yes."""
    shopper = start(open_page, CASE).press(CASE.presses)
    expect(shopper.button(CASE.yes)).to_be_enabled()
    return shopper


def reads_the_link_once(shopper: Shopper) -> None:
    expect(shopper.log.get_by_role("link")).to_have_count(1)


def test_after_a_reload_history_and_buttons_still_work(asked: Shopper, product: Product) -> None:
    said = asked.bubbles.all_inner_texts()
    asked.page.reload()
    asked.open()
    expect(asked.bubbles).to_have_text(said)
    asked.press(CASE.yes)
    reads_the_link_once(asked)
    assert product.done_for(CASE.number) == PAID_ONCE


@pytest.mark.parametrize(("case", "sent"), [(ADDRESSES[1], "Delivery address · Sent")])
def test_after_a_reload_a_form_that_was_sent_is_still_sent(
    open_page: Opened, case: Case, sent: str
) -> None:
    shopper = start(open_page, case)
    shopper.field(case.presses).fill("88 Orchard Road, Room 1204")
    shopper.press(case.send).reads(sent)
    expect(shopper.button(case.yes)).to_be_enabled()
    shopper.page.reload()
    shopper.open().reads(sent)


def test_a_yes_said_without_network_is_done_once_when_it_is_back(
    asked: Shopper, product: Product
) -> None:
    context = asked.page.context
    context.set_offline(True)
    asked.press(CASE.yes)
    expect(asked.banner).to_contain_text("No connection")
    expect(asked.own.locator(".tick.waiting")).to_have_count(1)
    assert product.done_for(CASE.number) == []
    context.set_offline(False)
    reads_the_link_once(asked)
    asked.has_said(CASE.says, CASE.presses, CASE.yes)
    assert product.done_for(CASE.number) == PAID_ONCE


def test_what_the_bot_said_while_the_line_was_cut_is_read_afterwards(asked: Shopper) -> None:
    asked.button(CASE.yes).click()
    asked.page.context.set_offline(True)
    expect(asked.banner).to_contain_text("No connection")
    asked.page.context.set_offline(False)
    reads_the_link_once(asked)
    asked.has_said(CASE.says, CASE.presses, CASE.yes)


def test_a_double_click_on_the_yes_does_it_once(asked: Shopper, product: Product) -> None:
    asked.button(CASE.yes).dblclick()
    reads_the_link_once(asked)
    asked.has_said(CASE.says, CASE.presses, CASE.yes)
    assert product.done_for(CASE.number) == PAID_ONCE


def test_the_same_yes_in_two_tabs_does_it_once(
    asked: Shopper, open_page: Opened, product: Product
) -> None:
    page = open_page(like=asked.page)
    page.select_option("#customer", CASE.customer)
    other = Shopper(page).open()
    expect(other.button(CASE.yes)).to_be_enabled()
    at = page.evaluate("Date.now()") + SOON_MS
    for tab in (asked, other):
        tab.button(CASE.yes).evaluate(CLICK_AT, at)
    for tab in (asked, other):
        expect(tab.own.locator(".text")).to_have_text([CASE.says, CASE.presses, CASE.yes, CASE.yes])
        expect(tab.chat.locator(".typing")).to_be_hidden()
        expect(tab.log.get_by_role("link").first).to_be_visible()
    assert product.done_for(CASE.number) == PAID_ONCE


def test_a_door_that_dies_in_the_middle_of_a_turn_answers_after_all_and_does_it_once(
    asked: Shopper, product: Product
) -> None:
    asked.press(CASE.yes)
    expect(asked.own.last.locator(".tick.delivered")).to_be_visible()
    product.kill_door()
    link = asked.log.get_by_role("link")
    expect(link).to_have_count(1, timeout=AFTER_A_CRASH_MS)
    asked.has_said(CASE.says, CASE.presses, CASE.yes)
    assert product.done_for(CASE.number) == PAID_ONCE


def test_what_is_written_while_the_door_is_dead_is_answered_when_it_is_back(
    open_page: Opened, product: Product
) -> None:
    case = PARCELS[1]
    shopper = start(open_page, case)
    product.kill_door()
    expect(shopper.banner).to_contain_text("No connection")
    shopper.say(case.presses)
    expect(shopper.own.locator(".tick.waiting")).to_have_count(1)
    expect(shopper.button(case.send)).to_be_visible(timeout=AFTER_A_CRASH_MS)
    shopper.has_said(case.says, case.presses)

"""Language, starting over, a person, a phone, a screen reader: on the real product."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opened
from tests.browser.measures import PHONE, TOO_SMALL, serious
from tests.browser.product.product import Product
from tests.browser.product.test_three_cases import ADDRESSES, PARCELS, PAYMENTS, Case, start
from tests.browser.shopper import Shopper

ZH, EN = PAYMENTS


def test_starting_over_leaves_the_old_conversation_and_stays_signed_in(open_page: Opened) -> None:
    shopper = start(open_page, EN)
    shopper.chat.get_by_role("button", name="More").click()
    shopper.chat.get_by_role("button", name="Start over").first.click()
    question = shopper.chat.get_by_role("alertdialog")
    question.get_by_role("button", name="Start over").click()
    expect(shopper.chat.locator(".welcome")).to_be_visible()
    expect(shopper.own).to_have_count(0)
    shopper.say(EN.says).reads(EN.reads).has_said(EN.says)


def test_a_button_pressed_after_the_language_was_switched_is_answered_in_the_new_one(
    open_page: Opened, product: Product
) -> None:
    shopper = start(open_page, EN)
    shopper.chat.get_by_role("button", name="切换到中文").click()
    shopper.press(EN.presses).reads("支付链接")
    shopper.press(ZH.yes).reads("处理编号")
    assert product.done_for(EN.number) == [("pay_link", "done")]


def test_what_is_written_after_the_language_was_switched_decides_again(open_page: Opened) -> None:
    shopper = start(open_page, ZH)
    shopper.chat.get_by_role("button", name="Switch to English").click()
    shopper.say("ok").reads("What would you like to do?")
    shopper.say("不用了，先取消吧").reads("取消")


def test_a_person_is_called_told_what_happened_and_answers_in_the_chat(
    open_page: Opened, product: Product
) -> None:
    shopper = start(open_page, EN)
    shopper.press("Talk to a person")
    expect(shopper.panel).to_have_attribute("data-handled-by", "queue")
    (waiting,) = product.in_queue()
    assert (waiting.order, waiting.finding) == (EN.number, "payment_failed")
    product.write_as_staff("Hello James, Mei here.")
    shopper.reads("Hello James, Mei here.")
    expect(shopper.panel).to_have_attribute("data-handled-by", "staff")
    before = shopper.log.locator(".message.bot").count()
    shopper.say("Is it safe to pay again?").has_said(
        EN.says, "Talk to a person", "Is it safe to pay again?"
    )
    product.write_as_staff("Yes, nothing was charged.")
    shopper.reads("Yes, nothing was charged.")
    expect(shopper.log.locator(".message.bot")).to_have_count(before)


@pytest.mark.parametrize("case", PARCELS, ids=lambda case: case.locale)
def test_on_a_phone_everything_fits_and_can_be_touched(open_page: Opened, case: Case) -> None:
    page = open_page(locale=case.locale, **PHONE)
    page.select_option("#customer", case.customer)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    shopper = Shopper(page).open().say(case.says).reads(case.reads).press(case.presses)
    expect(shopper.button(case.send)).to_be_in_viewport()
    assert shopper.panel.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    assert shopper.log.evaluate("log => log.scrollWidth <= log.clientWidth")
    assert shopper.chat.evaluate(TOO_SMALL) == []


@pytest.mark.parametrize("case", [ADDRESSES[0], PARCELS[1]], ids=lambda case: case.locale)
def test_axe_finds_nothing_serious_on_the_page_and_in_the_conversation(
    open_page: Opened, case: Case
) -> None:
    page = open_page(locale=case.locale, reduced_motion="reduce")
    page.select_option("#customer", case.customer)
    expect(page.locator("#order-list")).to_contain_text(case.number)
    assert serious(page) == []
    shopper = Shopper(page).open().say(case.says).reads(case.reads)
    expect(shopper.log.locator(".step.stuck")).to_be_visible()
    if case in PARCELS:
        shopper.press(case.presses)
    expect(shopper.button(case.send)).to_be_visible()
    assert serious(page) == []

"""The three cases, from signing in on the shop's page to what is written at the shop."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opened
from tests.browser.product.product import Product
from tests.browser.shopper import Shopper


@dataclass(frozen=True)
class Case:
    """One problem in one language: who has it, what they say, read and press."""

    locale: str
    customer: str
    number: str
    says: str
    reads: str
    presses: str
    yes: str
    send: str = ""


PAYMENTS = [
    Case(
        locale="zh-CN",
        customer="lin-yue",
        number="LK202611202373",
        says="付款一直失败，钱扣了吗？",
        reads="没有扣款",
        presses="重新支付",
        yes="确认",
    ),
    Case(
        locale="en-GB",
        customer="james-carter",
        number="LK202611204225",
        says="My payment keeps failing, was I charged?",
        reads="You were not charged",
        presses="Pay now",
        yes="Yes, do it",
    ),
]
ADDRESSES = [
    Case(
        locale="zh-CN",
        customer="huang-junjie",
        number="LK202611208179",
        says="我的收货地址好像没填全",
        reads="缺少街道和门牌号",
        presses="详细地址",
        yes="确认",
        send="提交",
    ),
    Case(
        locale="en-GB",
        customer="lucas-silva",
        number="LK202611201032",
        says="I think I left out part of my address",
        reads="Missing: the street address",
        presses="Street, building, room",
        yes="Yes, do it",
        send="Send",
    ),
]
PARCELS = [
    Case(
        locale="zh-CN",
        customer="jiang-yutong",
        number="LK202611158642",
        says="快递怎么还没到",
        reads="恶劣天气",
        presses="改约送货时间",
        yes="确认",
        send="提交",
    ),
    Case(
        locale="en-GB",
        customer="tom-fletcher",
        number="LK202611141495",
        says="Where is my parcel? It should be here",
        reads="bad weather",
        presses="Choose another delivery time",
        yes="Yes, do it",
        send="Send",
    ),
]


def start(open_page: Opened, case: Case) -> Shopper:
    """Sign in, say what is wrong, read why."""
    page = open_page(locale=case.locale)
    page.select_option("#customer", case.customer)
    expect(page.locator("#order-list")).to_contain_text(case.number)
    shopper = Shopper(page).open().say(case.says).reads(case.reads)
    expect(shopper.log.locator(".step.stuck")).to_be_visible()
    return shopper


def name_of(case: Case) -> str:
    return case.locale


@pytest.mark.parametrize("case", PAYMENTS, ids=name_of)
def test_a_failed_payment_is_explained_and_paid_again(
    open_page: Opened, product: Product, case: Case
) -> None:
    shopper = start(open_page, case)
    assert product.done_for(case.number) == []
    shopper.press(case.presses).press(case.yes)
    link = shopper.log.get_by_role("link")
    expect(link).to_have_attribute("href", f"https://shop.example/pay/{case.number}")
    assert product.done_for(case.number) == [("pay_link", "done")]
    assert product.order(case.number)["refunds"] == []


@pytest.mark.parametrize("case", ADDRESSES, ids=name_of)
def test_a_wrong_address_is_put_right_in_the_form_and_confirmed(
    open_page: Opened, product: Product, case: Case
) -> None:
    shopper = start(open_page, case)
    before = product.order(case.number)["addresses"][0]
    shopper.press(case.send)
    expect(shopper.field(case.presses)).to_be_focused()
    shopper.field(case.presses).fill("88 号 Orchard Court 3-1204")
    shopper.press(case.send)
    assert product.order(case.number)["addresses"] == [before]
    shopper.press(case.yes).reads("R-")
    after = product.order(case.number)
    assert after["addresses"] == [before | {"street": "88 号 Orchard Court 3-1204"}]
    assert product.done_for(case.number) == [("change_address", "done")]
    assert "address_invalid" not in [finding["kind"] for finding in after["findings"]]


@pytest.mark.parametrize("case", PARCELS, ids=name_of)
def test_a_late_parcel_comes_in_the_slot_chosen_in_the_picker(
    open_page: Opened, product: Product, case: Case
) -> None:
    shopper = start(open_page, case)
    shopper.press(case.presses)
    days = shopper.log.locator("fieldset").first.get_by_role("radio")
    days.nth(1).check()
    day = days.nth(1).input_value()
    shopper.log.get_by_role("radio", name="15:00 – 18:00").check()
    shopper.press(case.send).press(case.yes).reads("R-")
    (parcel,) = product.order(case.number)["shipments"]
    assert parcel["slot"] == {"date": day, "from": "15:00", "to": "18:00"}
    assert product.done_for(case.number) == [("reschedule", "done")]


def test_all_of_it_works_by_typing_alone(open_page: Opened, product: Product) -> None:
    case = PARCELS[0]
    shopper = start(open_page, case)
    shopper.say("改明天下午送").reads("15:00")
    shopper.say("好的").reads("R-")
    (parcel,) = product.order(case.number)["shipments"]
    assert (parcel["slot"]["from"], parcel["slot"]["to"]) == ("15:00", "18:00")
    assert product.done_for(case.number) == [("reschedule", "done")]


@pytest.mark.parametrize(
    ("locale", "says", "asked", "proof", "reads"),
    [
        ("zh-CN", "付款失败了，订单 LK202611202373", "后四位", "lin.yue@example.cn", "没有扣款"),
        ("en-GB", "Payment failed for LK202611204225", "last four", "6314", "not charged"),
    ],
)
def test_a_guest_gets_help_after_number_and_proof(
    open_page: Opened, locale: str, says: str, asked: str, proof: str, reads: str
) -> None:
    shopper = Shopper(open_page(locale=locale)).open().say(says).reads(asked)
    expect(shopper.log).not_to_contain_text(reads)
    expect(shopper.log.locator(".order")).to_have_count(0)
    shopper.say(proof).reads(reads)
    expect(shopper.log.locator(".step.stuck")).to_be_visible()

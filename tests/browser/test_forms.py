"""The forms in the conversation: what they ask, refuse and send."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import Opened
from tests.browser.scripted_server import ScriptedServer
from tests.browser.shopper import Shopper


def _photo(name: str) -> FilePayload:
    content = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": content.getvalue()}


def _sent(server: ScriptedServer) -> dict[str, object]:
    form: dict[str, object] = server.uttered[-1]["customData"]["form"]
    return form


def test_an_address_is_prefilled_checked_in_place_and_sent_whole(
    open_page: Opened, server: ScriptedServer
) -> None:
    shopper = Shopper(open_page(locale="zh-CN")).open().say("改地址")
    expect(shopper.field("收件人")).to_have_value("林悦")
    shopper.field("手机号").fill("12345")
    shopper.press("提交").reads("手机号好像不完整").reads("请填写此项")
    expect(shopper.field("手机号")).to_be_focused()
    assert len(server.uttered) == 1
    shopper.field("手机号").fill("13900005846")
    shopper.field("详细地址").fill("文三路 12 号")
    expect(shopper.log.locator(".fault:visible")).to_have_count(0)
    shopper.press("提交").reads("Got the address").reads("收货地址 · 已提交")
    assert _sent(server) == {
        "type": "address",
        "values": {
            "recipient": "林悦",
            "phone": "13900005846",
            "country": "中国",
            "province": "浙江省",
            "city": "杭州市",
            "district": "西湖区",
            "street": "文三路 12 号",
            "postcode": "310012",
        },
    }


def test_a_form_keeps_what_was_filled_in_when_the_language_changes(open_page: Opened) -> None:
    shopper = Shopper(open_page(locale="zh-CN")).open().say("改地址")
    shopper.field("详细地址").fill("文三路 12 号")
    shopper.chat.get_by_role("button", name="Switch to English").click()
    expect(shopper.field("Street, building, room")).to_have_value("文三路 12 号")


def test_words_beside_a_form_work_as_well(open_page: Opened, server: ScriptedServer) -> None:
    shopper = Shopper(open_page()).open().say("new address").reads("Where should it go?")
    shopper.say("Main street 1").reads("You said: Main street 1")
    expect(shopper.log.locator("form")).to_have_count(0)
    shopper.reads("Delivery address · No longer needed")


def test_a_day_and_a_span_are_chosen_from_what_the_shop_offers(
    open_page: Opened, server: ScriptedServer
) -> None:
    shopper = Shopper(open_page()).open().say("another time").reads("When suits you?")
    shopper.press("Send").reads("Please choose a time")
    days = shopper.log.locator("fieldset").first.get_by_role("radio")
    expect(days).to_have_count(3)
    days.nth(1).check()
    shopper.log.get_by_role("radio", name="18:00 – 21:00").check()
    shopper.press("Send").reads("Got the slot")
    day = days_offered(server)[1]
    assert _sent(server) == {
        "type": "slot",
        "values": {"date": day, "from": "18:00", "to": "21:00"},
    }


def days_offered(server: ScriptedServer) -> list[str]:
    (talk,) = server.talks.values()
    card = next(m["card"] for m in talk.messages if "card" in m)
    return sorted({slot["date"] for slot in card["values"]["slots"]})


def test_a_problem_names_its_lines_and_its_kind(open_page: Opened, server: ScriptedServer) -> None:
    shopper = Shopper(open_page()).open().say("it is broken").reads("Sorry to hear that")
    shopper.press("Send").reads("Please choose at least one item").reads(
        "Please choose what is wrong"
    )
    shopper.log.get_by_role("checkbox", name="Cushioned Sports Socks (3 pairs) × 2").check()
    shopper.log.get_by_role("radio", name="Damaged").check()
    shopper.field("Tell us more").fill("A hole.")
    shopper.press("Send").reads("Got the items")
    values = {"lines": [1], "problem": "damaged", "text": "A hole."}
    assert _sent(server) == {"type": "items", "values": values}


def test_up_to_three_photos_are_previewed_and_sent(
    open_page: Opened, server: ScriptedServer
) -> None:
    shopper = Shopper(open_page()).open().say("photo").reads("Could you show us?")
    shopper.field("Add photo").set_input_files([_photo(f"{n}.png") for n in range(4)])
    expect(shopper.log.locator("canvas")).to_have_count(3)
    expect(shopper.log.get_by_text("Add photo")).to_be_hidden()
    shopper.press("Remove photo 2")
    expect(shopper.log.locator("canvas")).to_have_count(2)
    shopper.press("Send").reads("Got the photos").reads("2 photos")
    values = _sent(server)["values"]
    assert isinstance(values, dict)
    assert len(values["uploads"]) == 2


def test_where_no_photos_are_taken_words_are_asked_for(
    open_page: Opened, server: ScriptedServer
) -> None:
    server.takes_uploads = False
    shopper = Shopper(open_page()).open().say("photo").reads("Could you show us?")
    shopper.field("Add photo").set_input_files([_photo("a.png")])
    shopper.reads("Photos can't be sent here")
    expect(shopper.log.get_by_text("Add photo")).to_have_count(0)


def test_a_closed_case_may_be_rated(open_page: Opened, server: ScriptedServer) -> None:
    shopper = Shopper(open_page()).open().say("thanks").reads("How did we do?")
    expect(shopper.button("Send")).to_be_hidden()
    shopper.log.get_by_role("radio", name="4 stars").check()
    expect(shopper.log.locator(".chip.lit")).to_have_count(4)
    shopper.press("Send").reads("Got the rating")
    assert _sent(server) == {"type": "rating", "values": {"score": 4, "comment": ""}}


@pytest.mark.parametrize("wrong", ["", "lin.yue", "a@b"])
def test_an_email_is_checked_first(open_page: Opened, server: ScriptedServer, wrong: str) -> None:
    shopper = Shopper(open_page()).open().say("invoice").reads("Where may we send it?")
    address = shopper.log.get_by_role("textbox", name="E-mail address")
    address.fill(wrong)
    shopper.press("Send").reads("Please check the marked fields.")
    expect(address).to_have_attribute("aria-invalid", "true")
    address.fill("lin.yue@example.cn")
    shopper.press("Send").reads("Got the email")
    assert _sent(server) == {"type": "email", "values": {"email": "lin.yue@example.cn"}}

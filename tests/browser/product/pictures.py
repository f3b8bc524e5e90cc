"""Takes the pictures of README.md and docs from the running product; run by hand."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from bot.commands.build_ui import UI, build  # noqa: E402
from bot.desk.accounts import Role  # noqa: E402
from tests.browser.conftest import FLAGS  # noqa: E402
from tests.browser.desk.agent import Agent  # noqa: E402
from tests.browser.measures import PHONE  # noqa: E402
from tests.browser.product.desk import turns  # noqa: E402
from tests.browser.product.product import Product, running_product  # noqa: E402
from tests.browser.shopper import Shopper  # noqa: E402

FOLDER = ROOT / "docs" / "pictures"
MOST_BYTES = 250_000
SHANGHAI = "Asia/Shanghai"


def _open(browser: Browser, product: Product, customer: str, **settings: Any) -> Page:
    context = browser.new_context(timezone_id=SHANGHAI, reduced_motion="reduce", **settings)
    page = context.new_page()
    page.goto(product.url)
    page.select_option("#customer", customer)
    expect(page.locator("#order-list li.order").first).to_be_visible()
    return page


def _take(page: Page, name: str) -> None:
    file = FOLDER / f"{name}.png"
    page.screenshot(path=file, caret="hide")
    with Image.open(file) as taken:
        taken.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(file, optimize=True)
    size = file.stat().st_size
    assert size < MOST_BYTES, f"{file.name} has {size} bytes"


def take(browser: Browser, product: Product) -> None:
    """All pictures, each of a shop as on its first day."""
    desktop: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB"}
    page = _open(browser, product, "james-carter", **desktop)
    _take(page, "shop")

    taller = {**desktop, "viewport": {"width": 1280, "height": 880}}
    page = _open(browser, product, "james-carter", **taller)
    shopper = Shopper(page).open().say("My payment keeps failing")
    expect(shopper.button("Pay now")).to_be_visible()
    _take(page, "widget-en")

    phone = {**PHONE, "locale": "zh-CN", "device_scale_factor": 1}
    page = _open(browser, product, "jiang-yutong", **phone)
    shopper = Shopper(page).open().say("快递怎么还没到").press("改约送货时间")
    shopper.log.locator("fieldset").first.get_by_role("radio").nth(1).check()
    shopper.log.get_by_role("radio", name="15:00 – 18:00").check()
    _take(page, "widget-phone-zh")


def _waits(browser: Browser, product: Product, customer: str, *says: str, locale: str) -> Shopper:
    shopper = Shopper(_open(browser, product, customer, locale=locale)).open()
    for words in says:
        answers = shopper.log.locator(".message.bot")
        before = answers.count()
        shopper.say(words)
        expect(answers).not_to_have_count(before)
    expect(shopper.panel).to_have_attribute("data-handled-by", "queue")
    return shopper


def _at_the_desk(browser: Browser, product: Product, name: str, **settings: Any) -> Agent:
    password = product.hire(name, Role.AGENT)
    context = browser.new_context(timezone_id=SHANGHAI, reduced_motion="reduce", **settings)
    page = context.new_page()
    page.clock.set_system_time(product.now())
    page.goto(f"{product.url}/desk")
    return turns(Agent(page, name, password).sign_in(), "away")


def take_desk(browser: Browser, product: Product) -> None:
    """The desk on a morning with some shoppers."""
    product.reset()
    product.open_hours()
    desktop: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB"}
    mei = _at_the_desk(browser, product, "Mei", **desktop)
    phone = {**PHONE, "locale": "zh-CN", "device_scale_factor": 1}
    lin = _at_the_desk(browser, product, "林晓", **phone)
    hannah = _waits(
        browser,
        product,
        "hannah-becker",
        "The courier says my address can't be found",
        "I'd rather talk to a person",
        locale="en-GB",
    )
    he = ("he-jingyi", "快递说地址不对，送不到", "转人工")
    li = ("sun-li", "同一个订单扣了我两次钱", "你们太过分了，叫人工来")
    for customer, *says in (he, li):
        _waits(browser, product, customer, *says, locale="zh-CN")
    tom = ("tom-fletcher", "Where is my parcel?", "get me a human please")
    _waits(browser, product, *tom, locale="en-GB")
    expect(lin.rows).to_have_count(4)
    _take(lin.page, "desk-phone-zh")

    mei.row("I'd rather").click()
    mei.claim().write("Hello Hannah, Mei here. Which number is on your door?")
    hannah.reads("Mei here").say("It's 14 B, second floor")
    expect(mei.log).to_contain_text("14 B")
    mei.keep_note("The bell doesn't work, the courier should call.")
    expect(mei.log.locator(".note-entry")).to_be_visible()
    expect(mei.order.locator(".order-number")).to_be_visible()
    mei.press("Reply")
    mei.page.mouse.move(0, 0)
    _take(mei.page, "desk-en")

    mei.order.get_by_role("button", name="Redirect parcel").click()
    mei.window.get_by_label("Recipient").fill("Hannah Becker")
    mei.window.get_by_label("Street, building, room").fill("88 Orchard Road, 14 B")
    mei.window.get_by_role("button", name="See the effect").click()
    expect(mei.window.get_by_role("button", name="Do it")).to_be_visible()
    _take(mei.page, "desk-remedy-en")


def main() -> None:
    build(UI)
    FOLDER.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=20_000)
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with running_product() as product, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        take(browser, product)
        take_desk(browser, product)
        browser.close()


if __name__ == "__main__":
    main()

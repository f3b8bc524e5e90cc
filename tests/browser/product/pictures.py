"""Takes the pictures of the README from the running product; run by hand."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from bot.commands.build_ui import UI, build  # noqa: E402
from tests.browser.conftest import FLAGS  # noqa: E402
from tests.browser.measures import PHONE  # noqa: E402
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


def main() -> None:
    build(UI)
    FOLDER.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=20_000)
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with running_product() as product, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        take(browser, product)
        browser.close()


if __name__ == "__main__":
    main()

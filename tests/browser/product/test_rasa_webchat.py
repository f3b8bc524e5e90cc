"""The web chat of others that shops have already, `rasa-webchat` 1.0.1, against the real door.

Its package would bring a hundred others into every set-up, so it is not installed: unpack
`npm pack rasa-webchat@1.0.1` somewhere and name its `lib/index.js` in RASA_WEBCHAT.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opened
from tests.browser.product.product import Product

BUNDLE = os.environ.get("RASA_WEBCHAT", "")
PAGE = """<!doctype html><div id="webchat"></div><script src="/webchat.js"></script><script>
WebChat.default({customData: {locale: "en"}, socketUrl: location.origin,
  socketPath: "/socket.io/", initPayload: "/get_started", params: {storage: "local"}}, null)
</script>"""


@pytest.mark.skipif(
    not BUNDLE and not os.environ.get("CI"),
    reason="RASA_WEBCHAT names no bundle of rasa-webchat 1.0.1",
)
def test_a_guest_is_helped_in_the_web_chat_of_others(open_page: Opened, product: Product) -> None:
    page = open_page()
    page.route("**/webchat.html", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    page.route("**/webchat.js", lambda route: route.fulfill(path=Path(BUNDLE)))
    page.goto(f"{product.url}/webchat.html")
    page.locator(".rw-launcher").click()
    chat = page.locator(".rw-conversation-container")
    expect(chat).to_contain_text("order assistant")
    for said, reads in (
        ("Payment failed for LK202611204225", "last four"),
        ("6314", "not charged"),
    ):
        page.locator(".rw-new-message").fill(said)
        page.keyboard.press("Enter")
        expect(chat).to_contain_text(reads)
    page.locator(".rw-reply", has_text="Pay now").click()
    page.locator(".rw-reply", has_text="Yes, do it").click()
    expect(chat).to_contain_text("https://shop.example/pay/LK202611204225")
    assert product.done_for("LK202611204225") == [("pay_link", "done")]

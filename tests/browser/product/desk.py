"""The staff of the real product, each in a browser of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from bot.desk.accounts import Role
from tests.browser.desk.agent import Agent
from tests.browser.product.product import Product
from tests.browser.shopper import Shopper

Opened = Callable[..., Page]
WAITING = "data-handled-by"


def at_the_desk(
    open_page: Opened, product: Product, name: str, role: Role = Role.AGENT, **look: Any
) -> Agent:
    """Somebody new, signed in with the password that was made for them."""
    agent = Agent(open_page("/desk", **look), name, product.hire(name, role))
    return agent.sign_in()


def calls_a_person(
    open_page: Opened, customer: str, *says: str, locale: str = "en-GB", **look: Any
) -> Shopper:
    """A customer who says this, one after the other, and is in the queue at the end."""
    page = open_page(locale=locale, **look)
    page.select_option("#customer", customer)
    expect(page.locator("#order-list li.order").first).to_be_visible()
    shopper = Shopper(page).open()
    answers = shopper.log.locator(".message.bot")
    for words in says:
        before = answers.count()
        shopper.say(words)
        expect(answers).not_to_have_count(before)
    expect(shopper.panel).to_have_attribute(WAITING, "queue")
    return shopper


def click_at_once(*buttons: Locator) -> None:
    """Clicks of several people in the same moment."""
    at = buttons[0].evaluate("button => Date.now() + 700")
    for button in buttons:
        button.evaluate(
            "(button, at) => void setTimeout(() => button.click(), at - Date.now())", at
        )

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
PATCH_ME = """async change => {
  const { csrf } = await (await fetch("/api/desk/me")).json();
  const headers = { "Content-Type": "application/json", "X-CSRF-Token": csrf };
  await fetch("/api/desk/me", { method: "PATCH", headers, body: JSON.stringify(change) });
}"""


def at_the_desk(
    open_page: Opened, product: Product, name: str, role: Role = Role.AGENT, **look: Any
) -> Agent:
    """Somebody new, signed in with the password that was made for them.

    They are away: nothing is given to them unless they take it.
    """
    agent = Agent(open_page("/desk", **look), name, product.hire(name, role)).sign_in()
    return turns(agent, "away")


def turns(agent: Agent, presence: str) -> Agent:
    agent.page.evaluate(PATCH_ME, {"presence": presence})
    return agent


def calls_a_person(
    open_page: Opened,
    customer: str,
    *says: str,
    locale: str = "en-GB",
    until: str = "queue",
    **look: Any,
) -> Shopper:
    """A customer who says this, one after the other, until the queue or somebody has them."""
    page = open_page(locale=locale, **look)
    page.select_option("#customer", customer)
    expect(page.locator("#order-list li.order").first).to_be_visible()
    shopper = Shopper(page).open()
    answers = shopper.log.locator(".message.bot")
    for words in says:
        before = answers.count()
        shopper.say(words)
        expect(answers).not_to_have_count(before)
    expect(shopper.panel).to_have_attribute(WAITING, until)
    return shopper


def click_at_once(*buttons: Locator) -> None:
    """Clicks of several people in the same moment."""
    at = buttons[0].evaluate("button => Date.now() + 700")
    for button in buttons:
        button.evaluate(
            "(button, at) => void setTimeout(() => button.click(), at - Date.now())", at
        )

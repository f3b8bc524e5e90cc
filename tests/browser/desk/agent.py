"""What staff do at the console, as steps for the tests."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.desk.story import PASSWORD


class Agent:
    """One of the staff in front of one page. Words are the English ones."""

    def __init__(self, page: Page, name: str, password: str = PASSWORD) -> None:
        self.page = page
        self.name = name
        self._password = password
        self.rows = page.get_by_role("option")
        self.list = page.locator(".rows")
        self.talk = page.locator("#talk")
        self.head = page.locator(".talk-head")
        self.owner = page.locator(".talk-owner")
        self.log = page.get_by_role("log")
        self.box = page.locator(".composer textarea")
        self.own = page.locator(".bubble.staff.mine .text")
        self.order = page.locator(".order")
        self.window = page.get_by_role("dialog").last
        self.told = page.locator(".el-message").last

    def sign_in(self) -> Agent:
        self.page.locator("input[name=name]").fill(self.name)
        self.page.locator("input[name=password]").fill(self._password)
        self.page.locator("form button[type=submit]").click()
        expect(self.page.get_by_role("navigation")).to_be_visible()
        return self

    def row(self, text: str) -> Locator:
        return self.rows.filter(has_text=text)

    def open(self, talk: str) -> Agent:
        self.page.locator(f"#row-{talk}").click()
        expect(self.log).to_be_visible()
        return self

    def press(self, name: str) -> Agent:
        self.page.get_by_role("button", name=name, exact=True).click()
        return self

    def claim(self) -> Agent:
        self.head.get_by_role("button", name="Claim").click()
        expect(self.owner).to_have_text("With you")
        return self

    def write(self, text: str) -> Agent:
        self.box.fill(text)
        self.box.press("Enter")
        return self

    def keep_note(self, text: str) -> Agent:
        self.press("Private note")
        return self.write(text)

    def more(self, what: str) -> Agent:
        self.head.get_by_role("button", name="More").click()
        self.page.get_by_role("menuitem", name=what).click()
        return self

    def room(self, name: str) -> Agent:
        self.page.get_by_role("navigation").get_by_role("link", name=re.compile(f"^{name}")).click()
        return self

    def has_said(self, *texts: str) -> Agent:
        """Exactly these, in this order, and none of them is on its way any more."""
        expect(self.own).to_have_text(list(texts))
        expect(self.page.locator(".bubble.staff .icon-clock")).to_have_count(0)
        return self

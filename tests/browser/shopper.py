"""What a shopper does with the chat, as steps for the tests."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


class Shopper:
    """One shopper in front of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.chat = page.locator("order-support-chat")
        self.panel = self.chat.get_by_role("dialog")
        self.input = self.chat.locator(".composer textarea")
        self.log = self.chat.get_by_role("log")
        self.launcher = self.chat.locator(".launcher")
        self.bubbles = self.chat.locator(".message .text")
        self.own = self.chat.locator(".message.shopper")
        self.banner = self.chat.locator(".banner")

    def open(self) -> Shopper:
        self.launcher.click()
        expect(self.panel).to_be_visible()
        return self

    def say(self, text: str) -> Shopper:
        self.input.fill(text)
        self.input.press("Enter")
        return self

    def reads(self, text: str) -> Shopper:
        expect(self.log).to_contain_text(text)
        return self

    def press(self, title: str) -> Shopper:
        self.button(title).click()
        return self

    def button(self, title: str) -> Locator:
        return self.log.get_by_role("button", name=title, exact=True)

    def field(self, label: str) -> Locator:
        return self.log.get_by_label(label)

    def has_said(self, *texts: str) -> Shopper:
        """Exactly these, in this order, and each of them delivered."""
        expect(self.own.locator(".text")).to_have_text(list(texts))
        expect(self.own.locator(".tick:not(.delivered)")).to_have_count(0)
        return self

"""A browser, the built console, and a desk that plays a story."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.desk.agent import Agent
from tests.browser.desk.scripted_desk import ScriptedDesk

SignIn = Callable[..., Agent]


@pytest.fixture
def desk(pages: Path) -> Iterator[ScriptedDesk]:
    scripted = ScriptedDesk(pages)
    scripted.start()
    yield scripted
    scripted.stop()


@pytest.fixture
def sign_in(browser: Browser, desk: ScriptedDesk) -> Iterator[SignIn]:
    """Somebody who is signed in at the desk, in a browser of their own; errors fail the test."""
    contexts, errors = [], []

    def complain(text: str) -> None:
        if "Content Security" in text:
            errors.append(text)

    def signed_in(name: str = "Mei", where: str = "", **settings: Any) -> Agent:
        wanted = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", **settings}
        context = browser.new_context(**wanted)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: complain(message.text))
        desk.sessions[f"key of {name}"] = name
        context.add_cookies([{"name": "desk_session", "value": f"key of {name}", "url": desk.url}])
        page.goto(f"{desk.url}/desk{where}")
        expect(page.get_by_role("navigation")).to_be_visible()
        return Agent(page, name)

    yield signed_in
    for context in contexts:
        context.close()
    assert errors == []

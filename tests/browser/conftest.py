"""A real browser, the built pages, and a scripted door for every test here."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from bot.commands.build_ui import UI, build
from tests.browser.scripted_server import ScriptedServer

FOLDER = Path(__file__).parent
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Opened = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What drives a browser comes last: its event loop runs on, and no other may run beside it."""
    items.sort(key=lambda item: FOLDER in item.path.parents)


@pytest.fixture(scope="session")
def pages() -> Path:
    """The folder of the built pages."""
    build(UI)
    return UI / "dist"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    if not Path(path).exists():
        why = "no Chromium here: install it, or name it in CHROMIUM"
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def server(pages: Path) -> Iterator[ScriptedServer]:
    scripted = ScriptedServer(pages)
    scripted.start()
    yield scripted
    scripted.stop()


@pytest.fixture
def open_page(browser: Browser, server: ScriptedServer) -> Iterator[Opened]:
    """Opens a page of the server in a fresh profile, or in that of `like`; errors fail the test."""
    contexts, errors = [], []

    def opened(path: str = "/", like: Page | None = None, **settings: Any) -> Page:
        wanted = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", **settings}
        context = like.context if like else browser.new_context(**wanted)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(server.url + path)
        return page

    yield opened
    for context in set(contexts):
        context.close()
    assert errors == []

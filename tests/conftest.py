"""What holds for all tests: who runs beside whom, and Python's own event loop, not Sanic's."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
# With `-n 2 --dist loadgroup`: these in one process in their order, all others in another one.
BESIDE_BROWSERS = (TESTS / "browser", TESTS / "actions")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        beside = any(folder in item.path.parents for folder in BESIDE_BROWSERS)
        item.add_marker(pytest.mark.xdist_group("browsers" if beside else "conversations"))


def pytest_collection_finish(session: pytest.Session) -> None:
    _use_the_own_loop()


@pytest.fixture(autouse=True)
def own_loop() -> None:
    _use_the_own_loop()


def _use_the_own_loop() -> None:
    asyncio.set_event_loop_policy(asyncio.DefaultEventLoopPolicy())

"""What holds for all tests: the event loop of Python, in whose place Sanic puts another one."""

from __future__ import annotations

import asyncio

import pytest


def pytest_collection_finish(session: pytest.Session) -> None:
    _use_the_own_loop()


@pytest.fixture(autouse=True)
def own_loop() -> None:
    _use_the_own_loop()


def _use_the_own_loop() -> None:
    asyncio.set_event_loop_policy(asyncio.DefaultEventLoopPolicy())

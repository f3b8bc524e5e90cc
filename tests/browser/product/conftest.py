"""The real product for every test here, as new: in place of the door that plays a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bot.instance import NoModel, released_model
from tests.browser.product.product import Product, running_product

EXPECT_MS = 5_000  # what Playwright itself waits
ANSWER_MS = 20_000  # two cores may be busy with something else as well


@pytest.fixture(scope="session")
def started(pages: Path) -> Iterator[Product]:
    try:
        released_model()
    except NoModel as error:
        pytest.fail(str(error))
    with running_product() as product:
        yield product


@pytest.fixture
def product(started: Product) -> Product:
    started.reset()
    return started


@pytest.fixture
def server(product: Product) -> Product:
    """`open_page` opens pages of this one."""
    return product


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    expect.set_options(timeout=ANSWER_MS)
    yield
    expect.set_options(timeout=EXPECT_MS)

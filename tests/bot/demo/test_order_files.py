"""The order files for conversation tests hold what their page says of each number."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.demo.page import TEST_FILES, Row, file_rows
from tests.bot.demo.stocked import StockedShop

FILES = tuple(sorted(TEST_FILES.glob("*.json")))
ROWS = file_rows()


@pytest.fixture(scope="module", params=FILES, ids=lambda path: str(path.stem))
def file(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(scope="module")
def shop(file: Path, tmp_path_factory: pytest.TempPathFactory) -> StockedShop:
    return StockedShop.of(file, tmp_path_factory.mktemp(file.stem))


def rows_of(file: Path) -> tuple[Row, ...]:
    return tuple(row for row in ROWS if row.section == file.name)


def test_the_page_lists_every_order_of_the_file(file: Path, shop: StockedShop) -> None:
    assert {row.number for row in rows_of(file)} == set(shop.owners())


def test_each_order_shows_the_finding_on_the_page_first(file: Path, shop: StockedShop) -> None:
    found = {row.number: shop.findings()[row.number][0].kind for row in rows_of(file)}
    assert found == {row.number: row.finding for row in rows_of(file)}


def test_each_order_belongs_to_the_customer_on_the_page(file: Path, shop: StockedShop) -> None:
    assert shop.owners() == {row.number: row.customer for row in rows_of(file)}


def test_no_number_stands_in_two_files() -> None:
    numbers = [row.number for row in ROWS]
    assert len(set(numbers)) == len(numbers)

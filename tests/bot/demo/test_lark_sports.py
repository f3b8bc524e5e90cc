"""The demo shop holds what its page promises: which order shows what, at once and a day later."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from actions.shop.diagnosis import FindingKind
from actions.shop.order import Claim, ClaimKind
from tests.bot.demo.page import SHOP_FILE, Row, shop_rows
from tests.bot.demo.stocked import StockedShop

NEEDS_A_WORD = "Delivered orders that need the shopper's word"
LOCALES = {"Orders by case, Chinese": "zh", "Orders by case, English": "en"}
SAID = {
    FindingKind.DELIVERED_NOT_RECEIVED: ClaimKind.NOT_RECEIVED,
    FindingKind.ITEM_PROBLEM: ClaimKind.ITEM_PROBLEM,
    FindingKind.DELIVERY_DISPUTE: ClaimKind.COURIER,
}
LISTED = tuple(row for row in shop_rows() if row.section in LOCALES)
AWAITING_A_WORD = tuple(row for row in shop_rows() if row.section == NEEDS_A_WORD)
LATER = (timedelta(0), timedelta(hours=24))


def titles(row: Row) -> str:
    return row.title


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> StockedShop:
    return StockedShop.of(SHOP_FILE, tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(SHOP_FILE.read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("later", LATER, ids=("now", "a_day_later"))
@pytest.mark.parametrize("row", LISTED, ids=titles)
def test_a_listed_order_shows_its_finding_first(
    demo: StockedShop, row: Row, later: timedelta
) -> None:
    first = demo.findings(later)[row.number][0]
    assert first.kind is row.finding
    assert row.code in json.dumps(dict(first.detail))


@pytest.mark.parametrize("later", LATER, ids=("now", "a_day_later"))
def test_an_order_that_is_not_listed_shows_no_trouble(demo: StockedShop, later: timedelta) -> None:
    listed = {row.number for row in LISTED}
    troubled = {
        number: [str(finding.kind) for finding in findings]
        for number, findings in demo.findings(later).items()
        if number not in listed
    }
    assert {n: k for n, k in troubled.items() if k != [str(FindingKind.NOTHING_WRONG)]} == {}


@pytest.mark.parametrize("row", LISTED, ids=titles)
def test_a_listed_order_belongs_to_the_customer_beside_it(demo: StockedShop, row: Row) -> None:
    assert demo.owners()[row.number] == row.customer
    assert demo.customer(row.customer).locale == LOCALES[row.section]


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_all_that_data_alone_can_show_is_there_in_both_languages(locale: str) -> None:
    shown = {row.finding for row in LISTED if LOCALES[row.section] == locale}
    assert shown == set(FindingKind) - set(SAID)


@pytest.mark.parametrize("section", LOCALES)
def test_both_languages_have_the_same_cases(section: str) -> None:
    cases = Counter((row.finding, row.code) for row in LISTED if row.section == section)
    assert cases == Counter((row.finding, row.code) for row in LISTED if row.section != section)


@pytest.mark.parametrize("row", AWAITING_A_WORD, ids=titles)
def test_a_delivered_order_shows_a_finding_once_the_shopper_says_so(
    demo: StockedShop, row: Row
) -> None:
    assert demo.findings()[row.number][0].kind is FindingKind.NOTHING_WRONG
    claim = Claim("CL-1", SAID[row.finding], "said", at=demo.now, lines=(0,))
    assert row.finding in {found.kind for found in demo.findings_after(row.number, claim)}


def test_each_word_of_a_shopper_has_an_order_in_both_languages(demo: StockedShop) -> None:
    said = {(row.finding, demo.customer(row.customer).locale) for row in AWAITING_A_WORD}
    assert said == {(finding, locale) for finding in SAID for locale in ("zh", "en")}


def test_one_customer_of_each_language_has_no_orders_and_one_no_trouble(
    demo: StockedShop, written: dict[str, Any]
) -> None:
    owners = set(demo.owners().values())
    fine = FindingKind.NOTHING_WRONG
    troubled = {row.customer for row in LISTED if row.finding is not fine}
    people = {person["id"]: person["locale"] for person in written["customers"]}
    assert {people[who] for who in people if who not in owners} == {"zh", "en"}
    assert {people[who] for who in owners - troubled} == {"zh", "en"}


def test_every_customer_with_orders_tells_a_story_of_three_to_seven(demo: StockedShop) -> None:
    counts = Counter(demo.owners().values())
    assert {who: n for who, n in counts.items() if not 3 <= n <= 7} == {}


def test_nobody_but_the_invented_is_in_the_file(written: dict[str, Any]) -> None:
    mails = [person["email"] for person in written["customers"]]
    assert all(mail.endswith(("@example.cn", "@example.com")) for mail in mails)
    assert len(set(mails)) == len(mails)


def test_the_last_four_digits_of_a_phone_tell_customers_apart(written: dict[str, Any]) -> None:
    endings = [person["phone"][-4:] for person in written["customers"]]
    assert len(set(endings)) == len(endings)


def test_goods_are_sold_at_different_prices_out_of_stock_and_with_alternatives(
    written: dict[str, Any],
) -> None:
    goods = written["products"]
    prices = [{Decimal(offer["price"]) for offer in item["offers"]} for item in goods]
    offers = [offer for item in goods for offer in item["offers"]]
    assert len(written["sellers"]) == 4
    assert len(goods) >= 25
    assert sum(len(found) > 1 for found in prices) >= 5
    assert sum(offer["stock"] == 0 and "restock_at" in offer for offer in offers) >= 2
    assert sum("similar" in item for item in goods) >= 5


def test_all_times_are_told_from_the_import_so_that_the_shop_is_never_stale() -> None:
    assert not re.search(r'"\d{4}-\d{2}-\d{2}', SHOP_FILE.read_text(encoding="utf-8"))

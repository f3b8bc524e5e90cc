"""Amounts of money in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from actions.values.amount import find_amounts, read_amount


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("¥199", "199", "CNY"),
        ("￥１９９", "199", "CNY"),
        ("199块", "199", "CNY"),
        ("扣了两百块", "200", "CNY"),
        ("一千二百元", "1200", "CNY"),
        ("两百五块", "250", "CNY"),
        ("3块5", "3.5", "CNY"),
        ("20 bucks", "20", "USD"),
        ("$1,299.50", "1299.50", "USD"),
        ("USD 30", "30", "USD"),
        ("five hundred dollars", "500", "USD"),
        ("£12.99", "12.99", "GBP"),
    ],
)
def test_an_amount_is_found_with_its_currency(text: str, value: str, currency: str) -> None:
    (found,) = find_amounts(text)
    assert (found.value, found.currency) == (Decimal(value), currency)


@pytest.mark.parametrize("text", ["", "三百多块", "刀具坏了", "订单 200", "1.2.3", "😀", "块块块"])
def test_what_is_no_amount_is_not_found(text: str) -> None:
    assert find_amounts(text) == ()


@pytest.mark.parametrize(
    ("text", "value"), [("200", "200"), ("两百", "200"), ("1,299.50", "1299.50")]
)
def test_a_bare_number_is_an_amount_only_where_one_was_asked(text: str, value: str) -> None:
    assert find_amounts(text) == ()
    found = read_amount(text)
    assert found is not None
    assert (found.value, found.currency) == (Decimal(value), None)


def test_an_answer_without_a_number_is_no_amount() -> None:
    assert read_amount("都退") is None

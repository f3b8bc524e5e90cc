"""New order numbers look like the shop's others and are never taken."""

from __future__ import annotations

import re
from datetime import date

import pytest

from actions.shop.backends.numbers import new_number

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("like", "pattern"),
    [
        (None, r"LK20261118\d{4}"),
        ("LK202611170001", r"LK20261118\d{4}"),
        ("#W2611340", r"#W\d{7}"),
        ("#1001", r"#\d{4}"),
        ("AB2026010112345678", r"AB20261118\d{8}"),
        ("DE-202601011234", r"DE-20261118\d{4}"),
        ("no digits", r"no digits20261118\d{4}"),
    ],
)
def test_a_new_number_looks_like_the_others(like: str | None, pattern: str) -> None:
    assert re.fullmatch(pattern, new_number(like, TODAY, lambda number: False))


def test_a_number_that_is_taken_is_not_given_again() -> None:
    taken = {f"#{digit}" for digit in range(9)}
    assert new_number("#1", TODAY, taken.__contains__) not in taken


def test_when_all_are_taken_one_more_digit_is_used() -> None:
    taken = {f"#{digit}" for digit in range(10)}
    assert re.fullmatch(r"#\d\d", new_number("#1", TODAY, taken.__contains__))

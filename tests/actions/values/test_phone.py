"""Phone numbers."""

from __future__ import annotations

import pytest

from actions.values.phone import find_phones, is_phone, last_four, plain_phone


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("138 0013 8000", "13800138000"),
        ("138-0013-8000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("+86 13800138000", "13800138000"),
        ("+1 415 555 0132", "+14155550132"),
        ("0044 20 7946 0018", "+442079460018"),
        ("(415) 555-0132", "4155550132"),
        ("call me at 555-0142", "5550142"),
        ("電話係9123 4567", "91234567"),
    ],
)
def test_a_phone_is_found_and_written_one_way(text: str, number: str) -> None:
    assert [phone.number for phone in find_phones(text)] == [number]


@pytest.mark.parametrize(
    "text", ["", "LK202611200001", "202611200001", "2026-11-22", "12800138000", "8842"]
)
def test_other_numbers_are_no_phones(text: str) -> None:
    assert find_phones(text) == ()


@pytest.mark.parametrize(
    ("text", "country", "valid"),
    [
        ("13800138000", "CN", True),
        ("12345", "CN", False),
        ("", "CN", False),
        ("abc", "US", False),
        ("+44 20 7946 0018", "CN", True),
        ("9123 4567", "HK", True),
    ],
)
def test_a_phone_nobody_answers_is_told_apart(text: str, country: str, valid: bool) -> None:
    assert is_phone(text, country) is valid


def test_the_last_four_digits_are_what_a_guest_proves_with() -> None:
    assert last_four("+86 138-0013-8842") == "8842"
    assert plain_phone("+86 138-0013-8842") == "13800138842"

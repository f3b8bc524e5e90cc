"""What counts as matching what was expected."""

from __future__ import annotations

from typing import Any

import pytest

from bot.converse.match import NoSuchButton, differences, find_button, text_differences

REPLY = {
    "text": "没有扣款 for your Order",
    "buttons": [{"id": "b1", "title": "Pay again"}, {"id": "b2", "title": "Cancel it"}],
    "card": {"type": "order", "order": {"number": "LK1", "steps": [{"code": "paid"}]}},
}


@pytest.mark.parametrize("text", ["没有扣款", "your order", "PAY AGAIN", "lk1", "paid"])
def test_texts_titles_and_card_words_are_read_in_any_case(text: str) -> None:
    assert text_differences([text], [], [REPLY]) == []
    assert text_differences([], [text], [REPLY]) == [f"expected never {text!r}"]


@pytest.mark.parametrize("text", ["refund", "b1", "steps", "againCancel"])
def test_what_a_shopper_cannot_read_does_not_count(text: str) -> None:
    assert text_differences([text], [], [REPLY]) == [f"expected {text!r}"]
    assert text_differences([], [text], [REPLY]) == []


def test_silence_says_nothing() -> None:
    assert text_differences(["hello"], [], []) == ["expected 'hello'"]
    assert text_differences([], ["hello"], []) == []


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        ({}, {"a": 1}),
        ({"a": {"b": 1}}, {"a": {"b": 1, "c": 2}, "d": 3}),
        ([], []),
        ([{"a": 1}], [{"a": 1, "b": 2}]),
        ("199.00", "199"),
        (199, "199.00"),
        (199.5, "199.50"),
        ("0.0", "0.00"),
        (None, None),
        ({"a": None}, {}),
        (True, True),
    ],
)
def test_these_match(expected: Any, actual: Any) -> None:
    assert differences(expected, actual) == []


@pytest.mark.parametrize(
    ("expected", "actual", "message"),
    [
        ({"a": {"b": 1}}, {"a": {"b": 2}}, "a.b: expected 1, is 2"),
        ({"a": 1}, {}, "a: expected 1, is not there"),
        ({"a": 1}, [], "(whole): expected an object, is []"),
        ([], [1], "(whole): expected 0 elements, has 1: [1]"),
        ([1, 2], [1], "(whole): expected 2 elements, has 1: [1]"),
        ({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}, "a[1].b: expected 2, is 3"),
        ([], {}, "(whole): expected a list, is {}"),
        ("199.00", "199.01", "(whole): expected '199.00', is '199.01'"),
        ("0138", "138", "(whole): expected '0138', is '138'"),
        (1, True, "(whole): expected 1, is True"),
        (None, "x", "(whole): expected None, is 'x'"),
        ({"a": None}, {"a": "x"}, "a: expected None, is 'x'"),
        ("x", None, "(whole): expected 'x', is None"),
    ],
)
def test_these_differ_and_the_place_is_named(expected: Any, actual: Any, message: str) -> None:
    assert differences(expected, actual) == [message]


BUTTONS = [
    {"id": "b1", "title": "Refund 2 items"},
    {"id": "b2", "title": "Refund"},
    {"id": "b3", "title": "重新下单"},
]


@pytest.mark.parametrize(
    ("wanted", "button"),
    [
        ("refund", "b2"),
        ("refund 2 items", "b1"),
        ("items", "b1"),
        ("下单", "b3"),
        ("1", "b1"),
        ("2", "b2"),
        ("3", "b3"),
    ],
)
def test_a_button_is_found_by_title_part_of_a_title_or_number(wanted: str, button: str) -> None:
    assert find_button(wanted, BUTTONS) == button


@pytest.mark.parametrize("wanted", ["efund", "cancel", "4", "0", ""])
def test_a_button_that_is_not_there_or_not_the_only_one_is_an_error(wanted: str) -> None:
    with pytest.raises(NoSuchButton, match="buttons are: 'Refund 2 items', 'Refund', '重新下单'"):
        find_button(wanted, BUTTONS)


def test_without_buttons_the_error_says_so() -> None:
    with pytest.raises(NoSuchButton, match="buttons are: none"):
        find_button("yes", [])


def test_a_button_shown_earlier_is_pressed_where_the_newest_reply_has_none_of_that_title() -> None:
    earlier = [
        {"id": "b9", "title": "Yes"},
        {"id": "b8", "title": "Yes"},
        {"id": "b7", "title": "Refund"},
    ]
    assert find_button("yes", BUTTONS, earlier) == "b9"
    assert find_button("refund", BUTTONS, earlier) == "b2"
    with pytest.raises(NoSuchButton):
        find_button("ye", BUTTONS, earlier)

"""Compares what is expected with what came. Pure; every difference is a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

_DECIMAL = re.compile(r"-?\d+(\.\d+)?")


def words_of(reply: Mapping[str, Any]) -> list[str]:
    """What a shopper can read in a reply: its text, its button titles, the values of its card."""
    titles = [str(button["title"]) for button in reply.get("buttons") or ()]
    return [str(reply.get("text") or ""), *titles, *_leaves(reply.get("card"))]


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for inside in value.values():
            yield from _leaves(inside)
    elif isinstance(value, list | tuple):
        for inside in value:
            yield from _leaves(inside)
    elif value is not None:
        yield str(value)


def text_differences(
    says: Iterable[str], never_says: Iterable[str], replies: Sequence[Mapping[str, Any]]
) -> list[str]:
    """Each of `says` must occur somewhere in the replies, none of `never_says`; in any case."""
    read = [words.casefold() for reply in replies for words in words_of(reply)]
    return [
        *(f"expected {text!r}" for text in says if not _occurs(text, read)),
        *(f"expected never {text!r}" for text in never_says if _occurs(text, read)),
    ]


def _occurs(text: str, read: Iterable[str]) -> bool:
    return any(text.casefold() in words for words in read)


def differences(expected: Any, actual: Any, path: str = "") -> list[str]:
    """Mappings match as subsets, lists element by element, amounts as decimals."""
    place = path or "(whole)"
    if isinstance(expected, Mapping):
        if not isinstance(actual, Mapping):
            return [f"{place}: expected an object, is {actual!r}"]
        return [
            line
            for key, value in expected.items()
            for line in _of_key(str(key), value, actual, f"{path}.{key}" if path else str(key))
        ]
    if isinstance(expected, list | tuple):
        if not isinstance(actual, list | tuple):
            return [f"{place}: expected a list, is {actual!r}"]
        if len(expected) != len(actual):
            return [f"{place}: expected {len(expected)} elements, has {len(actual)}: {actual!r}"]
        pairs = enumerate(zip(expected, actual, strict=True))
        return [line for i, (e, a) in pairs for line in differences(e, a, f"{path}[{i}]")]
    if _is_same(expected, actual):
        return []
    return [f"{place}: expected {expected!r}, is {actual!r}"]


def _of_key(key: str, expected: Any, actual: Mapping[str, Any], path: str) -> list[str]:
    if key in actual:
        return differences(expected, actual[key], path)
    # What is not there may be expected as nothing.
    return [] if expected is None else [f"{path}: expected {expected!r}, is not there"]


def _is_same(expected: Any, actual: Any) -> bool:
    if isinstance(expected, bool) or isinstance(actual, bool) or None in (expected, actual):
        return expected is actual
    if expected == actual:
        return True
    texts = str(expected), str(actual)
    if not all(_DECIMAL.fullmatch(text) for text in texts):
        return False
    # Two texts without a point may be numbers of something, such as a phone, where 0138 is not 138.
    both_are_texts = isinstance(expected, str) and isinstance(actual, str)
    if both_are_texts and not any("." in text for text in texts):
        return False
    return Decimal(texts[0]) == Decimal(texts[1])


class NoSuchButton(Exception):
    """No button, or more than one, answers to the title; the message lists those that are there."""


def find_button(
    wanted: str,
    buttons: Sequence[Mapping[str, Any]],
    earlier: Sequence[Mapping[str, Any]] = (),
) -> str:
    """The id of the button with this title, else with this number, else with this part of a title.

    Numbers count from 1. Of those shown earlier, which stay on the page, the newest with just this
    title is pressed where none of the newest reply answers to it. Raises NoSuchButton.
    """
    word = wanted.casefold()
    titles = [str(button["title"]).casefold() for button in buttons]
    for matching in (
        [i for i, title in enumerate(titles) if title == word],
        [int(word) - 1] if word.isdecimal() and 0 < int(word) <= len(buttons) else [],
        [i for i, title in enumerate(titles) if word in title],
    ):
        if len(matching) == 1:
            return str(buttons[matching[0]]["id"])
    for button in earlier:
        if str(button["title"]).casefold() == word:
            return str(button["id"])
    shown = ", ".join(repr(button["title"]) for button in buttons) or "none"
    raise NoSuchButton(f"no single button {wanted!r}; buttons are: {shown}")

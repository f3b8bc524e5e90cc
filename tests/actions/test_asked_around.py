"""Whether a shopper has looked for a parcel where it may have been left."""

from __future__ import annotations

import pytest

from actions.asked_around import has_looked, speaks_of_places


@pytest.mark.parametrize(
    ("text", "speaks", "looked"),
    [
        ("左右邻居都问过了，没有", True, True),
        ("checked w/ neighbours. not there", True, True),
        ("none of my flatmates has it", True, True),
        ("会不会放驿站了", True, False),
        ("it says left with the concierge", True, False),
        ("我没收到", False, False),
        ("I checked the tracking", False, False),
        ("", False, False),
    ],
)
def test_places_and_looking_there_are_heard(text: str, speaks: bool, looked: bool) -> None:
    assert speaks_of_places(text) is speaks
    assert has_looked(text) is looked

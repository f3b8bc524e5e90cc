"""How long it still takes, and how long it takes in general."""

from __future__ import annotations

import pytest

from actions.waiting import waits_for_order


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("how much longer", True),
        ("and when does it ship?", True),
        ("how long does customs take", True),
        ("how long do i have to wait", True),
        ("要等多久", True),
        ("海关还要多久", True),
        ("什么时候发货", True),
        ("", False),
        ("how long does shipping usually take", False),
        ("do you ship to brazil", False),
        ("how long do you take to ship overseas?", False),
        ("一般多久到", False),
        ("寄到新疆要几天", False),
        ("你们多久发货", False),
    ],
)
def test_a_question_how_long_is_about_the_order_unless_it_is_general(
    text: str, meant: bool
) -> None:
    assert waits_for_order(text) is meant

"""What a waiting shopper writes is another matter only if nothing said before was about it."""

from __future__ import annotations

import pytest

from bot.conversations.another import names_another


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("can I have an invoice?", ["I want to talk to a person", "my refund is late"]),
        ("顺便问下我另一个快递到哪了", ["转人工", "退款一直没到账"]),
        ("LK202611200005 as well please", ["LK202611200001 is broken"]),
        ("#4711 too", []),
    ],
)
def test_what_nobody_spoke_of_is_another_matter(text: str, before: list[str]) -> None:
    assert names_another(text, before, None)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("any news about my refund?", ["Your refund is being checked."]),
        ("还在吗", ["转人工"]),
        ("hello?", []),
        ("", []),
        ("my phone is 13800001001", ["转人工"]),
        ("lk202611200001!!", ["LK202611200001 is broken"]),
        ("😀" * 2000, []),
    ],
)
def test_the_same_matter_and_a_mere_call_are_not(text: str, before: list[str]) -> None:
    assert not names_another(text, before, None)


def test_the_order_people_look_at_is_no_other_one() -> None:
    assert not names_another("LK202611200001?", [], "LK202611200001")
    assert names_another("LK202611200002?", [], "LK202611200001")

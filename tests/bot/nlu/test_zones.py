"""Act, ask back, or not understood."""

from __future__ import annotations

import pytest

from bot.nlu.zones import Limits, Zone, zone_of

LIMITS = Limits(act=0.5, lead=0.1, ask=0.2, reading=0.05)


@pytest.mark.parametrize(
    ("confidences", "zone"),
    [
        ((0.9, 0.05), Zone.ACT),
        ((0.5, 0.39), Zone.ACT),
        ((0.55, 0.5), Zone.ASK),
        ((0.49, 0.1), Zone.ASK),
        ((0.2, 0.19), Zone.ASK),
        ((0.19, 0.0), Zone.UNCLEAR),
        ((1.0,), Zone.ACT),
        ((), Zone.UNCLEAR),
    ],
)
def test_zones_meet_at_their_limits(confidences: tuple[float, ...], zone: Zone) -> None:
    assert zone_of("退款", confidences, LIMITS) is zone


@pytest.mark.parametrize("text", ["", "???", "。。。", "😶", "---", "__"])
def test_signs_alone_are_never_acted_on(text: str) -> None:
    assert zone_of(text, (0.99, 0.0), LIMITS) is Zone.UNCLEAR


@pytest.mark.parametrize("text", ["👍", "❌", "好", "1"])
def test_a_sign_that_speaks_may_be_acted_on(text: str) -> None:
    assert zone_of(text, (0.99, 0.0), LIMITS) is Zone.ACT


@pytest.mark.parametrize(
    "text",
    ["my parcel", "the order...", "so, about my last order", "我的快递", "我那个包裹。", "这单货"],
)
def test_what_only_names_the_thing_is_asked_about(text: str) -> None:
    assert zone_of(text, (0.97, 0.0), LIMITS) is Zone.ASK


@pytest.mark.parametrize(
    "text",
    ["my parcel?", "my parcel is late", "parcel", "order", "我的快递呢", "快递", "我的快递没到"],
)
def test_what_says_or_asks_something_about_it_is_acted_on(text: str) -> None:
    assert zone_of(text, (0.97, 0.0), LIMITS) is Zone.ACT

"""The wish to fetch a parcel oneself."""

from __future__ import annotations

import pytest

from actions.values.pickup import demands_pickup, wants_pickup


@pytest.mark.parametrize(
    "text",
    [
        "放驿站吧",
        "自提点吧",
        "不用送了，我自己去驿站取",
        "不要送货上门，放驿站",
        "我自己去拿",
        "帮我改成自提",
        "send it to a pickup point instead",
        "I'll collect it myself",
        "can i just pick it up",
        "put it in a locker please",
    ],
)
def test_who_will_fetch_the_parcel_is_understood(text: str) -> None:
    assert wants_pickup(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "别放驿站",
        "放驿站了但我没收到",
        "改成送货上门",
        "取消订单",
        "明天下午送",
        "don't leave it at a pickup point",
        "why was it left in a locker",
        "pick it up from me tomorrow",
        "to my door please, no locker",
        "驿站" * 5000,
    ],
)
def test_who_wants_it_at_the_door_or_tells_what_happened_does_not_ask_for_it(text: str) -> None:
    assert not wants_pickup(text)


@pytest.mark.parametrize(
    "text", ["快递员直接把我的放驿站", "the courier just put it in a parcel locker"]
)
def test_a_complaint_about_where_it_was_left_is_no_wish(text: str) -> None:
    assert not demands_pickup(text)

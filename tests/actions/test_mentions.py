"""Orders and goods as shoppers refer to them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from actions.mentions import (
    mentioned_lines,
    mentioned_names,
    mentioned_orders,
    newest_meant,
    orders_with,
)
from actions.shop.order import Line, Name, Order, OrderStatus

SHOES = Line("S1", Name("云雀越野跑鞋", "Lark trail running shoes"), 1, Decimal("399"), "a")
MAT = Line("S3", Name("防滑瑜伽垫", "Non-slip yoga mat"), 1, Decimal("89"), "a")
RACKET = Line("S4", Name("碳素羽毛球拍", "Carbon badminton racket"), 1, Decimal("289"), "a")


def order(number: str, *lines: Line) -> Order:
    return Order(number, "c1", OrderStatus.SHIPPED, "CNY", Decimal("1"), lines)


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        ("the shoes are too small", (0,)),
        ("那双鞋太小了", (0,)),
        ("瑜伽垫有破洞", (1,)),
        ("my yoga mats came torn", (1,)),
        ("the yoga mat and the trail running shoes", (0, 1)),
        ("鞋和瑜伽垫都不要了", (0, 1)),
        ("where is it", ()),
        ("到哪了", ()),
    ],
)
def test_goods_are_known_by_part_of_their_name(text: str, positions: tuple[int, ...]) -> None:
    assert mentioned_lines(text, (SHOES, MAT)) == positions


def test_a_name_does_not_stand_for_goods_that_merely_sound_like_it() -> None:
    other = Line("S2", Name("云行缓震跑鞋", "Cloudstep cushioned shoes"), 1, Decimal("629"), "a")
    bag = Line("S5", Name("徒步背包", "Hiking backpack"), 1, Decimal("329"), "a")
    assert mentioned_lines("the trail running shoes", (SHOES, other)) == (0,)
    assert mentioned_lines("越野跑鞋", (SHOES, other)) == (0,)
    assert mentioned_lines("the shoes", (SHOES, other)) == (0, 1)
    assert mentioned_lines("包裹还没到", (SHOES, bag)) == ()
    assert mentioned_lines("包不要了", (SHOES, bag)) == (1,)


def test_the_order_with_the_goods_that_were_named_is_meant() -> None:
    orders = (order("LK1", SHOES), order("LK2", MAT), order("LK3", RACKET))
    assert [o.number for o in mentioned_orders("the racket hasn't come", orders)] == ["LK3"]
    assert [o.number for o in mentioned_orders("球拍还没到", orders)] == ["LK3"]
    assert mentioned_orders("hello", orders) == ()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("my last order", True),
        ("the most recent purchase", True),
        ("我最近的订单", True),
        ("上一单", True),
        ("刚下的那单", True),
        ("the last four digits are 8842", False),
        ("order LK202611200001", False),
        ("订单还没到", False),
    ],
)
def test_the_newest_order_is_known_by_its_age(text: str, meant: bool) -> None:
    assert newest_meant(text) is meant


def test_goods_named_with_a_letter_are_found() -> None:
    tee = Name("清风速干T恤", "Breeze Quick-Dry Tee")
    shoes = Name("疾风跑鞋", "Gale Running Shoes")
    assert mentioned_names("里面的t恤不要了", [shoes, tee]) == (1,)


def test_whom_a_thing_is_for_is_not_the_thing() -> None:
    table = Line("S5", Name("双人乒乓球拍套装", "Table Tennis Set for Two"), 1, Decimal("119"), "a")
    assert orders_with("there's two grand on that card", (order("A", table),)) == ()
    assert orders_with("where are my shoes", (order("A", SHOES), order("B", table))) == (
        order("A", SHOES),
    )

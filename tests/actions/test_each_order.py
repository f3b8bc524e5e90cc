"""How many orders words mean together, and numbers said one after the other."""

from __future__ import annotations

import pytest

from actions.case import Case
from actions.each_order import Counted, counted, numbers_said
from actions.turn import Message, Turn


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("both my parcels are late", 2),
        ("neither of my orders has come", 2),
        ("cancel two orders please", 2),
        ("我两个快递都没到", 2),
        ("两单都取消", 2),
        ("all three parcels are missing", 3),
        ("三个包裹全都没收到", 3),
        ("all my orders are stuck", None),
        ("所有订单都取消", None),
    ],
)
def test_orders_are_counted(text: str, many: int | None) -> None:
    assert counted(text) == Counted(many, orders=True)


@pytest.mark.parametrize("text", ["refund both", "两个都退", "cancel all of them", "三个都取消"])
def test_a_bare_both_may_be_of_goods(text: str) -> None:
    said = counted(text)
    assert said is not None
    assert not said.orders


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I have two orders, cancel one of them",
        "两单里只取消背包那单",
        "我有两个订单",
        "都不是",
        "cancel my order",
        "I waited two weeks",
        "全",
    ],
)
def test_one_of_them_or_none_is_not_both(text: str) -> None:
    assert counted(text) is None


def said(text: str, *numbers: str) -> tuple[str, ...]:
    entities = tuple({"entity": "order_number", "value": number} for number in numbers)
    return numbers_said(Turn("c", "en", Message(text, "cancel_order", entities=entities), Case()))


@pytest.mark.parametrize(
    "text", ["cancel LK1 and LK2", "cancel lk1, lk2", "取消LK1和LK2", "LK1、订单LK2 都取消"]
)
def test_numbers_one_after_the_other_are_all_meant(text: str) -> None:
    assert said(text, "LK1", "LK2") == ("LK1", "LK2")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("cancel LK1", ("LK1",)),
        ("LK1 came in the box of LK2", ("LK1", "LK2")),
        ("not LK1 but LK2", ("LK1", "LK2")),
        ("L K 1 and LK2", ("LK1", "LK2")),
        ("LK1, LK2, LK3, LK4", ("LK1", "LK2", "LK3", "LK4")),
        ("LK1 and LK1", ("LK1", "LK1")),
    ],
)
def test_numbers_told_apart_or_too_many_are_not(text: str, numbers: tuple[str, ...]) -> None:
    assert said(text, *numbers) == ()

"""Order numbers, phones, e-mails and endings."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bot.nlu.clean import clean
from bot.nlu.numbers import find_numbers, is_identity
from tests.bot.nlu.messages import NASTY


def found(text: str) -> list[tuple[str, str]]:
    return [(number.kind, number.value) for number in find_numbers(clean(text).text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("LK202611200001", "LK202611200001"),
        ("lk 2026 1120 0001 到哪了", "LK202611200001"),
        ("LK-2026-1120-0001", "LK202611200001"),
        ("ＬＫ２０２６１１２００００１", "LK202611200001"),
        ("我要退款LK202611200001谢谢", "LK202611200001"),
        ("order is 202611200001", "202611200001"),
        ("my order #W1234567", "#W1234567"),
        ("#12345", "#12345"),
        ("2026 1120 0001", "202611200001"),
        ("幺三八零零五六七幺二三四", "138005671234"),
    ],
)
def test_an_order_number_is_read_however_it_is_written(text: str, value: str) -> None:
    assert found(text) == [("order_number", value)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("13800138000", "phone", "13800138000"),
        ("一三八零零一三八零零零", "phone", "13800138000"),
        ("priya.k89@example.com", "email", "priya.k89@example.com"),
        ("tyler_sk8 at example dot com", "email", "tyler_sk8@example.com"),
        ("运单号SF1234567890123", "tracking_number", "SF1234567890123"),
        ("tracking number 1Z999AA10123456784", "tracking_number", "1Z999AA10123456784"),
        ("手机尾号8842", "phone_ending", "8842"),
        ("订单尾号是 0001", "order_ending", "0001"),
        ("尾号8842的订单", "order_ending", "8842"),
        ("last four 8842", "phone_ending", "8842"),
        ("the order ending 8842", "order_ending", "8842"),
        ("7 0 3 3 9 2", "digits", "703392"),
        ("four four seven one nine two", "digits", "447192"),
        ("8842", "digits", "8842"),
    ],
)
def test_other_numbers_are_told_apart(text: str, kind: str, value: str) -> None:
    assert found(text) == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "税号91330106MA2ABCD10K",
        "纳税人识别号：913301061234567",
        "统一社会信用代码 110101199003077774",
        "tax id DE123456789",
        "VAT no GB 123 4567 89",
        "vat: DE123456789",
        "EIN 12-3456789",
    ],
)
def test_a_tax_number_is_no_order_number(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    ["VAT LK202611200614", "税号91330106MA2ABCD10K LK202611200614", "tax invoice LK202611200614"],
)
def test_an_order_number_beside_a_word_of_tax_is_still_one(text: str) -> None:
    assert found(text) == [("order_number", "LK202611200614")]


def test_of_an_identity_card_only_the_end_is_kept() -> None:
    assert found("我的身份证 110101199003074258") in (
        [("id_card", "4258")],
        [("order_number", "110101199003074258")],
    )
    valid = next(
        f"11010119900307425{c}" for c in "0123456789x" if is_identity(f"11010119900307425{c}")
    )
    assert found(valid) == [("id_card", valid[-4:].upper())]


@pytest.mark.parametrize("text", ["", "2026-11-22 10:00", "下午2-4点", "ab12", "1" * 40, "30号楼"])
def test_what_is_no_number_of_a_shop_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_two_numbers_side_by_side_stay_two() -> None:
    assert found("202611200001 202611200002") == [
        ("order_number", "202611200001"),
        ("order_number", "202611200002"),
    ]
    assert found("138 0013 8000 and LK202611200001") == [
        ("phone", "13800138000"),
        ("order_number", "LK202611200001"),
    ]


def test_a_shop_says_what_its_order_numbers_look_like() -> None:
    assert [n.value for n in find_numbers("ax-77", (r"AX\d{2}",))] == ["AX77"]
    assert find_numbers("lk202611200001", (r"AX\d{2}",)) == ()


@pytest.mark.parametrize("text", NASTY.values(), ids=list(NASTY))
def test_numbers_stand_inside_the_text_and_apart(text: str) -> None:
    plain = clean(text)
    numbers = find_numbers(plain.text)
    assert all(0 <= n.start < n.end <= len(plain.text) for n in numbers)
    assert all(a.end <= b.start for a, b in pairwise(numbers))

"""One of several addresses, named in words."""

from __future__ import annotations

import pytest

from actions.shop.order import Address
from actions.values.which_address import named_address

HILL = Address(city="重庆市", district="渝中区", street="中山三路云梯街18号11-3")
BRIDGE = Address(city="重庆市", district="江北区", street="观音桥步行街北城里22号9-4")
BANK = Address(city="Hangzhou", district="Xihu", street="Room 702, Willow Bank, 90 Wensan Road")
PLAZA = Address(
    city="Hangzhou", district="Binjiang", street="Office 1801, Star Plaza, 260 Jiangnan Avenue"
)


@pytest.mark.parametrize(
    ("text", "addresses", "place"),
    [
        ("寄到江北那个", (HILL, BRIDGE), 1),
        ("观音桥", (HILL, BRIDGE), 1),
        ("头盔寄到渝中的地址", (HILL, BRIDGE), 0),
        ("不是渝中的", (HILL, BRIDGE), 1),
        ("寄渝中那个 别寄江北", (HILL, BRIDGE), 0),
        ("the office one", (BANK, PLAZA), 1),
        ("the one in Jiangnan Avenue", (BANK, PLAZA), 1),
        ("XIHU please", (BANK, PLAZA), 0),
        ("home please", (BANK, PLAZA), 0),
        ("not wensan road", (BANK, PLAZA), 1),
    ],
)
def test_the_address_whose_words_are_named_is_chosen(
    text: str, addresses: tuple[Address, ...], place: int
) -> None:
    assert named_address(text, addresses) == place


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("", (HILL, BRIDGE)),
        ("重庆那个", (HILL, BRIDGE)),
        ("渝中和江北都可以", (HILL, BRIDGE)),
        ("都行", (HILL, BRIDGE)),
        ("改成重庆市江北区建新东路5号", (HILL, BRIDGE)),
        ("不是14号是41号", (HILL, BRIDGE)),
        ("Hangzhou", (BANK, PLAZA)),
        ("the one in Harbour Road", (BANK, PLAZA)),
        ("neither, send it to 12 Qingchun Road, Binjiang, Hangzhou", (BANK, PLAZA)),
        ("😀 the road the avenue", (BANK, PLAZA)),
        ("江北" * 3000 + "渝中", (HILL, BRIDGE)),
    ],
)
def test_words_that_fit_none_or_several_choose_none(
    text: str, addresses: tuple[Address, ...]
) -> None:
    assert named_address(text, addresses) is None


@pytest.mark.parametrize("text", ["还是另一个吧", "the other one, sorry"])
def test_the_other_one_is_the_one_that_was_not_chosen(text: str) -> None:
    assert named_address(text, (HILL, BRIDGE), 1) == 0
    assert named_address(text, (HILL, BRIDGE)) is None

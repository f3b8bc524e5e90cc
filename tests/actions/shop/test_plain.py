"""Values as JSON and back."""

from __future__ import annotations

import json
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.shop.order import Address, ClaimKind, DeliverySlot
from actions.shop.plain import from_plain, to_plain
from actions.shop.policy import Effect, RemedyKind, Wish
from tests.actions.shop.samples import (
    HOME,
    context,
    effect_of,
    order,
    priced,
    shipped,
    unpaid,
)

SLOT = DeliverySlot(date(2026, 11, 19), time(9), time(12))

EFFECTS = [
    effect_of(priced("900.00", shipped()), RemedyKind.REFUND),
    effect_of(unpaid(), RemedyKind.REORDER),
    effect_of(unpaid(), RemedyKind.PAY_LINK),
    effect_of(shipped(), RemedyKind.RESCHEDULE, Wish(slot=SLOT)),
    effect_of(order(), RemedyKind.SUBSTITUTE, Wish(lines=(0,), seller="finch"), context()),
    effect_of(shipped(), RemedyKind.CLAIM, Wish(problem=ClaimKind.COURIER, text="😀\u202e")),
    effect_of(order(), RemedyKind.CHANGE_ADDRESS, Wish(address=Address(street="文三路2号"))),
]


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: str(effect.kind))
def test_an_effect_comes_back_whole(effect: Effect) -> None:
    back = from_plain(Effect, json.loads(json.dumps(to_plain(effect))))
    assert back == effect
    assert (back.expected_until, back.answer_by) == (effect.expected_until, effect.answer_by)


amounts = st.decimals(0, 10**9, places=2, allow_nan=False)
addresses = st.builds(Address, *[st.text(max_size=20)] * 8)
wishes = st.builds(
    Wish,
    address=st.none() | addresses,
    slot=st.none() | st.just(SLOT),
    amount=st.none() | amounts,
    lines=st.lists(st.integers(0, 9)).map(tuple),
    text=st.none() | st.text(),
    uploads=st.lists(st.text()).map(tuple),
    problem=st.none() | st.sampled_from(ClaimKind),
)


@settings(max_examples=100, database=None, deadline=None)
@given(wishes)
def test_a_wish_comes_back_whole(wish: Wish) -> None:
    assert from_plain(Wish, json.loads(json.dumps(to_plain(wish)))) == wish


def test_values_are_written_as_order_files_write_them() -> None:
    assert to_plain(SLOT) == {"date": "2026-11-19", "from": "09:00", "to": "12:00"}
    assert to_plain(Decimal("199.00")) == "199.00"
    assert to_plain(HOME)["city"] == "杭州市"
    assert to_plain(Wish()) == {}


@pytest.mark.parametrize("broken", [{"amount": "much"}, {"slot": {}}, {"problem": "no"}])
def test_what_was_never_written_is_not_read(broken: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError, KeyError, ArithmeticError)):
        from_plain(Wish, broken)

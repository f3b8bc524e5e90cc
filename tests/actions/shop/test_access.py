"""Who may see which order, and what strangers learn: nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from actions.shop.access import (
    GuestLocked,
    OrderNotFound,
    Proven,
    WrongProof,
    access_order,
    orders_of,
    prove,
    shopper_of,
    sign_in,
)
from actions.shop.order import Order
from tests.actions.shop.counter import Counter
from tests.actions.shop.samples import HOME, NOW, ago, order

GUEST = "guest-1"
MINE = order(number="LK1", placed_at=ago(days=3))
LATER = order(number="LK2", placed_at=ago(days=1))
UNDATED = order(number="LK3", placed_at=None)
FOREIGN = order(number="LK9", customer="c2", addresses=(replace(HOME, phone="13911119999"),))
PHONELESS = order(number="#W1", addresses=(replace(HOME, phone=""),), phone_asked=False)


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path, MINE, LATER, UNDATED, FOREIGN, PHONELESS)


def look(counter: Counter, number: str, chat: str = GUEST) -> Order | OrderNotFound:
    with counter.open() as shop:
        return access_order(shop, shopper_of(shop, chat), number)


def give(
    counter: Counter, number: str, proof: str, chat: str = GUEST
) -> Proven | WrongProof | GuestLocked:
    with counter.open() as shop:
        return prove(shop, shopper_of(shop, chat), number, proof)


def queries(counter: Counter, number: str, chat: str) -> list[str]:
    """The statements, without their values, that looking at this number runs."""
    seen: list[str] = []

    def note(*args: Any) -> None:
        seen.append(args[2])

    event.listen(counter.engine, "before_cursor_execute", note)
    look(counter, number, chat)
    event.remove(counter.engine, "before_cursor_execute", note)
    return seen


def test_a_signed_in_customer_sees_all_their_orders_newest_first(counter: Counter) -> None:
    with counter.open() as shop:
        found = orders_of(shop, shopper_of(shop, "chat-1"))
    assert [o.number for o in found][:3] == ["#W1", "LK2", "LK1"]
    assert found[-1].number == "LK3"


def test_a_signed_in_customer_sees_nothing_else(counter: Counter) -> None:
    assert look(counter, "LK1", "chat-1") == MINE
    assert look(counter, "LK9", "chat-1") == OrderNotFound("LK9")


@pytest.mark.parametrize("chat", ["chat-1", GUEST])
def test_missing_and_foreign_look_alike_even_to_the_database(counter: Counter, chat: str) -> None:
    assert queries(counter, "LK9", chat) == queries(counter, "LK404", chat)


def test_signing_in_ends(counter: Counter) -> None:
    with counter.open() as shop:
        sign_in(shop, "brief", "c1", NOW + timedelta(minutes=5))
    assert isinstance(look(counter, "LK1", "brief"), Order)
    counter.clock.forward(minutes=5)
    assert isinstance(look(counter, "LK1", "brief"), OrderNotFound)


def test_signing_in_anew_replaces_who_one_is(counter: Counter) -> None:
    counter.sign_in("chat-1", "c2")
    assert isinstance(look(counter, "LK1", "chat-1"), OrderNotFound)
    assert isinstance(look(counter, "LK9", "chat-1"), Order)


def test_a_guest_sees_nothing_before_a_proof(counter: Counter) -> None:
    assert look(counter, "LK1") == OrderNotFound("LK1")
    with counter.open() as shop:
        assert orders_of(shop, shopper_of(shop, GUEST)) == ()


@pytest.mark.parametrize(
    "proof",
    [
        "1234",
        " 1234 ",
        "１２３４",
        "13800001234",
        "138-0000-1234",
        "+86 138 0000 1234",
        "c1@example.com",
        "C1@Example.COM",
    ],
)
def test_the_orders_phone_or_email_proves_it(counter: Counter, proof: str) -> None:
    assert give(counter, "LK1", proof) == Proven(MINE)
    assert look(counter, "LK1") == MINE


@pytest.mark.parametrize(
    "proof",
    [
        "",
        "123",
        "01234",
        "234",
        "1234 or 1=1",
        "@",
        "c2@example.com",
        "13800001235",
        "001234",
        "٠١٢٣",
        "😀",
        "x" * 5000,
    ],
)
def test_anything_else_does_not(counter: Counter, proof: str) -> None:
    assert give(counter, "LK1", proof) == WrongProof(4)
    assert isinstance(look(counter, "LK1"), OrderNotFound)


def test_where_there_is_no_phone_the_email_proves_it(counter: Counter) -> None:
    assert give(counter, "#W1", "1234") == WrongProof(4)
    assert give(counter, "#W1", "c1@example.com") == Proven(PHONELESS)


def test_a_missing_order_answers_like_a_wrong_proof(counter: Counter) -> None:
    assert give(counter, "LK404", "1234", "a") == give(counter, "LK9", "1234", "b")


def test_the_fifth_wrong_proof_locks(counter: Counter) -> None:
    lefts = [give(counter, "LK1", "0000") for _ in range(4)]
    assert lefts == [WrongProof(4), WrongProof(3), WrongProof(2), WrongProof(1)]
    assert give(counter, "LK1", "0000") == GuestLocked(NOW + timedelta(minutes=15))
    assert give(counter, "LK1", "1234") == GuestLocked(NOW + timedelta(minutes=15))


def test_the_lock_holds_for_the_conversation_on_every_number(counter: Counter) -> None:
    for n in range(5):
        give(counter, f"LK40{n}", "0000")
    assert isinstance(give(counter, "LK1", "1234"), GuestLocked)
    assert give(counter, "LK1", "1234", "guest-2") == Proven(MINE)


def test_the_lock_holds_for_the_number_from_every_conversation(counter: Counter) -> None:
    for n in range(5):
        give(counter, "LK1", "0000", f"guest-{n}")
    assert isinstance(give(counter, "LK1", "1234", "fresh"), GuestLocked)
    assert isinstance(give(counter, "LK2", "1234", "fresh"), Proven)


def test_the_lock_ends_after_fifteen_minutes(counter: Counter) -> None:
    for _ in range(5):
        give(counter, "LK1", "0000")
    counter.clock.forward(minutes=14, seconds=59)
    assert isinstance(give(counter, "LK1", "1234"), GuestLocked)
    counter.clock.forward(seconds=1)
    assert give(counter, "LK1", "0000") == WrongProof(4)
    assert give(counter, "LK1", "1234") == Proven(MINE)


def test_wrong_proofs_spread_over_more_than_fifteen_minutes_lock_nothing(
    counter: Counter,
) -> None:
    for _ in range(6):
        assert isinstance(give(counter, "LK1", "0000"), WrongProof)
        counter.clock.forward(minutes=4)


def test_a_locked_number_says_nothing_to_a_guest_who_has_a_proof(counter: Counter) -> None:
    give(counter, "LK1", "1234")
    for n in range(5):
        give(counter, "LK2", "0000", f"guest-{n}-else")
    assert look(counter, "LK2") == OrderNotFound("LK2")


def test_a_proof_opens_the_guests_other_orders_silently(counter: Counter) -> None:
    give(counter, "LK1", "1234")
    assert look(counter, "LK2") == LATER
    assert look(counter, "LK9") == OrderNotFound("LK9")
    with counter.open() as shop:
        found = orders_of(shop, shopper_of(shop, GUEST))
    assert [o.number for o in found] == ["LK2", "LK1"]


def test_silent_tries_end_before_numbers_can_be_guessed(counter: Counter) -> None:
    give(counter, "LK1", "1234")
    for n in range(5):
        look(counter, f"LK40{n}")
    assert look(counter, "LK2") == OrderNotFound("LK2")
    assert give(counter, "LK2", "1234") == Proven(LATER)


def test_a_silent_try_is_no_wrong_proof(counter: Counter) -> None:
    give(counter, "LK1", "1234")
    look(counter, "LK9")
    assert give(counter, "LK9", "0000") == WrongProof(4)


def test_a_proof_expires(counter: Counter) -> None:
    give(counter, "LK1", "1234")
    counter.clock.forward(minutes=119)
    assert look(counter, "LK1") == MINE
    counter.clock.forward(minutes=1)
    assert look(counter, "LK1") == OrderNotFound("LK1")


def test_a_signed_in_customer_proves_no_foreign_order(counter: Counter) -> None:
    assert give(counter, "LK9", "9999", "chat-1") == WrongProof(4)
    assert look(counter, "LK9", "chat-1") == OrderNotFound("LK9")


@pytest.mark.parametrize("number", ["", "~", "LK1'--", "LK" * 3000, "LK1\u202e", "😀"])
def test_odd_numbers_are_not_found(counter: Counter, number: str) -> None:
    give(counter, "LK1", "1234")
    assert isinstance(look(counter, number), OrderNotFound)
    assert isinstance(give(counter, number, "1234"), WrongProof)

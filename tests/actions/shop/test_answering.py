"""What staff answer: judged again, done once, or taken back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select, update

from actions.shop import tables
from actions.shop.order import ClaimKind, OrderStatus, RefundStatus
from actions.shop.policy import RemedyKind, Wish
from actions.shop.policy.refusals import (
    AmountAbovePaid,
    AmountNotPositive,
    OutOfStock,
    TooLate,
)
from actions.shop.remedies import (
    Answer,
    Done,
    NotOpen,
    RemedyNotFound,
    RemedyStatus,
    Requested,
    approve,
    open_requests,
    refuse,
)
from tests.actions.shop.counter import Counter
from tests.actions.shop.samples import HOME, PAID, claim, delivered, priced, shipped

K = RemedyKind
LK = "LK202611180001"
DEAR = priced("900.00", shipped())


def requested(counter: Counter, kind: RemedyKind = K.REFUND, wish: Wish | None = None) -> str:
    """The number of a request for this."""
    outcome = counter.yes(counter.shown(LK, kind, wish))
    assert isinstance(outcome, Requested), outcome
    return outcome.remedy.id


def say_yes(counter: Counter, remedy: str, amount: str | None = None) -> Answer:
    with counter.open() as shop:
        return approve(shop, "mei", remedy, Decimal(amount) if amount else None)


def say_no(counter: Counter, remedy: str) -> Answer:
    with counter.open() as shop:
        return refuse(shop, "mei", remedy, "the photo shows another product")


def test_a_yes_sends_the_money(tmp_path: Path) -> None:
    counter = Counter(tmp_path, DEAR)
    remedy = requested(counter)
    answer = say_yes(counter, remedy)
    assert isinstance(answer, Done)
    assert answer.remedy.status is RemedyStatus.DONE
    (back,) = counter.order(LK).refunds
    assert (back.status, back.amount) == (RefundStatus.SENT, Decimal("900.00"))


def test_a_yes_twice_sends_it_once(tmp_path: Path) -> None:
    counter = Counter(tmp_path, DEAR)
    remedy = requested(counter)
    say_yes(counter, remedy)
    assert isinstance(say_yes(counter, remedy), NotOpen)
    assert isinstance(say_no(counter, remedy), NotOpen)
    assert counter.order(LK).refunded == Decimal("900.00")


def test_a_yes_to_less_sends_less(tmp_path: Path) -> None:
    counter = Counter(tmp_path, DEAR)
    answer = say_yes(counter, requested(counter), "300.00")
    assert isinstance(answer, Done)
    assert answer.remedy.detail["amount"] == "300.00"
    after = counter.order(LK)
    assert after.refunded == Decimal("300.00")
    assert [r.status for r in after.refunds] == [RefundStatus.REFUSED, RefundStatus.SENT]
    assert answer.remedy.detail["refund"] == after.refunds[1].id


def test_less_is_taken_from_several_payments_in_their_order(tmp_path: Path) -> None:
    half = replace(PAID, amount=Decimal("450.00"))
    made = replace(DEAR, payments=(half, replace(half, id="p2", method="gift_card")))
    counter = Counter(tmp_path, made)
    assert isinstance(say_yes(counter, requested(counter), "500.00"), Done)
    sent = [r for r in counter.order(LK).refunds if r.status is RefundStatus.SENT]
    assert [(r.payment, r.amount) for r in sent] == [
        ("p2", Decimal("450.00")),
        ("p1", Decimal("50.00")),
    ]


@pytest.mark.parametrize(
    ("amount", "refusal"),
    [("900.01", AmountAbovePaid), ("-1", AmountNotPositive), ("0.001", AmountNotPositive)],
)
def test_a_wrong_amount_leaves_the_request_open(tmp_path: Path, amount: str, refusal: type) -> None:
    counter = Counter(tmp_path, DEAR)
    remedy = requested(counter)
    assert isinstance(say_yes(counter, remedy, amount), refusal)
    with counter.open() as shop:
        assert [r.id for r in open_requests(shop)] == [remedy]


def test_a_no_takes_the_request_back(tmp_path: Path) -> None:
    counter = Counter(tmp_path, DEAR)
    remedy = requested(counter)
    answer = say_no(counter, remedy)
    assert isinstance(answer, Done)
    assert answer.remedy.status is RemedyStatus.REFUSED
    after = counter.order(LK)
    assert [r.status for r in after.refunds] == [RefundStatus.REFUSED]
    assert after.refunded == 0
    assert requested(counter) != remedy


def test_who_answered_and_why_is_written_down(tmp_path: Path) -> None:
    counter = Counter(tmp_path, DEAR)
    remedy = requested(counter)
    say_no(counter, remedy)
    events = tables.remedy_events
    with counter.open() as shop:
        query = select(events.c.by, events.c.status, events.c.note).order_by(events.c.id)
        rows = [tuple(row) for row in shop.session.execute(query)]
    assert rows == [
        ("shopper", "doing", ""),
        ("shopper", "requested", ""),
        ("mei", "refused", "the photo shows another product"),
    ]


def test_a_yes_comes_in_time_if_the_request_did(tmp_path: Path) -> None:
    counter = Counter(tmp_path, delivered(6.9))
    remedy = requested(counter, K.RETURN)
    counter.clock.forward(days=3)
    assert isinstance(say_yes(counter, remedy), Done)
    assert counter.order(LK).refunded == Decimal("299.00")


def test_an_agreed_redirect_changes_the_address(tmp_path: Path) -> None:
    counter = Counter(tmp_path, shipped())
    elsewhere = replace(
        HOME, province="上海市", city="上海市", district="静安区", street="南京路1号"
    )
    remedy = requested(counter, K.REDIRECT, Wish(address=elsewhere))
    assert isinstance(say_yes(counter, remedy), Done)
    assert counter.order(LK).addresses == (elsewhere,)


def test_a_parcel_that_arrived_meanwhile_is_not_redirected(tmp_path: Path) -> None:
    counter = Counter(tmp_path, shipped())
    remedy = requested(counter, K.REDIRECT, Wish(address=replace(HOME, street="文三路2号")))
    with counter.open() as shop:
        shop.session.execute(update(tables.orders).values(status="delivered"))
    assert isinstance(say_yes(counter, remedy), TooLate)
    assert counter.order(LK).addresses == (HOME,)


def test_an_agreed_exchange_sends_goods_at_no_price(tmp_path: Path) -> None:
    counter = Counter(tmp_path, delivered(claims=(claim(ClaimKind.ITEM_PROBLEM),)))
    remedy = requested(counter, K.EXCHANGE, Wish(lines=(0,), uploads=("u1",)))
    answer = say_yes(counter, remedy)
    assert isinstance(answer, Done)
    new = counter.order(answer.remedy.detail["order"])
    assert (new.total, new.status) == (Decimal("0.00"), OrderStatus.CONFIRMED)


def test_an_exchange_without_stock_is_refused_and_stays_open(tmp_path: Path) -> None:
    counter = Counter(tmp_path, delivered(claims=(claim(ClaimKind.ITEM_PROBLEM),)))
    remedy = requested(counter, K.EXCHANGE, Wish(lines=(0,), uploads=("u1",)))
    with counter.open() as shop:
        shop.session.execute(update(tables.product_offers).values(stock=0))
    assert say_yes(counter, remedy) == OutOfStock(("SHOES",))
    with counter.open() as shop:
        assert len(open_requests(shop)) == 1


def test_an_unknown_number_is_said_to_be_unknown(tmp_path: Path) -> None:
    counter = Counter(tmp_path, DEAR)
    assert say_yes(counter, "R-2222-2222") == RemedyNotFound()
    assert say_no(counter, "'; DROP TABLE remedies") == RemedyNotFound()

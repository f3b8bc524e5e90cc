"""Another number of what was ordered: the new order and the cancelled one come about together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from sqlalchemy import update

from actions.shop import tables
from actions.shop.order import (
    CancelledBy,
    CancelReason,
    Order,
    OrderStatus,
    RefundStatus,
)
from actions.shop.policy import RemedyKind, Wish
from actions.shop.policy.effects import LineChange
from actions.shop.policy.refusals import (
    AlreadyCancelled,
    NoSuchVariant,
    NotSoMany,
    TooLate,
)
from actions.shop.remedies import AlreadyDone, Changed, Done, RemedyStatus
from tests.actions.shop.counter import Counter
from tests.actions.shop.samples import SHOES, order, priced, unpaid

SUBSTITUTE = RemedyKind.SUBSTITUTE
LK = "LK202611180001"
THREE = Wish(changes=(LineChange(0, quantity=3),))


def put(counter: Counter, **values: object) -> None:
    with counter.open() as shop:
        table = tables.orders
        shop.session.execute(update(table).where(table.c.number == LK).values(**values))


def stock(counter: Counter, left: int | None = None) -> int:
    """How many shoes there are at `lark`; first set to `left` if that is given."""
    with counter.open() as shop:
        table = tables.product_offers
        if left is not None:
            shoes = update(table).where(table.c.sku == SHOES.sku)
            shop.session.execute(shoes.values(stock=left))
    with counter.open() as shop:
        return shop.orders.find_products([SHOES.sku])[SHOES.sku].offers[0].stock


def the_new_one(counter: Counter) -> Order:
    (made,) = [each for each in counter.orders() if each.number != LK]
    return made


def test_the_old_order_is_cancelled_and_paid_back_and_the_new_one_waits_for_payment(
    tmp_path: Path,
) -> None:
    counter = Counter(tmp_path, priced("199.00", order()))
    outcome = counter.yes(counter.shown(LK, SUBSTITUTE, THREE))
    assert isinstance(outcome, Done)
    old, new = counter.order(LK), the_new_one(counter)
    assert old.cancelled is not None
    assert (old.cancelled.by, old.cancelled.reason) == (
        CancelledBy.CUSTOMER,
        CancelReason.SHOPPER_REQUEST,
    )
    assert [(r.amount, r.status) for r in old.refunds] == [(Decimal("199.00"), RefundStatus.SENT)]
    assert (new.status, new.total, new.payments) == (OrderStatus.PLACED, Decimal("597.00"), ())
    assert [(line.sku, line.quantity) for line in new.lines] == [("SHOES", 3)]
    (remedy,) = counter.remedies(LK)
    assert (remedy.kind, remedy.status) == (SUBSTITUTE, RemedyStatus.DONE)
    assert remedy.detail["order"] == new.number


def test_the_same_yes_twice_changes_it_once(tmp_path: Path) -> None:
    counter = Counter(tmp_path, order())
    proposal = counter.shown(LK, SUBSTITUTE, THREE)
    assert isinstance(counter.yes(proposal), Done)
    assert isinstance(counter.yes(proposal), AlreadyDone)
    assert len(counter.orders()) == 2
    assert len(counter.order(LK).refunds) == 1
    assert isinstance(counter.propose(LK, SUBSTITUTE, THREE), AlreadyCancelled)


def test_what_it_had_taken_counts_for_what_it_becomes(tmp_path: Path) -> None:
    held = replace(SHOES, quantity=2, reserved=2)
    counter = Counter(tmp_path, unpaid(lines=(held,)))
    stock(counter, left=1)
    assert counter.propose(LK, SUBSTITUTE, Wish(changes=(LineChange(0, quantity=4),))) == (
        NotSoMany(4, 3)
    )
    assert isinstance(counter.yes(counter.shown(LK, SUBSTITUTE, THREE)), Done)
    assert stock(counter) == 0
    assert counter.order(LK).lines[0].reserved == 0
    assert the_new_one(counter).lines[0].reserved == 3


def test_if_the_new_one_cannot_be_had_the_old_one_stays_as_it_was(tmp_path: Path) -> None:
    counter = Counter(tmp_path, order())
    proposal = counter.shown(LK, SUBSTITUTE, THREE)
    stock(counter, left=1)
    assert counter.yes(proposal) == NotSoMany(3, 1)
    assert counter.order(LK) == order()
    assert len(counter.orders()) == 1


def test_an_order_that_was_packed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    counter = Counter(tmp_path, order())
    proposal = counter.shown(LK, SUBSTITUTE, THREE)
    put(counter, status="packed")
    assert counter.yes(proposal) == TooLate(SUBSTITUTE, OrderStatus.PACKED)
    assert counter.order(LK).refunds == ()


def test_a_price_that_rose_meanwhile_is_shown_before_it_is_taken(tmp_path: Path) -> None:
    counter = Counter(tmp_path, order())
    proposal = counter.shown(LK, SUBSTITUTE, THREE)
    with counter.open() as shop:
        table = tables.product_offers
        dearer = update(table).where(table.c.sku == SHOES.sku)
        shop.session.execute(dearer.values(price=Decimal("299.00")))
    outcome = counter.yes(proposal)
    assert isinstance(outcome, Changed)
    assert outcome.proposal.effect.difference == Decimal("698.00")
    assert isinstance(counter.yes(outcome.proposal), Done)


def test_another_size_is_found_by_the_name_of_the_product(tmp_path: Path) -> None:
    counter = Counter(tmp_path, order())
    with counter.open() as shop:
        products, offers = tables.products, tables.product_offers
        shoes = update(products).where(products.c.sku == SHOES.sku)
        shop.session.execute(shoes.values(options={"size": "42"}))
        other = {"sku": "SHOES-43", "name_zh": "跑鞋", "name_en": "Running shoes"}
        shop.session.execute(products.insert().values(**other, options={"size": "43"}, similar=[]))
        offer = {"sku": "SHOES-43", "seller": "lark", "position": 0, "stock": 2}
        shop.session.execute(offers.insert().values(**offer, price=Decimal("209.00")))
    bigger = Wish(changes=(LineChange(0, options=(("size", "43"),)),))
    assert isinstance(counter.yes(counter.shown(LK, SUBSTITUTE, bigger)), Done)
    assert [line.sku for line in the_new_one(counter).lines] == ["SHOES-43", "BALL"]
    absent = Wish(changes=(LineChange(0, options=(("size", "99"),)),))
    with counter.open() as shop:
        assert shop.orders.find_variants(["NO-SUCH"]) == {}
        assert set(shop.orders.find_variants(["SHOES"])) == {"SHOES", "SHOES-43"}
    fresh = the_new_one(counter).number
    assert counter.propose(fresh, SUBSTITUTE, absent) == NoSuchVariant(("99",))

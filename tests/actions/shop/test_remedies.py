"""Proposing and carrying out at a real shop: what is shown is done, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import update

from actions.shop import tables
from actions.shop.access import OrderNotFound
from actions.shop.order import (
    Address,
    CancelReason,
    ClaimKind,
    DeliverySlot,
    Order,
    OrderStatus,
    PaymentStatus,
    RefundStatus,
    ShipmentStatus,
)
from actions.shop.policy import RemedyKind, Wish
from actions.shop.policy.refusals import (
    AlreadyOrderedAgain,
    NothingLeftToRefund,
    OutOfStock,
    TooLate,
)
from actions.shop.remedies import (
    AlreadyDone,
    Changed,
    Done,
    ProposalGone,
    RemedyStatus,
    Requested,
)
from tests.actions.shop.counter import CHAT, Counter
from tests.actions.shop.samples import (
    HOME,
    PAID,
    claim,
    delivered,
    order,
    parcel,
    priced,
    shipped,
    unpaid,
)

K = RemedyKind
LK = "LK202611180001"
ELSEWHERE = replace(HOME, city="宁波市", district="海曙区", street="药行街2号", postcode="315000")


def test_nothing_is_done_by_showing_it(tmp_path: Path) -> None:
    counter = Counter(tmp_path, order())
    counter.shown(LK, K.REFUND)
    assert counter.order(LK) == order()
    assert counter.remedies(LK) == ()


def test_a_refund_is_sent_and_its_remedy_done(tmp_path: Path) -> None:
    counter = Counter(tmp_path, shipped())
    outcome = counter.yes(counter.shown(LK, K.REFUND))
    assert isinstance(outcome, Done)
    (back,) = counter.order(LK).refunds
    assert (back.status, back.amount, back.payment) == (RefundStatus.SENT, Decimal("299.00"), "p1")
    (remedy,) = counter.remedies(LK)
    assert remedy.status is RemedyStatus.DONE
    assert remedy.detail == {"amount": "299.00", "refund": back.id}


def test_what_needs_a_person_is_requested(tmp_path: Path) -> None:
    counter = Counter(tmp_path, priced("900.00", shipped()))
    outcome = counter.yes(counter.shown(LK, K.REFUND))
    assert isinstance(outcome, Requested)
    (back,) = counter.order(LK).refunds
    assert back.status is RefundStatus.REQUESTED
    assert outcome.remedy.status is RemedyStatus.REQUESTED
    assert isinstance(counter.propose(LK, K.REFUND), NothingLeftToRefund)


def test_cancelling_a_paid_order_is_one_remedy_and_a_refund(tmp_path: Path) -> None:
    counter = Counter(tmp_path, order())
    assert isinstance(counter.yes(counter.shown(LK, K.CANCEL)), Done)
    after = counter.order(LK)
    assert after.status is OrderStatus.CANCELLED
    assert after.cancelled is not None
    assert after.cancelled.reason is CancelReason.SHOPPER_REQUEST
    assert [r.status for r in after.refunds] == [RefundStatus.SENT]
    assert [r.kind for r in counter.remedies(LK)] == [K.CANCEL]


def test_cancelling_an_unpaid_order_leaves_no_refund(tmp_path: Path) -> None:
    counter = Counter(tmp_path, unpaid())
    assert isinstance(counter.yes(counter.shown(LK, K.CANCEL)), Done)
    assert counter.order(LK).refunds == ()


def test_an_address_is_changed_and_both_are_noted(tmp_path: Path) -> None:
    counter = Counter(tmp_path, order())
    outcome = counter.yes(counter.shown(LK, K.CHANGE_ADDRESS, Wish(address=ELSEWHERE)))
    assert isinstance(outcome, Done)
    assert counter.order(LK).addresses == (ELSEWHERE,)
    assert outcome.remedy.detail["before"]["city"] == "杭州市"
    assert outcome.remedy.detail["after"]["city"] == "宁波市"


def test_of_several_addresses_the_chosen_one_is_left(tmp_path: Path) -> None:
    counter = Counter(tmp_path, order(addresses=(HOME, ELSEWHERE)))
    assert isinstance(counter.yes(counter.shown(LK, K.CHANGE_ADDRESS, Wish(address=HOME))), Done)
    assert counter.order(LK).addresses == (HOME,)


def test_a_slot_is_changed_and_written_as_order_files_write_it(tmp_path: Path) -> None:
    counter = Counter(tmp_path, shipped())
    window = DeliverySlot(date(2026, 11, 19), time(9), time(12))
    outcome = counter.yes(counter.shown(LK, K.RESCHEDULE, Wish(slot=window)))
    assert isinstance(outcome, Done)
    shipment = counter.order(LK).shipment
    assert shipment is not None
    assert shipment.slot == window
    after = {"date": "2026-11-19", "from": "09:00", "to": "12:00"}
    assert outcome.remedy.detail == {"before": None, "after": after}


def test_a_paid_order_that_waits_is_confirmed(tmp_path: Path) -> None:
    counter = Counter(tmp_path, order(status=OrderStatus.PLACED, confirmed_at=None))
    assert isinstance(counter.yes(counter.shown(LK, K.CONFIRM_PAYMENT)), Done)
    assert counter.order(LK).status is OrderStatus.CONFIRMED


def test_a_surplus_goes_back_once(tmp_path: Path) -> None:
    counter = Counter(tmp_path, order(payments=(PAID, replace(PAID, id="p2"))))
    assert isinstance(counter.yes(counter.shown(LK, K.REFUND_SURPLUS)), Done)
    after = counter.order(LK)
    assert after.refunded == Decimal("299.00")
    assert after.status is OrderStatus.CONFIRMED


def test_a_reorder_makes_a_new_order_that_awaits_payment(tmp_path: Path) -> None:
    counter = Counter(tmp_path, unpaid())
    outcome = counter.yes(counter.shown(LK, K.REORDER))
    assert isinstance(outcome, Done)
    new = counter.order(outcome.remedy.detail["order"])
    assert new.status is OrderStatus.PLACED
    assert new.total == Decimal("309.00")  # balls cost 55.00 now
    assert counter.propose(LK, K.REORDER) == AlreadyOrderedAgain(new.number)


def test_a_substitute_pays_back_the_line_and_orders_the_other(tmp_path: Path) -> None:
    counter = Counter(tmp_path, order())
    wish = Wish(lines=(0,), seller="finch")
    shown = counter.shown(LK, K.SUBSTITUTE, wish)
    assert shown.effect.difference == Decimal("10.00")
    outcome = counter.yes(shown)
    assert isinstance(outcome, Done)
    before, new = counter.order(LK), counter.order(outcome.remedy.detail["order"])
    assert before.status is OrderStatus.CONFIRMED
    assert before.refunded == Decimal("199.00")
    assert [(line.sku, line.seller) for line in new.lines] == [("SHOES", "finch")]
    assert new.total == Decimal("209.00")


def test_a_lost_parcel_is_sent_again_at_no_price(tmp_path: Path) -> None:
    counter = Counter(tmp_path, shipped(shipments=(parcel(status=ShipmentStatus.LOST),)))
    outcome = counter.yes(counter.shown(LK, K.RESEND))
    assert isinstance(outcome, Done)
    new = counter.order(outcome.remedy.detail["order"])
    assert (new.total, new.status) == (Decimal("0.00"), OrderStatus.CONFIRMED)
    assert counter.order(LK).refunds == ()


def test_a_claim_is_put_on_the_order(tmp_path: Path) -> None:
    counter = Counter(tmp_path, delivered())
    wish = Wish(problem=ClaimKind.NOT_RECEIVED, text="没收到")
    assert isinstance(counter.yes(counter.shown(LK, K.CLAIM, wish)), Done)
    (noted,) = counter.order(LK).claims
    assert (noted.kind, noted.text, noted.status) == (ClaimKind.NOT_RECEIVED, "没收到", "open")


def test_a_redirect_waits_for_the_carrier_and_changes_nothing_yet(tmp_path: Path) -> None:
    counter = Counter(tmp_path, shipped())
    outcome = counter.yes(counter.shown(LK, K.REDIRECT, Wish(address=ELSEWHERE)))
    assert isinstance(outcome, Requested)
    assert counter.order(LK).addresses == (HOME,)


@pytest.mark.parametrize(
    ("kind", "made", "wish"),
    [
        (K.RETURN, delivered(), Wish(lines=(1,))),
        (
            K.EXCHANGE,
            delivered(claims=(claim(ClaimKind.ITEM_PROBLEM),)),
            Wish(lines=(0,), uploads=("u1",)),
        ),
        (K.TRACE, shipped(), Wish()),
        (K.INVOICE, delivered(), Wish(email="c1@example.com")),
    ],
)
def test_what_others_must_do_is_requested(
    tmp_path: Path, kind: RemedyKind, made: Order, wish: Wish
) -> None:
    counter = Counter(tmp_path, made)
    assert isinstance(counter.yes(counter.shown(LK, kind, wish)), Requested)
    assert len(counter.orders()) == 1


def test_a_link_to_pay_is_noted_and_nothing_else_happens(tmp_path: Path) -> None:
    counter = Counter(tmp_path, unpaid())
    outcome = counter.yes(counter.shown(LK, K.PAY_LINK))
    assert isinstance(outcome, Done)
    assert LK in outcome.remedy.detail["link"]
    assert counter.order(LK) == unpaid()


def test_the_same_yes_twice_is_done_once(tmp_path: Path) -> None:
    counter = Counter(tmp_path, shipped())
    proposal = counter.shown(LK, K.REFUND)
    first, second = counter.yes(proposal), counter.yes(proposal)
    assert isinstance(first, Done)
    assert isinstance(second, AlreadyDone)
    assert second.remedy == first.remedy
    assert len(counter.order(LK).refunds) == 1


def test_what_was_shown_is_shown_under_the_same_number_again(tmp_path: Path) -> None:
    counter = Counter(tmp_path, shipped())
    first = counter.shown(LK, K.REFUND)
    counter.clock.forward(minutes=20)
    again = counter.shown(LK, K.REFUND)
    assert again.id == first.id
    assert again.until > first.until
    assert counter.shown(LK, K.REFUND, Wish(amount=Decimal("5.00"))).id != first.id


def test_two_tabs_refund_the_same_money_once(tmp_path: Path) -> None:
    counter = Counter(tmp_path, shipped())
    counter.sign_in("chat-2", "c1")
    here, there = counter.shown(LK, K.REFUND), counter.shown(LK, K.REFUND, chat="chat-2")
    assert isinstance(counter.yes(here), Done)
    assert isinstance(counter.yes(there, "chat-2"), NothingLeftToRefund)
    assert counter.order(LK).refunded == Decimal("299.00")


def test_a_changed_effect_is_shown_before_it_is_done(tmp_path: Path) -> None:
    counter = Counter(tmp_path, shipped())
    whole = counter.shown(LK, K.REFUND)
    counter.yes(counter.shown(LK, K.REFUND, Wish(amount=Decimal("100.00"))))
    outcome = counter.yes(whole)
    assert isinstance(outcome, Changed)
    assert outcome.proposal.effect.amount == Decimal("199.00")
    assert counter.order(LK).refunded == Decimal("100.00")
    assert isinstance(counter.yes(outcome.proposal), Done)
    assert counter.order(LK).refunded == Decimal("299.00")


def test_an_order_that_was_packed_meanwhile_is_not_cancelled(tmp_path: Path) -> None:
    counter = Counter(tmp_path, order())
    proposal = counter.shown(LK, K.CANCEL)
    with counter.open() as shop:
        shop.session.execute(update(tables.orders).values(status="packed"))
    assert isinstance(counter.yes(proposal), TooLate)
    assert counter.remedies(LK) == ()


def test_an_expired_proposal_is_gone(tmp_path: Path) -> None:
    counter = Counter(tmp_path, shipped())
    proposal = counter.shown(LK, K.REFUND)
    counter.clock.forward(minutes=30)
    assert counter.yes(proposal) == ProposalGone()
    assert counter.order(LK).refunds == ()


def test_a_yes_counts_only_where_it_was_asked_for(tmp_path: Path) -> None:
    counter = Counter(tmp_path, shipped())
    counter.sign_in("chat-2", "c1")
    proposal = counter.shown(LK, K.REFUND)
    assert counter.yes(proposal, "chat-2") == ProposalGone()
    unknown = replace(proposal, id="P-2222-2222")
    assert counter.yes(unknown) == ProposalGone()


def test_a_conversation_that_changed_hands_does_nothing(tmp_path: Path) -> None:
    counter = Counter(tmp_path, shipped())
    proposal = counter.shown(LK, K.REFUND)
    counter.sign_in(CHAT, "c2")
    assert counter.yes(proposal) == OrderNotFound(LK)


@pytest.mark.parametrize("number", ["LK999", "", "'; DROP TABLE orders; --", "LK" * 500])
def test_nothing_is_proposed_for_an_order_that_is_not_there(tmp_path: Path, number: str) -> None:
    counter = Counter(tmp_path, shipped(customer="c2"))
    assert isinstance(counter.propose(number, K.REFUND), OrderNotFound)
    assert counter.propose(LK, K.REFUND) == OrderNotFound(LK)


def test_goods_that_ran_out_meanwhile_are_not_ordered(tmp_path: Path) -> None:
    counter = Counter(tmp_path, unpaid())
    proposal = counter.shown(LK, K.REORDER)
    with counter.open() as shop:
        shop.session.execute(update(tables.product_offers).values(stock=0))
    assert counter.yes(proposal) == OutOfStock(("SHOES", "BALL"))
    assert len(counter.orders()) == 1


def test_a_reference_can_be_read_out(tmp_path: Path) -> None:
    counter = Counter(tmp_path, shipped())
    outcome = counter.yes(counter.shown(LK, K.REFUND))
    assert isinstance(outcome, Done)
    prefix, first, second = outcome.remedy.id.split("-")
    assert (prefix, len(first), len(second)) == ("R", 4, 4)
    assert not set("01OIL") & set(first + second)


def test_an_address_given_in_part_is_completed(tmp_path: Path) -> None:
    counter = Counter(tmp_path, order(addresses=(replace(HOME, phone="12345"),)))
    wish = Wish(address=Address(phone="13900005678"))
    assert isinstance(counter.yes(counter.shown(LK, K.CHANGE_ADDRESS, wish)), Done)
    assert counter.order(LK).addresses == (replace(HOME, phone="13900005678"),)


def test_a_pending_payment_is_never_refunded(tmp_path: Path) -> None:
    pending = replace(PAID, status=PaymentStatus.PENDING)
    counter = Counter(tmp_path, unpaid(payments=(pending,)))
    assert isinstance(counter.yes(counter.shown(LK, K.CANCEL)), Done)
    assert counter.order(LK).refunds == ()

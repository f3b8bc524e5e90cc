"""New orders in place of old ones, returns and claims, at their boundaries."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from actions.shop.order import (
    Cancellation,
    CancelledBy,
    CancelReason,
    ClaimKind,
    Order,
    OrderStatus,
    ShipmentStatus,
    TrackingCode,
    TrackingEvent,
)
from actions.shop.policy import Approval, Effect, Entry, Record, RemedyKind, Wish, substitutes
from actions.shop.policy.effects import WaitsFor
from actions.shop.policy.refusals import (
    AddressIncomplete,
    AlreadyAsked,
    AlreadyOrderedAgain,
    AlreadyReplaced,
    EmailInvalid,
    InvoiceTooLate,
    NoParcelYet,
    NoProductNamed,
    NothingCaptured,
    NotSimilar,
    OutOfStock,
    PhotoMissing,
    ReturnWindowOver,
    SameProduct,
    TooEarly,
    TooLate,
    UnknownLine,
    UnknownProduct,
    WrongState,
)
from tests.actions.shop.samples import (
    HOME,
    NOW,
    PRODUCTS,
    SHOES,
    ago,
    claim,
    context,
    delivered,
    effect_of,
    judged,
    order,
    parcel,
    priced,
    refund,
    shipped,
    unpaid,
)

K = RemedyKind
NO_SHOES = context({("SHOES", "lark"): 0, ("BALL", "lark"): 9})


def test_a_reorder_costs_what_the_goods_cost_today() -> None:
    made = order(shipping_fee=Decimal("10.00"), total=Decimal("309.00"))
    effect = effect_of(made, K.REORDER)
    assert effect.new_total == Decimal("319.00")
    assert (effect.difference, effect.to_pay) == (Decimal("10.00"), Decimal("319.00"))
    assert effect.address_after == HOME
    assert effect.stock_suffices is True


def test_a_cancelled_order_is_ordered_again_with_its_data_put_right() -> None:
    wrong = Cancellation(CancelledBy.SYSTEM, CancelReason.ADDRESS_INVALID, ago(hours=1))
    made = unpaid(
        status=OrderStatus.CANCELLED, cancelled=wrong, addresses=(replace(HOME, street=""),)
    )
    assert judged(made, K.REORDER) == AddressIncomplete(("street",))
    assert effect_of(made, K.REORDER, Wish(address=HOME)).address_after == HOME


def test_only_what_is_there_is_ordered_again() -> None:
    assert judged(order(lines=(replace(SHOES, quantity=6),)), K.REORDER) == OutOfStock(("SHOES",))
    assert effect_of(order(lines=(replace(SHOES, quantity=5),)), K.REORDER)
    twice = order(lines=(replace(SHOES, quantity=3), replace(SHOES, quantity=3)))
    assert judged(twice, K.REORDER) == OutOfStock(("SHOES",))
    assert judged(order(), K.REORDER, record=Record()) == UnknownProduct("SHOES")


@pytest.mark.parametrize(("minutes", "again"), [(29.9, False), (30, True)])
def test_the_same_order_is_not_made_twice_in_half_an_hour(minutes: float, again: bool) -> None:
    made = Entry("R-1", K.REORDER, ago(minutes=minutes), new_order="LK2")
    answer = judged(order(), K.REORDER, record=Record((made,), PRODUCTS))
    assert isinstance(answer, Effect) is again
    assert again or answer == AlreadyOrderedAgain("LK2")


def test_another_seller_takes_over_a_line_that_ran_out() -> None:
    effect = effect_of(order(), K.SUBSTITUTE, Wish(seller="finch"), NO_SHOES)
    assert effect.positions == (0,)
    assert (effect.amount, effect.to_pay) == (Decimal("199.00"), Decimal("209.00"))
    assert (effect.difference, effect.cancels) == (Decimal("10.00"), False)


def test_where_all_lines_are_replaced_the_order_is() -> None:
    made = priced("199.00", order(shipping_fee=Decimal("8.00")))
    effect = effect_of(made, K.SUBSTITUTE, Wish(sku="BOOTS"))
    assert (effect.cancels, effect.amount) == (True, Decimal("199.00"))
    assert effect.new_total == Decimal("197.00")
    assert effect.difference == Decimal("-10.00")


def test_an_unpaid_order_is_replaced_whole() -> None:
    effect = effect_of(unpaid(), K.SUBSTITUTE, Wish(lines=(0,), sku="BOOTS"))
    assert (effect.cancels, effect.amount) == (True, Decimal(0))
    assert [line.sku for line in effect.new_lines] == ["BOOTS", "BALL"]


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (Wish(lines=(0,)), NoProductNamed()),
        (Wish(lines=(0, 1), sku="BOOTS"), NoProductNamed()),
        (Wish(lines=(0,), sku="BALL"), NotSimilar("BALL")),
        (Wish(lines=(0,), sku="KITE"), UnknownProduct("KITE")),
        (Wish(lines=(0,), sku="SHOES", seller="lark"), SameProduct()),
        (Wish(lines=(0,), seller="nobody"), OutOfStock(("SHOES",))),
        (Wish(lines=(7,), seller="finch"), UnknownLine(7, 2)),
    ],
)
def test_a_substitute_must_be_one(wish: Wish, refusal: object) -> None:
    assert judged(order(), K.SUBSTITUTE, wish) == refusal


def test_goods_are_replaced_before_packing_or_where_they_ran_out() -> None:
    wish = Wish(lines=(0,), seller="finch")
    packed = order(status=OrderStatus.PACKED)
    assert isinstance(judged(packed, K.SUBSTITUTE, wish), TooLate)
    assert isinstance(judged(packed, K.SUBSTITUTE, wish, NO_SHOES), Effect)
    assert isinstance(judged(shipped(), K.SUBSTITUTE, wish, NO_SHOES), TooLate)


def test_what_may_stand_in_is_listed_with_its_price_difference() -> None:
    found = [(p.sku, o.seller, d) for p, o, d in substitutes(SHOES, PRODUCTS)]
    assert found == [
        ("SHOES", "finch", Decimal("10.00")),
        ("BOOTS", "lark", Decimal("-10.00")),
    ]


@pytest.mark.parametrize(("days", "possible"), [(2.99, False), (3, True)])
def test_a_parcel_three_days_late_is_sent_again(days: float, possible: bool) -> None:
    made = shipped(shipments=(parcel(promised_at=ago(days=days)),))
    answer = judged(made, K.RESEND)
    assert isinstance(answer, Effect) is possible
    assert possible or answer == TooEarly(K.RESEND, OrderStatus.SHIPPED, ago(days=days - 3))


@pytest.mark.parametrize(("days", "possible"), [(4.9, False), (5.1, True)])
def test_a_silent_parcel_is_sent_again(days: float, possible: bool) -> None:
    heard = TrackingEvent(ago(days=days), TrackingCode.IN_TRANSIT)
    made = shipped(shipments=(parcel(events=(heard,)),))
    assert isinstance(judged(made, K.RESEND), Effect) is possible


def test_goods_are_sent_again_at_no_price_and_once() -> None:
    lost = shipped(shipments=(parcel(status=ShipmentStatus.LOST),))
    effect = effect_of(lost, K.RESEND)
    assert {effect.new_total, effect.to_pay, effect.amount} == {Decimal(0)}
    done = Record((Entry("R-1", K.RESEND, NOW, new_order="LK2"),), PRODUCTS)
    assert judged(lost, K.RESEND, record=done) == AlreadyReplaced("LK2")
    asked = Record((Entry("R-1", K.REFUND, NOW, open=True),), PRODUCTS)
    assert judged(lost, K.RESEND, record=asked) == AlreadyAsked("R-1", K.REFUND)
    assert not isinstance(judged(replace(lost, refunds=(refund("299.00"),)), K.RESEND), Effect)


def test_dear_goods_are_sent_again_by_a_person() -> None:
    lost = priced("500.01", shipped(shipments=(parcel(status=ShipmentStatus.LOST),)))
    assert effect_of(lost, K.RESEND).approval_why is Approval.OVER_LIMIT


def test_what_was_not_received_is_sent_again_by_a_person() -> None:
    assert isinstance(judged(delivered(), K.RESEND), WrongState)
    made = delivered(claims=(claim(ClaimKind.NOT_RECEIVED),))
    assert effect_of(made, K.RESEND).approval_why is Approval.GOODS_NOT_RECEIVED


@pytest.mark.parametrize(("days", "over"), [(15, False), (15.01, True)])
def test_an_exchange_has_fifteen_days(days: float, over: bool) -> None:
    wish = Wish(lines=(0,), uploads=("u1",))
    answer = judged(delivered(days), K.EXCHANGE, wish)
    assert isinstance(answer, ReturnWindowOver) is over


def test_an_exchange_needs_a_photo_and_a_person() -> None:
    assert judged(delivered(), K.EXCHANGE, Wish(lines=(0,))) == PhotoMissing()
    effect = effect_of(delivered(), K.EXCHANGE, Wish(lines=(0,), uploads=("u1",), sku="BOOTS"))
    assert (effect.approval, effect.waits_for) == (True, WaitsFor.STAFF)
    assert [(line.sku, line.unit_price) for line in effect.new_lines] == [("BOOTS", Decimal(0))]


def test_goods_that_are_not_there_yet_are_neither_returned_nor_exchanged() -> None:
    for kind in (K.RETURN, K.EXCHANGE):
        assert judged(shipped(), kind) == TooEarly(kind, OrderStatus.SHIPPED)


@pytest.mark.parametrize(
    ("days", "problem", "over"),
    [(7, None, False), (7.01, None, True), (15, "item", False), (15.01, "item", True)],
)
def test_a_return_has_its_window(days: float, problem: str | None, over: bool) -> None:
    kind = ClaimKind.ITEM_PROBLEM if problem else None
    answer = judged(delivered(days), K.RETURN, Wish(problem=kind, uploads=("u1",)))
    assert isinstance(answer, ReturnWindowOver) is over


def test_a_return_without_a_reason_needs_no_photo_but_a_person() -> None:
    effect = effect_of(delivered(), K.RETURN, Wish(lines=(1,)))
    assert effect.approval_why is Approval.GOODS_MUST_COME_BACK
    assert effect.amount == Decimal("100.00")
    faulty = Wish(lines=(1,), problem=ClaimKind.ITEM_PROBLEM)
    assert judged(delivered(), K.RETURN, faulty) == PhotoMissing()


@pytest.mark.parametrize(
    ("made", "problem", "possible"),
    [
        (delivered(), ClaimKind.NOT_RECEIVED, True),
        (shipped(), ClaimKind.NOT_RECEIVED, False),
        (delivered(), ClaimKind.ITEM_PROBLEM, True),
        (delivered(15.01), ClaimKind.ITEM_PROBLEM, False),
        (shipped(), ClaimKind.COURIER, True),
        (order(), ClaimKind.COURIER, False),
        (delivered(claims=(claim(ClaimKind.COURIER),)), ClaimKind.COURIER, False),
    ],
)
def test_a_claim_fits_its_order(made: Order, problem: ClaimKind, possible: bool) -> None:
    assert isinstance(judged(made, K.CLAIM, Wish(problem=problem)), Effect) is possible


def test_a_claim_is_answered_within_two_days() -> None:
    effect = effect_of(delivered(), K.CLAIM)
    assert effect.problem is ClaimKind.NOT_RECEIVED
    assert effect.answer_by == ago(days=-2)
    assert effect_of(delivered(), K.CLAIM, Wish(lines=(0,))).problem is ClaimKind.ITEM_PROBLEM


def test_a_parcel_under_way_is_traced_once() -> None:
    assert effect_of(shipped(), K.TRACE).waits_for is WaitsFor.CARRIER
    assert judged(order(), K.TRACE) == NoParcelYet()
    assert isinstance(judged(delivered(), K.TRACE), WrongState)
    asked = Record((Entry("R-1", K.TRACE, NOW, open=True),))
    assert judged(shipped(), K.TRACE, record=asked) == AlreadyAsked("R-1", K.TRACE)


@pytest.mark.parametrize(
    "email", ["", "c1", "c1@", "@x.com", "a b@x.com", "a@b", f"{'x' * 300}@b.cn"]
)
def test_an_invoice_needs_an_address_to_go_to(email: str) -> None:
    assert judged(order(), K.INVOICE, Wish(email=email)) == EmailInvalid(email)


@pytest.mark.parametrize(("days", "late"), [(180, False), (180.01, True)])
def test_an_invoice_is_made_for_half_a_year(days: float, late: bool) -> None:
    made = order(placed_at=ago(days=days))
    answer = judged(made, K.INVOICE, Wish(email="a@b.cn"))
    assert isinstance(answer, InvoiceTooLate) is late
    assert judged(unpaid(), K.INVOICE, Wish(email="a@b.cn")) == NothingCaptured()

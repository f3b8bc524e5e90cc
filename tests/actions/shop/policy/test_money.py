"""What moves money, at its boundaries."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from actions.shop.order import (
    Cancellation,
    CancelledBy,
    CancelReason,
    ClaimKind,
    OrderStatus,
    Payment,
    PaymentStatus,
    RefundStatus,
)
from actions.shop.policy import Approval, Effect, Entry, Record, RemedyKind, Wish
from actions.shop.policy.effects import WaitsFor
from actions.shop.policy.refusals import (
    AlreadyAsked,
    AlreadyCancelled,
    AlreadyConfirmed,
    AlreadyPaid,
    AlreadyReplaced,
    AmountAbovePaid,
    AmountNotPositive,
    GoodsPaidBack,
    NoSurplus,
    NothingCaptured,
    NothingLeftToRefund,
    NotPaidInFull,
    PaymentUnderWay,
    ReturnWindowOver,
    StillUnderWay,
    TooLate,
    UnknownLine,
)
from tests.actions.shop.samples import (
    NOW,
    PAID,
    PRODUCTS,
    SHOES,
    ago,
    claim,
    context,
    delivered,
    effect_of,
    judged,
    order,
    priced,
    refund,
    shipped,
    unpaid,
)

TWICE = (PAID, replace(PAID, id="p2", method="wechat_pay"))


def test_an_unpacked_order_is_refunded_whole_and_cancelled_without_a_person() -> None:
    effect = effect_of(priced("9000.00", order()), RemedyKind.REFUND)
    assert (effect.amount, effect.cancels, effect.approval) == (Decimal("9000.00"), True, False)
    assert effect.methods == ("alipay",)


@pytest.mark.parametrize(
    ("price", "why"), [("500.00", None), ("500.01", Approval.OVER_LIMIT), ("0.01", None)]
)
def test_goods_under_way_are_refunded_up_to_the_limit(price: str, why: Approval | None) -> None:
    effect = effect_of(priced(price, shipped()), RemedyKind.REFUND)
    assert effect.approval_why is why
    assert effect.approval is (why is not None)
    assert effect.waits_for is (WaitsFor.STAFF if why else None)
    assert effect.cancels is False


def test_the_limit_holds_for_an_order_not_for_each_of_its_refunds() -> None:
    made = replace(priced("900.00", shipped()), refunds=(refund("450.00"),))
    effect = effect_of(made, RemedyKind.REFUND, Wish(amount=Decimal("50.01")))
    assert effect.approval_why is Approval.OVER_LIMIT
    assert effect.approval_limit == Decimal("500")
    assert not effect_of(made, RemedyKind.REFUND, Wish(amount=Decimal("50.00"))).approval


@pytest.mark.parametrize(("price", "asks"), [("70.00", False), ("70.01", True)])
def test_dollars_have_a_limit_of_their_own(price: str, asks: bool) -> None:
    assert effect_of(priced(price, shipped(currency="USD")), RemedyKind.REFUND).approval is asks


def test_a_currency_without_a_limit_needs_a_person() -> None:
    effect = effect_of(priced("1.00", shipped(currency="EUR")), RemedyKind.REFUND)
    assert effect.approval_why is Approval.CURRENCY_WITHOUT_LIMIT


def test_the_imported_shop_without_limits_never_asks_a_person() -> None:
    made = priced("2674.40", shipped(currency="USD"))
    tau = replace(made, lines=(replace(made.lines[0], seller="tau"),))
    assert not effect_of(tau, RemedyKind.REFUND).approval


@pytest.mark.parametrize(("before", "asks"), [(0, False), (1, False), (2, True)])
def test_the_third_automatic_refund_in_thirty_days_needs_a_person(before: int, asks: bool) -> None:
    others = [
        shipped(number=f"LK{n}", refunds=(refund("10.00", at=ago(days=n + 1)),))
        for n in range(before)
    ]
    effect = effect_of(shipped(), RemedyKind.REFUND, around=context(None, *others))
    assert effect.approval is asks


@pytest.mark.parametrize(
    "harmless",
    [
        {"at": ago(days=30)},
        {"reason": "refund_surplus"},
        {"reason": "approval_over_limit"},
        {"status": RefundStatus.REQUESTED},
        {"status": RefundStatus.REFUSED},
    ],
)
def test_old_owed_and_approved_refunds_do_not_count(harmless: dict[str, object]) -> None:
    others = [shipped(number=f"LK{n}", refunds=(refund("9.00", **harmless),)) for n in range(3)]
    effect = effect_of(shipped(), RemedyKind.REFUND, around=context(None, *others))
    assert not effect.approval


def test_a_refund_to_two_payments_counts_once() -> None:
    split = (refund("5.00"), refund("5.00", id="r2", payment="p2"))
    other = shipped(number="LK1", refunds=split, payments=TWICE)
    assert not effect_of(shipped(), RemedyKind.REFUND, around=context(None, other)).approval


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (ClaimKind.NOT_RECEIVED, Approval.GOODS_NOT_RECEIVED),
        (ClaimKind.ITEM_PROBLEM, Approval.ITEM_PROBLEM),
    ],
)
def test_a_claim_makes_a_person_decide(kind: ClaimKind, why: Approval) -> None:
    made = priced("1.00", delivered(claims=(claim(kind),)))
    assert effect_of(made, RemedyKind.REFUND).approval_why is why


def test_a_failed_payment_is_never_refunded() -> None:
    assert judged(unpaid(), RemedyKind.REFUND) == NothingCaptured()


def test_a_captured_payment_is_never_refunded_twice() -> None:
    made = order(refunds=(refund("299.00"),))
    assert judged(made, RemedyKind.REFUND) == NothingLeftToRefund(Decimal("299.00"), "CNY")


def test_a_refused_refund_leaves_its_money_to_refund() -> None:
    made = order(refunds=(refund("299.00", status=RefundStatus.REFUSED),))
    assert effect_of(made, RemedyKind.REFUND).amount == Decimal("299.00")


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "NaN", "Infinity"])
def test_an_amount_that_is_none_is_refused(amount: str) -> None:
    wish = Wish(amount=Decimal(amount))
    assert isinstance(judged(shipped(), RemedyKind.REFUND, wish), AmountNotPositive)


def test_more_than_what_is_left_is_refused() -> None:
    made = shipped(refunds=(refund("100.00"),))
    wish = Wish(amount=Decimal("199.01"))
    answer = judged(made, RemedyKind.REFUND, wish)
    assert answer == AmountAbovePaid(Decimal("199.01"), Decimal("199.00"), "CNY")


@pytest.mark.parametrize("line", [-1, 2])
def test_a_line_the_order_does_not_have_is_refused(line: int) -> None:
    assert judged(shipped(), RemedyKind.REFUND, Wish(lines=(line,))) == UnknownLine(line, 2)


def test_a_line_bears_its_part_of_the_discount() -> None:
    made = shipped(discount=Decimal("29.90"), total=Decimal("269.10"))
    paid = replace(made, payments=(replace(PAID, amount=Decimal("269.10")),))
    effect = effect_of(paid, RemedyKind.REFUND, Wish(lines=(0,)))
    assert effect.amount == Decimal("179.10")


def test_a_line_named_twice_is_paid_back_once() -> None:
    assert effect_of(shipped(), RemedyKind.REFUND, Wish(lines=(1, 1))).amount == Decimal("100.00")


def test_a_line_that_was_paid_back_is_not_paid_back_again() -> None:
    done = Entry("R-1", RemedyKind.REFUND, ago(hours=1), positions=(1,))
    made = shipped(refunds=(refund("100.00"),))
    record = Record((done,), PRODUCTS)
    answer = judged(made, RemedyKind.REFUND, Wish(lines=(1,)), record=record)
    assert isinstance(answer, GoodsPaidBack)


def test_a_line_that_is_out_of_stock_is_refunded_without_a_person() -> None:
    short = context({("SHOES", "lark"): 0, ("BALL", "lark"): 9})
    effect = effect_of(order(), RemedyKind.REFUND, Wish(lines=(0,)), short)
    assert (effect.amount, effect.cancels, effect.approval) == (Decimal("199.00"), False, False)


def test_a_line_that_is_in_stock_but_not_packed_needs_a_person() -> None:
    effect = effect_of(order(), RemedyKind.REFUND, Wish(lines=(0,)))
    assert effect.approval_why is Approval.PART_OF_ORDER


@pytest.mark.parametrize(
    ("days", "kind", "over"),
    [
        (7, None, False),
        (7.001, None, True),
        (15, ClaimKind.ITEM_PROBLEM, False),
        (15.001, ClaimKind.ITEM_PROBLEM, True),
    ],
)
def test_the_window_is_longer_for_faults(days: float, kind: ClaimKind | None, over: bool) -> None:
    made = delivered(days, claims=(claim(kind),) if kind else ())
    assert isinstance(judged(made, RemedyKind.REFUND), ReturnWindowOver) is over


def test_an_unknown_day_of_delivery_counts_as_inside_the_window() -> None:
    assert isinstance(judged(delivered(shipments=()), RemedyKind.REFUND), Effect)


def test_what_was_sent_again_is_not_refunded() -> None:
    record = Record((Entry("R-1", RemedyKind.RESEND, NOW, new_order="LK9"),))
    assert judged(shipped(), RemedyKind.REFUND, record=record) == AlreadyReplaced("LK9")


def test_what_is_about_to_be_sent_again_is_not_refunded() -> None:
    record = Record((Entry("R-1", RemedyKind.RESEND, NOW, open=True),))
    answer = judged(shipped(), RemedyKind.REFUND, record=record)
    assert answer == AlreadyAsked("R-1", RemedyKind.RESEND)


@pytest.mark.parametrize("kind", [RemedyKind.REFUND, RemedyKind.CANCEL])
def test_no_money_moves_while_something_else_is_being_done(kind: RemedyKind) -> None:
    record = Record((Entry("R-1", RemedyKind.REFUND, NOW, under_way=True),))
    assert judged(order(), kind, record=record) == StillUnderWay("R-1", RemedyKind.REFUND)


def test_gift_cards_are_given_back_like_any_payment() -> None:
    card = Payment("p0", "gift_card", Decimal("99.00"), PaymentStatus.CAPTURED)
    made = shipped(payments=(card, replace(PAID, amount=Decimal("200.00"))))
    shares = effect_of(made, RemedyKind.REFUND).shares
    assert {s.method: s.amount for s in shares} == {
        "gift_card": Decimal("99.00"),
        "alipay": Decimal("200.00"),
    }


def test_the_surplus_goes_back_to_the_payment_that_was_too_much() -> None:
    effect = effect_of(order(payments=TWICE), RemedyKind.REFUND_SURPLUS)
    assert effect.amount == Decimal("299.00")
    assert [share.payment for share in effect.shares] == ["p2"]
    assert not effect.approval


def test_a_surplus_over_the_limit_needs_nobody() -> None:
    made = priced("5000.00", order())
    twice = replace(made, payments=(made.payments[0], replace(made.payments[0], id="p2")))
    assert not effect_of(twice, RemedyKind.REFUND_SURPLUS).approval


def test_what_was_taken_once_is_no_surplus() -> None:
    answer = judged(order(), RemedyKind.REFUND_SURPLUS)
    assert answer == NoSurplus(Decimal("299.00"), Decimal("299.00"), "CNY")
    assert judged(unpaid(), RemedyKind.REFUND_SURPLUS) == NothingCaptured()


def test_a_surplus_is_given_back_once() -> None:
    made = order(payments=TWICE, refunds=(refund("299.00", payment="p2"),))
    assert isinstance(judged(made, RemedyKind.REFUND_SURPLUS), NoSurplus)


def test_cancelling_gives_everything_back() -> None:
    effect = effect_of(order(payments=TWICE), RemedyKind.CANCEL)
    assert (effect.amount, effect.cancels) == (Decimal("598.00"), True)


def test_cancelling_an_unpaid_order_moves_no_money() -> None:
    effect = effect_of(unpaid(), RemedyKind.CANCEL)
    assert (effect.amount, effect.shares, effect.expected_from) == (Decimal(0), (), None)


@pytest.mark.parametrize(
    ("status", "instead"),
    [
        (OrderStatus.PACKED, RemedyKind.REFUND),
        (OrderStatus.SHIPPED, RemedyKind.REFUND),
        (OrderStatus.DELIVERED, RemedyKind.RETURN),
    ],
)
def test_a_packed_order_is_not_cancelled(status: OrderStatus, instead: RemedyKind) -> None:
    answer = judged(order(status=status), RemedyKind.CANCEL)
    assert answer == TooLate(RemedyKind.CANCEL, status, instead)


def test_a_parcel_that_moves_was_packed_whatever_the_order_says() -> None:
    moving = shipped(status=OrderStatus.CONFIRMED)
    assert isinstance(judged(moving, RemedyKind.CANCEL), TooLate)


def test_a_cancelled_order_is_not_cancelled_again() -> None:
    by_shopper = Cancellation(CancelledBy.CUSTOMER, CancelReason.SHOPPER_REQUEST, ago(hours=1))
    made = order(status=OrderStatus.CANCELLED, cancelled=by_shopper)
    assert judged(made, RemedyKind.CANCEL) == AlreadyCancelled(ago(hours=1))


def test_the_money_of_a_cancelled_order_goes_back_without_a_person() -> None:
    made = replace(priced("9000.00", order()), status=OrderStatus.CANCELLED)
    effect = effect_of(made, RemedyKind.REFUND)
    assert (effect.approval, effect.cancels) == (False, False)


def test_a_paid_order_that_waits_is_confirmed() -> None:
    made = order(status=OrderStatus.PLACED, confirmed_at=None)
    assert effect_of(made, RemedyKind.CONFIRM_PAYMENT).kind is RemedyKind.CONFIRM_PAYMENT


def test_only_a_paid_order_is_confirmed() -> None:
    pending = replace(PAID, status=PaymentStatus.PENDING)
    short = replace(PAID, amount=Decimal("298.99"))
    kind = RemedyKind.CONFIRM_PAYMENT
    assert judged(unpaid(), kind) == NothingCaptured()
    assert judged(unpaid(payments=(pending,)), kind) == PaymentUnderWay(NOW)
    assert judged(unpaid(payments=(short,)), kind) == NotPaidInFull(Decimal("0.01"), "CNY")
    assert judged(order(), kind) == AlreadyConfirmed(ago(days=1))


def test_an_unpaid_order_has_a_link_to_pay() -> None:
    effect = effect_of(unpaid(number="#W 1/2"), RemedyKind.PAY_LINK)
    assert effect.link.endswith("/%23W%201%2F2")
    assert effect.to_pay == Decimal("299.00")


@pytest.mark.parametrize("status", [PaymentStatus.PENDING, PaymentStatus.AUTHORIZED])
def test_nobody_pays_while_a_payment_is_under_way(status: PaymentStatus) -> None:
    waiting = unpaid(payments=(replace(PAID, status=status),))
    assert judged(waiting, RemedyKind.PAY_LINK) == PaymentUnderWay(NOW)


def test_a_paid_order_has_no_link_to_pay() -> None:
    assert judged(order(), RemedyKind.PAY_LINK) == AlreadyPaid(Decimal("299.00"), "CNY")


def test_a_refund_arrives_on_business_days() -> None:
    effect = effect_of(order(), RemedyKind.REFUND)
    assert str(effect.expected_from) == "2026-11-19"
    assert str(effect.expected_until) == "2026-11-25"


def test_goods_of_another_seller_do_not_share_an_exception() -> None:
    made = priced("900.00", shipped())
    mixed = replace(made, lines=(replace(SHOES, seller="tau"), replace(SHOES, seller="lark")))
    assert effect_of(mixed, RemedyKind.REFUND).approval

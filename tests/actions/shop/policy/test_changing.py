"""Another size, colour or number before packing: what it costs, and why it cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from actions.shop.order import (
    Line,
    Name,
    Order,
    OrderStatus,
    PaymentStatus,
    Product,
    SellerOffer,
)
from actions.shop.policy import Effect, Entry, Record, Refusal, RemedyKind, Wish
from actions.shop.policy.effects import LineChange
from actions.shop.policy.refusals import (
    AlreadyCancelled,
    AlreadyOrderedAgain,
    AmountOnHold,
    NoChangeNamed,
    NoSuchVariant,
    NothingChanges,
    NothingLeftOver,
    NotSoMany,
    OutOfStock,
    StillUnderWay,
    TooLate,
    UnknownLine,
    UnknownProduct,
    VariantSoldOut,
)
from actions.shop.policy.variants import variants_of
from tests.actions.shop.samples import (
    HOME,
    NOW,
    PAID,
    ago,
    context,
    delivered,
    effect_of,
    judged,
    order,
    refund,
    shipped,
    unpaid,
)

SUBSTITUTE = RemedyKind.SUBSTITUTE
TEE = Name("速干T恤", "Quick-Dry Tee")


def tee(size: str, colour: str, *offers: SellerOffer) -> Product:
    sku = f"TEE-{size}-{colour}"
    return Product(sku, TEE, {"size": size, "colour": colour}, offers=offers)


def at_lark(price: str, stock: int) -> SellerOffer:
    return SellerOffer("lark", Decimal(price), stock, ships_in_days=1)


GOODS = {
    product.sku: product
    for product in (
        tee("M", "blue", at_lark("99.00", 9), SellerOffer("finch", Decimal("95.00"), 40)),
        tee("L", "blue", at_lark("109.00", 3)),
        tee("M", "red", at_lark("89.00", 5)),
        tee("XL", "blue", at_lark("99.00", 0)),
        tee("S", "blue", SellerOffer("finch", Decimal("97.00"), 2)),
        Product("CAP", Name("帽子", "Cap"), offers=(at_lark("50.00", 8),)),
    )
}
SHIRT = Line("TEE-M-blue", TEE, 2, Decimal("99.00"), "lark")
CAP = Line("CAP", Name("帽子", "Cap"), 1, Decimal("50.00"), "lark")


def shirts(**changes: Any) -> Order:
    """Two tees in M and blue and a cap, paid with the delivery: 258.00 CNY."""
    amounts = {"total": Decimal("258.00"), "shipping_fee": Decimal("10.00")}
    paid = (replace(PAID, amount=Decimal("258.00")),)
    return order(**{"lines": (SHIRT, CAP), "payments": paid, **amounts, **changes})


def changed(made: Order, *changes: LineChange, **known: Any) -> Effect | Refusal:
    record = Record(known.get("entries", ()), GOODS)
    return judged(made, SUBSTITUTE, Wish(changes=changes), context({}), record)


def effect(made: Order, *changes: LineChange) -> Effect:
    answer = changed(made, *changes)
    assert isinstance(answer, Effect), answer
    return answer


def test_another_size_is_a_new_order_in_place_of_the_old_one() -> None:
    after = effect(shirts(), LineChange(0, options=(("size", "L"),)))
    assert [(line.sku, line.quantity) for line in after.new_lines] == [
        ("TEE-L-blue", 2),
        ("CAP", 1),
    ]
    assert (after.cancels, after.changed, after.amount) == (True, True, Decimal("258.00"))
    assert (after.new_total, after.to_pay) == (Decimal("278.00"), Decimal("278.00"))
    assert after.difference == Decimal("20.00")
    assert [share.method for share in after.shares] == ["alipay"]
    assert (after.in_stock, after.address_after) == (3, HOME)


def test_the_days_it_comes_count_from_today_and_from_when_its_seller_sends_it() -> None:
    after = effect(shirts(), LineChange(0, quantity=1))
    assert (after.delivery_from, after.delivery_until) == (date(2026, 11, 20), date(2026, 11, 25))


def test_fewer_of_it_cost_less() -> None:
    after = effect(shirts(), LineChange(0, quantity=1))
    assert (after.new_total, after.difference) == (Decimal("159.00"), Decimal("-99.00"))


def test_what_is_taken_out_is_gone_from_the_new_order() -> None:
    after = effect(shirts(), LineChange(1, quantity=0))
    assert [line.sku for line in after.new_lines] == ["TEE-M-blue"]
    assert changed(shirts(lines=(SHIRT,)), LineChange(0, quantity=0)) == NothingLeftOver()


def test_two_lines_change_at_once() -> None:
    after = effect(shirts(), LineChange(0, sku="TEE-M-red"), LineChange(1, quantity=3))
    assert [(line.sku, line.quantity) for line in after.new_lines] == [("TEE-M-red", 2), ("CAP", 3)]


def test_the_other_options_stay_as_they_were() -> None:
    made = shirts(lines=(replace(SHIRT, sku="TEE-L-blue"),))
    assert changed(made, LineChange(0, options=(("colour", "red"),))) == NoSuchVariant(("L", "red"))


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (LineChange(0, options=(("colour", "pink"),)), NoSuchVariant(("pink",))),
        (LineChange(0, options=(("size", "XL"),)), VariantSoldOut(("XL", "blue"))),
        (LineChange(0, options=(("size", "L"),), quantity=4), NotSoMany(4, 3)),
        (LineChange(0, quantity=10_000), NotSoMany(10_000, 40)),
        (LineChange(0, quantity=-1), NotSoMany(-1, 40)),
        (LineChange(0, quantity=2), NothingChanges()),
        (LineChange(0, options=(("size", "M"),)), NothingChanges()),
        (LineChange(0, sku="CAP"), UnknownProduct("CAP")),
        (LineChange(2, quantity=1), UnknownLine(2, 2)),
        (LineChange(-1, quantity=1), UnknownLine(-1, 2)),
    ],
)
def test_what_cannot_be_had_is_said(change: LineChange, refusal: Refusal) -> None:
    assert changed(shirts(), change) == refusal


def test_its_own_seller_comes_first_and_another_one_where_there_are_not_enough() -> None:
    assert effect(shirts(), LineChange(0, quantity=9)).new_lines[0].seller == "lark"
    many = effect(shirts(), LineChange(0, quantity=10)).new_lines[0]
    assert (many.seller, many.unit_price) == ("finch", Decimal("95.00"))
    small = effect(shirts(), LineChange(0, options=(("size", "S"),))).new_lines[0]
    assert small.seller == "finch"


def test_what_the_order_holds_itself_is_there_for_the_new_one() -> None:
    goods = {**GOODS, "CAP": replace(GOODS["CAP"], offers=(at_lark("50.00", 0),))}
    wish, kept = Wish(changes=(LineChange(0, quantity=1),)), replace(CAP, reserved=1)
    gone = judged(shirts(), SUBSTITUTE, wish, context({}), Record(products=goods))
    assert gone == OutOfStock(("CAP",))
    ours = shirts(lines=(SHIRT, kept))
    assert isinstance(judged(ours, SUBSTITUTE, wish, context({}), Record(products=goods)), Effect)


def test_a_discount_stays_and_of_fewer_goods_its_part() -> None:
    made = shirts(discount=Decimal("20.00"), total=Decimal("238.00"))
    assert effect(made, LineChange(0, sku="TEE-L-blue")).new_discount == Decimal("20.00")
    fewer = effect(made, LineChange(0, quantity=1))
    assert (fewer.new_discount, fewer.new_total) == (Decimal("12.01"), Decimal("146.99"))


def test_nothing_goes_back_for_what_was_not_paid() -> None:
    after = effect(unpaid(lines=(SHIRT, CAP)), LineChange(0, quantity=1))
    assert (after.amount, after.shares, after.to_pay) == (Decimal(0), (), Decimal("149.00"))


def test_what_went_back_before_does_not_go_back_again() -> None:
    made = shirts(refunds=(refund("58.00"),))
    assert effect(made, LineChange(0, quantity=1)).amount == Decimal("200.00")


@pytest.mark.parametrize(
    ("made", "refusal"),
    [
        (shirts(status=OrderStatus.PACKED), TooLate(SUBSTITUTE, OrderStatus.PACKED)),
        (shirts(packed_at=ago(hours=1)), TooLate(SUBSTITUTE, OrderStatus.CONFIRMED)),
        (shipped(), TooLate(SUBSTITUTE, OrderStatus.SHIPPED)),
        (delivered(), TooLate(SUBSTITUTE, OrderStatus.DELIVERED)),
        (shirts(status=OrderStatus.CANCELLED), AlreadyCancelled(None)),
    ],
)
def test_after_packing_it_is_too_late(made: Order, refusal: Refusal) -> None:
    assert changed(made, LineChange(0, quantity=1)) == refusal
    assert changed(made) == refusal


@pytest.mark.parametrize("status", [PaymentStatus.PENDING, PaymentStatus.AUTHORIZED])
def test_nothing_changes_while_a_bank_decides(status: PaymentStatus) -> None:
    made = unpaid(lines=(SHIRT,), payments=(replace(PAID, status=status),))
    until = NOW.replace(day=25)
    assert changed(made, LineChange(0, quantity=1)) == AmountOnHold(PAID.amount, "CNY", until)


def test_how_it_shall_change_must_be_said() -> None:
    assert changed(shirts()) == NoChangeNamed()


def test_it_changes_once_and_not_while_something_else_goes_on() -> None:
    done = Entry("R-1", SUBSTITUTE, ago(hours=1), new_order="LK2")
    busy = Entry("R-2", RemedyKind.REFUND, ago(hours=1), under_way=True)
    change = LineChange(0, quantity=1)
    assert changed(shirts(), change, entries=(done,)) == AlreadyOrderedAgain("LK2")
    assert changed(shirts(), change, entries=(busy,)) == StillUnderWay("R-2", RemedyKind.REFUND)


def test_a_product_is_the_same_in_other_options_and_in_other_measures() -> None:
    assert len(variants_of("TEE-M-blue", GOODS)) == 5
    heavy = {
        kilos: Product(kilos, Name(f"哑铃 {kilos}公斤", f"Dumbbells {kilos} kg"), {"weight": kilos})
        for kilos in ("5", "10")
    }
    assert [each.sku for each in variants_of("5", heavy)] == ["5", "10"]
    assert variants_of("NO-SUCH", GOODS) == ()


def test_an_amount_on_hold_is_told_when_a_refund_is_wanted_and_when_it_is_cancelled() -> None:
    made = unpaid(payments=(replace(PAID, status=PaymentStatus.AUTHORIZED),))
    until = NOW.replace(day=25)
    for kind in (RemedyKind.REFUND, RemedyKind.REFUND_SURPLUS):
        assert judged(made, kind) == AmountOnHold(PAID.amount, "CNY", until)
    cancel = effect_of(made, RemedyKind.CANCEL)
    assert (cancel.amount, cancel.held, cancel.held_until) == (Decimal(0), PAID.amount, until)

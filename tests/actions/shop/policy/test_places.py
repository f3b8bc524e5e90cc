"""Where and when a parcel arrives, at its boundaries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timezone

import pytest

from actions.shop.order import (
    Address,
    DeliverySlot,
    OrderStatus,
    ShipmentException,
    ShipmentStatus,
)
from actions.shop.policy import Approval, Entry, Record, RemedyKind, Wish
from actions.shop.policy.effects import WaitsFor
from actions.shop.policy.refusals import (
    AddressFirst,
    AddressIncomplete,
    AlreadyAsked,
    AlreadyCancelled,
    NoParcelYet,
    OtherCountry,
    PhoneInvalid,
    SameAddress,
    SameSlot,
    SlotInPast,
    SlotMissing,
    SlotNotOffered,
    SlotTooFar,
    TooEarly,
    TooLate,
    WrongState,
)
from tests.actions.shop.samples import (
    HOME,
    NOW,
    delivered,
    effect_of,
    judged,
    order,
    parcel,
    shipped,
)

K = RemedyKind
ELSEWHERE = replace(HOME, city="宁波市", district="海曙区", street="药行街2号", postcode="")
US = Address("Ann Lee", "", "USA", "NY", "New York", "", "215 River Road", "10083")


def slot(day: int, start: int = 9, end: int = 12) -> Wish:
    return Wish(slot=DeliverySlot(date(2026, 11, day), time(start), time(end)))


def test_an_address_is_changed_until_it_is_packed() -> None:
    wish = Wish(address=ELSEWHERE)
    effect = effect_of(order(), K.CHANGE_ADDRESS, wish)
    assert (effect.address_before, effect.address_after) == (HOME, ELSEWHERE)
    packed = order(status=OrderStatus.PACKED)
    late = TooLate(K.CHANGE_ADDRESS, OrderStatus.PACKED, K.REDIRECT)
    assert judged(packed, K.CHANGE_ADDRESS, wish) == late
    there = judged(delivered(), K.CHANGE_ADDRESS, wish)
    assert there == TooLate(K.CHANGE_ADDRESS, OrderStatus.DELIVERED, None)
    gone = order(status=OrderStatus.CANCELLED)
    assert judged(gone, K.CHANGE_ADDRESS, wish) == AlreadyCancelled(None)


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"street": "  "}, ("street",)),
        ({"street": "！！"}, ("street",)),
        ({"province": ""}, ("province",)),
        ({"street": "", "province": ""}, ("province", "street")),
    ],
)
def test_what_is_missing_is_named(changed: dict[str, str], missing: tuple[str, ...]) -> None:
    wish = Wish(address=replace(ELSEWHERE, **changed))
    assert judged(order(), K.CHANGE_ADDRESS, wish) == AddressIncomplete(missing)


def test_without_any_address_all_parts_are_asked_for() -> None:
    parts = ("recipient", "phone", "province", "city", "street")
    assert judged(order(), K.CHANGE_ADDRESS) == AddressIncomplete(parts)


@pytest.mark.parametrize(
    ("phone", "valid"),
    [
        ("12345", False),
        ("1380000123", False),
        ("138000012345", False),
        ("13900001234", True),
        ("+86 139-0000-1234", True),
        ("0571-88888888", True),
    ],
)
def test_a_phone_must_be_one_that_can_be_called(phone: str, valid: bool) -> None:
    answer = judged(order(), K.CHANGE_ADDRESS, Wish(address=replace(ELSEWHERE, phone=phone)))
    assert (answer == PhoneInvalid(phone)) is not valid


def test_a_phone_without_digits_is_none() -> None:
    wish = Wish(address=replace(ELSEWHERE, phone="abc"))
    assert judged(order(), K.CHANGE_ADDRESS, wish) == AddressIncomplete(("phone",))


def test_a_shop_that_never_asks_for_a_phone_does_not_miss_it() -> None:
    made = order(addresses=(US,), phone_asked=False)
    wish = Wish(address=replace(US, street="986 Sunset Drive"))
    assert effect_of(made, K.CHANGE_ADDRESS, wish).address_after == wish.address


def test_the_same_address_is_no_change_unless_one_of_several_is_chosen() -> None:
    wish = Wish(address=HOME)
    assert judged(order(), K.CHANGE_ADDRESS, wish) == SameAddress()
    assert (
        judged(order(), K.CHANGE_ADDRESS, Wish(address=replace(HOME, postcode=""))) == SameAddress()
    )
    several = order(addresses=(HOME, ELSEWHERE))
    assert effect_of(several, K.CHANGE_ADDRESS, wish).address_after == HOME


def test_another_country_is_refused_whatever_its_phone() -> None:
    answer = judged(order(), K.CHANGE_ADDRESS, Wish(address=replace(US, phone=HOME.phone)))
    assert isinstance(answer, OtherCountry)


def test_an_order_does_not_move_to_another_country() -> None:
    wish = Wish(address=replace(US, phone="+1 212 555 0123"))
    assert judged(order(), K.CHANGE_ADDRESS, wish) == OtherCountry("USA")
    named = order(addresses=(replace(HOME, country="中国"),))
    assert effect_of(named, K.CHANGE_ADDRESS, Wish(address=replace(ELSEWHERE, country="China")))


def test_a_new_city_is_not_mixed_with_the_old_street() -> None:
    wish = Wish(address=Address(province="江苏省", city="南京市"))
    assert judged(order(), K.CHANGE_ADDRESS, wish) == AddressIncomplete(("street",))


def test_a_new_street_stays_in_the_old_city() -> None:
    effect = effect_of(order(), K.CHANGE_ADDRESS, Wish(address=Address(street="文三路2号")))
    assert effect.address_after == replace(HOME, street="文三路2号")


@pytest.mark.parametrize("province", ["浙江省", "浙江"])
def test_a_parcel_is_redirected_by_the_carrier_within_the_province(province: str) -> None:
    effect = effect_of(shipped(), K.REDIRECT, Wish(address=replace(ELSEWHERE, province=province)))
    assert (effect.approval, effect.waits_for) == (False, WaitsFor.CARRIER)


def test_a_redirect_to_another_province_needs_a_person() -> None:
    wish = Wish(address=replace(ELSEWHERE, province="上海市", city="上海市"))
    effect = effect_of(shipped(), K.REDIRECT, wish)
    assert (effect.approval_why, effect.waits_for) == (Approval.OTHER_PROVINCE, WaitsFor.STAFF)


def test_a_redirect_has_its_time() -> None:
    wish = Wish(address=ELSEWHERE)
    assert judged(order(), K.REDIRECT, wish) == TooEarly(K.REDIRECT, OrderStatus.CONFIRMED)
    assert isinstance(judged(delivered(), K.REDIRECT, wish), TooLate)
    lost = shipped(shipments=(parcel(status=ShipmentStatus.LOST),))
    assert isinstance(judged(lost, K.REDIRECT, wish), WrongState)
    asked = Record((Entry("R-1", K.REDIRECT, NOW, open=True),))
    assert judged(shipped(), K.REDIRECT, wish, record=asked) == AlreadyAsked("R-1", K.REDIRECT)


FIRST, LAST = date(2026, 11, 19), date(2026, 11, 25)


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (slot(19), None),
        (slot(25, 18, 21), None),
        (slot(17), SlotInPast(FIRST)),
        (slot(18), SlotInPast(FIRST)),  # 09:00 has passed at noon
        (slot(26), SlotTooFar(LAST)),
        (Wish(), SlotMissing()),
    ],
)
def test_a_slot_is_one_of_the_next_seven_days(wish: Wish, refusal: object) -> None:
    answer = judged(shipped(), K.RESCHEDULE, wish)
    assert answer == refusal if refusal else answer == effect_of(shipped(), K.RESCHEDULE, wish)


@pytest.mark.parametrize("wish", [slot(18, 15, 18), slot(19, 10, 12), slot(19, 9, 15)])
def test_only_the_spans_on_offer_can_be_chosen(wish: Wish) -> None:
    answer = judged(shipped(), K.RESCHEDULE, wish)
    assert isinstance(answer, SlotNotOffered)
    assert (answer.first, answer.last, len(answer.windows)) == (FIRST, LAST, 4)


def test_days_are_those_of_the_shop() -> None:
    late_evening = datetime(2026, 11, 18, 16, 30, tzinfo=timezone.utc)  # the 19th at the shop
    assert isinstance(
        judged(shipped(), K.RESCHEDULE, slot(19, 18, 21), now=late_evening), SlotNotOffered
    )
    assert judged(shipped(), K.RESCHEDULE, slot(26), now=late_evening) != SlotTooFar(LAST)


def test_the_same_slot_is_no_change() -> None:
    agreed = slot(19).slot
    made = shipped(shipments=(parcel(slot=agreed),))
    assert judged(made, K.RESCHEDULE, slot(19)) == SameSlot()
    stored = shipped(shipments=(parcel(pickup_point="Shop 7"),))
    assert judged(stored, K.RESCHEDULE, Wish(pickup_point="Shop 7")) == SameSlot()


def test_a_parcel_goes_to_a_pickup_point() -> None:
    effect = effect_of(shipped(), K.RESCHEDULE, Wish(pickup_point="Shop 7"))
    assert (effect.pickup_after, effect.slot_after) == ("Shop 7", None)


def test_no_time_is_booked_for_an_address_the_carrier_cannot_find() -> None:
    lost = shipped(shipments=(parcel(exception=ShipmentException.ADDRESS),))
    assert judged(lost, K.RESCHEDULE, slot(19)) == AddressFirst()


def test_only_a_parcel_that_comes_is_rescheduled() -> None:
    assert judged(order(), K.RESCHEDULE, slot(19)) == NoParcelYet()
    assert isinstance(judged(delivered(), K.RESCHEDULE, slot(19)), TooLate)
    back = shipped(shipments=(parcel(status=ShipmentStatus.RETURNED),))
    assert isinstance(judged(back, K.RESCHEDULE, slot(19)), WrongState)

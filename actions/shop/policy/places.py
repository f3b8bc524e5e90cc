"""Judges where and when a parcel arrives: another address, a redirect, another time."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import datetime, timedelta

from actions.shop.diagnosis.addresses import is_phone
from actions.shop.order import Address, DeliverySlot, ShipmentException
from actions.shop.policy.effects import Approval, Effect, RemedyKind, WaitsFor
from actions.shop.policy.matter import Matter
from actions.shop.policy.money import already_cancelled
from actions.shop.policy.refusals import (
    AddressFirst,
    AddressIncomplete,
    NoParcelYet,
    OtherCountry,
    PhoneInvalid,
    PickupNotOffered,
    Refusal,
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
from actions.shop.policy.rules import AddressRules

PROVINCE_ENDING = re.compile(r"(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|省|市)$")
PLACE = ("province", "city", "district", "street", "postcode")


def judge_change_address(matter: Matter) -> Effect | Refusal:
    """Put the address right while the goods are not packed."""
    if matter.cancelled:
        return already_cancelled(matter)
    if matter.packed:
        instead = None if matter.delivered else RemedyKind.REDIRECT
        return TooLate(RemedyKind.CHANGE_ADDRESS, matter.order.status, instead)
    after = wished_address(matter)
    if not isinstance(after, Address):
        return after
    return matter.under_way() or _moved(matter, after)


def judge_redirect(matter: Matter) -> Effect | Refusal:
    """Ask the carrier to bring a parcel elsewhere; to another province only if staff agree."""
    if matter.cancelled:
        return already_cancelled(matter)
    if matter.delivered:
        return TooLate(RemedyKind.REDIRECT, matter.order.status)
    if not matter.packed:
        return TooEarly(RemedyKind.REDIRECT, matter.order.status)
    if matter.gone_astray:
        return WrongState(RemedyKind.REDIRECT, matter.order.status)
    refusal = matter.asked(RemedyKind.REDIRECT) or matter.under_way()
    if refusal is not None:
        return refusal
    after = wished_address(matter)
    if not isinstance(after, Address):
        return after
    moved = _moved(matter, after)
    if _same_province(matter.order.address, after):
        return replace(moved, waits_for=WaitsFor.CARRIER)
    return replace(moved, approval=True, approval_why=Approval.OTHER_PROVINCE)


def judge_reschedule(matter: Matter) -> Effect | Refusal:
    """Bring the parcel at another time, or to a pick-up point."""
    if matter.cancelled:
        return already_cancelled(matter)
    if matter.delivered:
        return TooLate(RemedyKind.RESCHEDULE, matter.order.status)
    shipment = matter.order.shipment
    if shipment is None:
        return NoParcelYet()
    if matter.gone_astray:
        return WrongState(RemedyKind.RESCHEDULE, matter.order.status)
    if shipment.exception is ShipmentException.ADDRESS:
        return AddressFirst()
    refusal = _refuse_pickup(matter) if matter.wish.pickup_point else _refuse_slot(matter)
    return refusal or matter.under_way() or _rescheduled(matter)


def wished_address(matter: Matter) -> Address | Refusal:
    """The address wished for, completed from the current one; or what is wrong with it."""
    before = matter.order.address
    rules = matter.policy.address
    if matter.wish.address is None:
        country = before.country if before else rules.country
        return AddressIncomplete(rules.parts(country, phone_asked=matter.order.phone_asked))
    after = completed(matter.wish.address, before)
    if before is not None and rules.code(before.country) != rules.code(after.country):
        return OtherCountry(after.country)
    refusal = refuse_address(after, rules, phone_asked=matter.order.phone_asked)
    if refusal is not None:
        return refusal
    chosen = len(matter.order.addresses) > 1
    return SameAddress() if _is_same(after, before) and not chosen else after


def _is_same(after: Address, before: Address | None) -> bool:
    """Whether the parcel would go to the same door: a postcode left out makes no other place."""
    if before is None:
        return False
    return (after if after.postcode else replace(after, postcode=before.postcode)) == before


def completed(wished: Address, before: Address | None) -> Address:
    """The wished address with what was left out taken from the one before.

    A place that begins with a province or city is taken as whole: nothing is mixed into it.
    """
    wished = Address(*(getattr(wished, f.name).strip() for f in fields(Address)))
    if before is None:
        return wished
    whole = bool(wished.province or wished.city)
    kept = {
        f.name: getattr(before, f.name)
        for f in fields(Address)
        if not getattr(wished, f.name) and not (whole and f.name in PLACE)
    }
    return replace(wished, **kept)


def refuse_address(
    address: Address, rules: AddressRules, *, phone_asked: bool
) -> AddressIncomplete | PhoneInvalid | None:
    """What an address lacks to be one a parcel reaches."""
    parts = rules.parts(address.country, phone_asked=phone_asked)
    missing = tuple(part for part in parts if not _is_given(part, getattr(address, part)))
    if missing:
        return AddressIncomplete(missing)
    country = address.country or rules.country
    wrong = address.phone.strip() and not is_phone(address.phone, country)
    return PhoneInvalid(address.phone) if wrong else None


def _is_given(part: str, written: str) -> bool:
    """Whether it says something: a name has letters, a phone digits, a place either."""
    if part == "phone":
        return any(mark.isdigit() for mark in written)
    return any(mark.isalpha() if part == "recipient" else mark.isalnum() for mark in written)


def _moved(matter: Matter, after: Address) -> Effect:
    return Effect(
        matter.kind,
        matter.order.currency,
        address_before=matter.order.address,
        address_after=after,
        lines=matter.order.lines,
        total=matter.order.total,
    )


def _same_province(before: Address | None, after: Address) -> bool:
    if before is None or not before.province or not after.province:
        return False
    names = {PROVINCE_ENDING.sub("", a.province.strip()).casefold() for a in (before, after)}
    return len(names) == 1


def _refuse_pickup(matter: Matter) -> Refusal | None:
    if not matter.policy.reschedule.pickup:
        return PickupNotOffered()
    shipment = matter.order.shipment
    same = shipment is not None and shipment.pickup_point == matter.wish.pickup_point
    return SameSlot() if same else None


def _refuse_slot(matter: Matter) -> Refusal | None:
    rules, slot = matter.policy.reschedule, matter.wish.slot
    if slot is None:
        return SlotMissing()
    first = matter.today + timedelta(days=rules.first_day)
    last = matter.today + timedelta(days=rules.last_day)
    starts = datetime.combine(slot.date, slot.start, matter.policy.time_zone)
    if starts <= matter.now:
        return SlotInPast(first)
    if slot.date > last:
        return SlotTooFar(last)
    if slot.date < first or (slot.start, slot.end) not in rules.windows:
        return SlotNotOffered(rules.windows, first, last)
    shipment = matter.order.shipment
    unchanged = shipment is not None and shipment.slot == slot and not shipment.pickup_point
    return SameSlot() if unchanged else None


def _rescheduled(matter: Matter) -> Effect:
    shipment, wish = matter.order.shipment, matter.wish
    slot: DeliverySlot | None = None if wish.pickup_point else wish.slot
    return Effect(
        matter.kind,
        matter.order.currency,
        slot_before=shipment.slot if shipment else None,
        slot_after=slot,
        pickup_before=shipment.pickup_point if shipment else None,
        pickup_after=wish.pickup_point or None,
        lines=matter.order.lines,
        total=matter.order.total,
    )

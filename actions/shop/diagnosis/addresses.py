"""What can be wrong with where an order goes."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

import phonenumbers
from babel import Locale

from actions.shop.diagnosis.facts import (
    NOT_YET_SHIPPED,
    is_cancelled,
    is_delivered,
    last_event,
    parcel_of,
    told,
)
from actions.shop.diagnosis.findings import Cause, Context, Finding, FindingKind
from actions.shop.order import Address, Order, ShipmentException

_SHORT_NAMES = {"usa": "US", "uk": "GB", "prc": "CN", "uae": "AE", "中国大陆": "CN"}
_CHINESE_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
# Where it is not known how long a number must be: what any country's has.
_ANY_PHONE = re.compile(r"\d{7,15}", re.ASCII)


def address_invalid(order: Order, context: Context, now: datetime) -> Finding | None:
    """detail: missing and malformed (parts of the address), carrier (it could not find it).

    Of several addresses one may be chosen, so they must all be wanting.
    """
    if is_cancelled(order) or is_delivered(order):
        return None
    parcel = parcel_of(order)
    stopped = parcel is not None and parcel.exception is ShipmentException.ADDRESS
    wanting = [_wanting(address, order.phone_asked) for address in order.addresses or (Address(),)]
    missing, malformed = wanting[0] if all(any(parts) for parts in wanting) else ((), ())
    if not (stopped or missing or malformed):
        return None
    event = last_event(parcel) if parcel and stopped else None
    detail = told(missing=missing, malformed=malformed, carrier=stopped)
    since = event.at if event else order.placed_at
    return Finding(FindingKind.ADDRESS_INVALID, Cause.CUSTOMER, since, detail)


def address_ambiguous(order: Order, context: Context, now: datetime) -> Finding | None:
    """detail: count (of different addresses). Once it is shipped there is nothing to choose."""
    count = len(set(order.addresses))
    if order.status not in NOT_YET_SHIPPED or count < 2:
        return None
    detail = told(count=count)
    return Finding(FindingKind.ADDRESS_AMBIGUOUS, Cause.CUSTOMER, order.placed_at, detail)


def is_phone(phone: str, country: str) -> bool:
    """Whether a call could reach it, as far as can be told. Hidden digits are not judged."""
    if "*" in phone:
        return True
    region = region_of(country)
    try:
        number = phonenumbers.parse(phone, region)
    except phonenumbers.NumberParseException:
        digits = re.sub(r"[\s().-]", "", phone)
        return region is None and bool(_ANY_PHONE.fullmatch(digits))
    if number.country_code == 86:
        national = str(number.national_number)
        return bool(_CHINESE_MOBILE.fullmatch(national)) or phonenumbers.is_valid_number(number)
    possible = phonenumbers.is_possible_number_with_reason(number)
    return bool(possible == phonenumbers.ValidationResult.IS_POSSIBLE)


@lru_cache(maxsize=256)
def region_of(country: str) -> str | None:
    """The two letters of a country named in Chinese, in English or by its code; None if unknown."""
    name = country.strip().casefold()
    if name in _SHORT_NAMES:
        return _SHORT_NAMES[name]
    for language in ("en", "zh"):
        for code, spelled in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and name in (code.casefold(), spelled.casefold()):
                return str(code)
    return None


def _wanting(address: Address, phone_asked: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parts that are missing, and those that cannot be right."""
    missing = []
    if not any(mark.isalpha() for mark in address.recipient):
        missing.append("recipient")
    phone = any(mark.isdigit() for mark in address.phone)
    if not phone and phone_asked:
        missing.append("phone")
    if not any(mark.isalnum() for mark in address.street):
        missing.append("street")
    malformed = ("phone",) if phone and not is_phone(address.phone, address.country) else ()
    return tuple(missing), malformed

"""What proves that an order is one's own: its phone's last four digits or its e-mail. Pure."""

from __future__ import annotations

import hmac
import re
import unicodedata

from actions.shop.order import Customer, Order

ENDING = 4
SHORTEST_PHONE = 7


def proves(order: Order, customer: Customer | None, proof: str) -> bool:
    """Whether `proof` is the e-mail, the phone, or the last four digits of a phone of the order."""
    said = unicodedata.normalize("NFKC", proof).strip()
    if "@" in said:
        email = (customer.email if customer else None) or ""
        return bool(email) and _same(email.strip().casefold(), said.casefold())
    if not re.fullmatch(r"[\d\s()+\-.]+", said):
        return False
    digits = re.sub(r"\D", "", said)
    return any(_is_phone(phone, digits) for phone in _phones(order, customer))


def _phones(order: Order, customer: Customer | None) -> tuple[str, ...]:
    """Every phone number the order knows, digits only."""
    written = [address.phone for address in order.addresses]
    if customer is not None and customer.phone:
        written.append(customer.phone)
    digits = (re.sub(r"\D", "", unicodedata.normalize("NFKC", phone)) for phone in written)
    return tuple(number for number in digits if len(number) >= SHORTEST_PHONE)


def _is_phone(phone: str, digits: str) -> bool:
    if len(digits) == ENDING:
        return _same(phone[-ENDING:], digits)
    if len(digits) < SHORTEST_PHONE:
        return False
    # One of the two may be written with the code of the country.
    shorter, longer = sorted((phone, digits), key=len)
    return _same(longer[-len(shorter) :], shorter)


def _same(known: str, said: str) -> bool:
    return hmac.compare_digest(known.encode(), said.encode())

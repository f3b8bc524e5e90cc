"""What is sensitive, shown in part only: enough to recognise it, too little to use it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from actions.shop.order import Address

EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
# Eleven digits of a Chinese mobile phone, or a number written with its country or in groups.
PHONE = re.compile(
    r"(?<![\w/.-])"
    r"(?:\+\d[\d -]{7,16}\d|1[3-9]\d[ -]?\d{4}[ -]?\d{4}|\(?\d{3}\)?[ -]\d{3}[ -]\d{4})"
    r"(?![\w-])",
    re.ASCII,
)
HIDDEN = "****"
ADDRESS_PARTS = frozenset(part.name for part in fields(Address))


def mask_text(text: str) -> str:
    """A text without the e-mails and phone numbers in it."""
    return PHONE.sub(lambda m: mask_phone(m[0]), EMAIL.sub(lambda m: mask_email(m[0]), text))


def mask_name(name: str) -> str:
    """`林悦` -> `林*`, `James Carter` -> `James C***`."""
    first, _, rest = name.strip().partition(" ")
    if rest:
        return f"{first} {rest.strip()[:1]}***"
    return first[:1] + "*" * min(max(len(first) - 1, 0), 3)


def mask_email(email: str) -> str:
    """`lin.yue@example.com` -> `l***@example.com`."""
    name, at, host = email.partition("@")
    return f"{name[:1]}***{at}{host}" if at else HIDDEN


def mask_phone(phone: str) -> str:
    """All but the first three and the last four signs hidden; short ones hidden whole."""
    return f"{phone[:3]}{HIDDEN}{phone[-4:]}" if len(phone) >= 9 else HIDDEN if phone else ""


def mask_address(address: Mapping[str, Any]) -> dict[str, Any]:
    """Country, province and city stay; who lives where does not."""
    hidden = {
        "recipient": mask_name(str(address.get("recipient") or "")),
        "phone": mask_phone(str(address.get("phone") or "")),
        "district": HIDDEN if address.get("district") else "",
        "street": HIDDEN if address.get("street") else "",
        "postcode": HIDDEN if address.get("postcode") else "",
    }
    return {**address, **{key: value for key, value in hidden.items() if key in address}}


def mask_order(order: Mapping[str, Any]) -> dict[str, Any]:
    """An order in the shape of `show-order --json`: every address in it, and who signed for it."""
    masked = mask_values(order)
    masked["addresses"] = [mask_address(address) for address in order.get("addresses", ())]
    return masked


def mask_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Whatever JSON object: addresses, phones and e-mails anywhere in it."""
    return {key: _hidden(key, value) for key, value in values.items()}


def _masked(value: Any) -> Any:
    if isinstance(value, Mapping):
        if value and value.keys() <= ADDRESS_PARTS:
            return mask_address(value)
        return mask_values(value)
    if isinstance(value, list | tuple):
        return [_masked(item) for item in value]
    return mask_text(value) if isinstance(value, str) and "@" in value else value


def _hidden(key: str, value: Any) -> Any:
    if isinstance(value, str):
        if key == "signed_by":
            return mask_name(value)
        if key == "email":
            return mask_email(value)
        if key == "phone":
            return mask_phone(value)
        if key == "text":
            return mask_text(value)
    return _masked(value)

"""Phone numbers in text, and one way to write each. Whose phone it is, is decided elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass

import phonenumbers

from actions.values.fold import fold

CHINA_MOBILE = re.compile(r"(?<![\d+])(?:\+?86[ -]?)?(1[3-9]\d)([ -]?)(\d{4})\2(\d{4})(?!\d)")
INTERNATIONAL = re.compile(r"(?<![\d+])(?:\+|00)[1-9](?:[ .()-]{0,2}\d){6,14}(?!\d)")
AMERICAN = re.compile(
    r"(?<![\d-])(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\d-])|(?<![\d-])\d{3}-\d{4}(?![\d-])"
)
LANDLINE = re.compile(r"(?<![\d-])0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}(?![\d-])")
SAID = re.compile(
    r"(?:电话号?码?|手机号?码?|联系方式|\b(?:phone|mobile|cell|tel|telephone"
    r"|call me)\b(?: number| no\.?)?)"
    r"(?:[:：. ]|是|係|系|is|at|on|under){0,4}(?P<number>\d(?:[ -]?\d){6,11})(?!\d)"
)
TAIWAN_MOBILE = re.compile(r"(?<!\d)09\d{2}[ -]?\d{3}[ -]?\d{3}(?!\d)")
PATTERNS = (CHINA_MOBILE, TAIWAN_MOBILE, INTERNATIONAL, AMERICAN, LANDLINE)
DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


@dataclass(frozen=True)
class Phone:
    """`number` is digits only for China, `+` and digits where a country was given."""

    number: str
    start: int
    end: int


def find_phones(text: str) -> tuple[Phone, ...]:
    """Every phone number in `text`, in order, none overlapping another."""
    folded = fold(text)
    spans = [match.span("number") for match in SAID.finditer(folded)]
    spans += [match.span() for pattern in PATTERNS for match in pattern.finditer(folded)]
    found: list[Phone] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if (found and start < found[-1].end) or DATE.search(folded[start:end]):
            continue
        found.append(Phone(plain_phone(folded[start:end]), start, end))
    return tuple(found)


def plain_phone(text: str) -> str:
    """The number without blanks and signs; a Chinese one without +86, another with its `+`."""
    folded = fold(text).strip()
    digits = re.sub(r"\D", "", folded)
    if folded.startswith("00") and len(digits) > 10:
        folded, digits = "+" + digits[2:], digits[2:]
    abroad = folded.startswith("+")
    if re.fullmatch(r"861[3-9]\d{9}", digits):
        return digits[2:]
    return "+" + digits if abroad else digits


def is_phone(text: str, country: str) -> bool:
    """Whether someone could be called there. `country` (two letters) is where no `+` says it."""
    try:
        number = phonenumbers.parse(fold(text), country.upper() or "CN")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_possible_number(number) and phonenumbers.is_valid_number(number)


def last_four(text: str) -> str:
    """What a guest is asked for: the last four digits, fewer if there are no more."""
    return re.sub(r"\D", "", fold(text))[-4:]

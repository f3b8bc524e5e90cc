"""An address typed in one line, cut into parts. Whether a parcel gets there is not judged."""

from __future__ import annotations

import re

from actions.shop.order import Address
from actions.values import address_en, address_zh
from actions.values.fold import fold
from actions.values.phone import find_phones, plain_phone

HAN = re.compile(r"[\u3400-\u9fff]")
# Hong Kong's eight digits, or a number nobody called a phone, at either end of the line.
ALONE = re.compile(r"(?:(?<=[\s,，;；])|^)\d{4}[ -]?\d{4}(?=$|[\s,，;；])")


def read_address(text: str) -> Address:
    """The parts `text` names, the others empty; recipient and phone too if they stand in it.

    Chinese parts come back as typed, provinces and cities with their full ending.
    """
    spans = [(phone.start, phone.end) for phone in find_phones(text)]
    if not spans and (alone := ALONE.search(text)):
        spans = [alone.span()]
    number = plain_phone(text[slice(*spans[0])]) if spans else ""
    rest = _blanked(text, spans)
    cut = address_zh.cut if HAN.search(rest) else address_en.cut
    return cut(rest, number)


def find_address(text: str) -> tuple[int, int] | None:
    """Where an address stands in `text`, from its region or street to its last part; or None."""
    folded = _blanked(fold(text), [(phone.start, phone.end) for phone in find_phones(text)])
    if HAN.search(folded):
        found = address_zh.find(folded)
        if found is not None:
            return found
    return address_en.find(folded)


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """`text` with line ends in place of what was read already; positions stay."""
    for start, end in spans:
        text = text[:start] + "\n" * (end - start) + text[end:]
    return text

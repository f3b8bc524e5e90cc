"""Order numbers, tracking numbers, phones, e-mails and endings in plain text. No Rasa, no look-ups.

A match is a candidate: whether such an order exists, and whose it is, is for the shop to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from actions.values.billing import tax_numbers
from actions.values.numeral import spoken_digits
from actions.values.phone import find_phones, plain_phone

ORDER_PATTERNS = (r"[A-Z]{2}\d{8,16}", r"#?W\d{7}", r"#\d{1,6}", r"\d{10,18}")
# How carriers number parcels where the start gives them away.
TRACKING_PATTERNS = (
    r"1Z[0-9A-Z]{16}",
    r"[A-Z]{2}\d{9}[A-Z]{2}",
    r"(?:SF|YT|YD|ZTO|STO|JT|DPK|JD[A-Z]{0,2})\d{10,18}",
    r"9[2-5]\d{20}",
)

EMAIL = re.compile(r"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
EMAIL_SAID = re.compile(r"\b([a-z0-9._-]+) at ([a-z0-9-]+) dot (com|net|org|cn|co|de|fr|in)\b")
CHUNK = re.compile(r"#?[a-z0-9]+")
TRACKING_SAID = re.compile(
    r"(?:快递单|运单|物流单|物流编|物流|快递)号?码?[是为:： ]*$|\b(?:tracking|awb|waybill)"
    r"(?: (?:number|no\.?|code|id|#|from \w+))*(?: (?:is|reads))?[: ]*$"
)
ENDING = re.compile(
    r"(?:尾号?码?|尾数|末尾|(?:最后|后|末|尾)(?:面)?(?:[三四]|[34]|几)(?:位|个|码)(?:数字?|字|号码?)?)"
    r"(?:是|为|系)?[: ]*(?P<zh>\d{3,6})(?!\d)"
    r"|(?<!\d)(?P<first>\d{3,6}) ?(?:结尾|收尾|尾号)"
    r"|\b(?:ending|ends?|finish(?:es|ing)|last (?:four|three|4|3)(?: digits?)?)"
    r"(?: (?:in|with|on|is|are|r|of|it|my|the|phone|mobile|order|number))*[: ]*(?P<en>\d{3,6})\b"
)
OF_ORDER = re.compile(
    r"(?:订单|单号|单子|\border|\bpurchase)(?:号|的| (?:number|no\.?|that|which))*[ ,]*$"
)
AN_ORDER = re.compile(r"^ ?(?:的|那个|这个|那|这)*(?:订单|单子|单)")
IDENTITY = re.compile(r"(?<![0-9a-z])\d{17}[\dx](?![0-9a-z])")
SPOKEN_ZH = re.compile(r"[零〇幺一二两三四五六七八九]{5,24}")
SPOKEN_EN = re.compile(
    r"\b(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)[ ,-]*){4,24}(?<=[a-z])"
)
DIGITS = re.compile(r"(?<![\w.#-])\d(?:[ -]?\d){2,9}(?![\w-]|\.\d)")
WORDS_OF_TWO = """
    is no id to my it on in at of or by nr hi ok pm am me us so do go up an as be he if we re cs
"""
SHORT_WORDS = frozenset(WORDS_OF_TWO.split())
MOST_CHUNKS = 8
# What stands behind "tax number" is read by nobody else.
TAX = "tax_number"
LONG = 10


@dataclass(frozen=True)
class Number:
    """`kind` is the entity's name: order_number, tracking_number, order_ending, phone_ending,
    phone, email, digits (too few for anything else) or id_card (its last four only)."""

    kind: str
    value: str
    start: int
    end: int


@lru_cache(maxsize=512)
def find_numbers(text: str, patterns: tuple[str, ...] = ORDER_PATTERNS) -> tuple[Number, ...]:
    """All of them in plain `text`, in order, none overlapping another.

    Where two readings compete, the earlier of this list wins: e-mail, ending, number with
    letters, phone, identity card, bare number, bare digits. A tax number is none of these.
    """
    lettered, bare = _orders(text, patterns)
    phones = (Number("phone", p.number, p.start, p.end) for p in find_phones(text))
    readings = (_emails(text), _endings(text), lettered, phones, _cards(text), bare, _spoken(text))
    kept = [Number(TAX, "", start, end) for start, end in tax_numbers(text)]
    for reading in (*readings, _digits(text)):
        for number in reading:
            if all(number.end <= other.start or other.end <= number.start for other in kept):
                kept.append(number)
    found = (number for number in kept if number.kind != TAX)
    return tuple(sorted(found, key=lambda number: number.start))


def _emails(text: str) -> Iterator[Number]:
    for match in EMAIL.finditer(text):
        yield Number("email", match.group(), match.start(), match.end())
    for match in EMAIL_SAID.finditer(text):
        name, host, top = match.groups()
        yield Number("email", f"{name}@{host}.{top}", match.start(), match.end())


def _endings(text: str) -> Iterator[Number]:
    for match in ENDING.finditer(text):
        of_order = OF_ORDER.search(text[max(0, match.start() - 24) : match.start()])
        of_order = of_order or AN_ORDER.search(text[match.end() : match.end() + 8])
        start, end = match.span(str(match.lastgroup))
        yield Number("order_ending" if of_order else "phone_ending", text[start:end], start, end)


def _cards(text: str) -> Iterator[Number]:
    for match in IDENTITY.finditer(text):
        if is_identity(match.group()):
            yield Number("id_card", match.group()[-4:].upper(), match.start(), match.end())


def is_identity(digits: str) -> bool:
    """Whether 18 signs carry the check digit of a Chinese identity card (ISO 7064, MOD 11-2)."""
    weights = [pow(2, 17 - place, 11) for place in range(17)]
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], weights, strict=True))
    born = 1900 <= int(digits[6:10]) < 2100 and 0 < int(digits[10:12]) < 13
    return born and "10x98765432"[total % 11] == digits[17].lower()


def _orders(text: str, patterns: tuple[str, ...]) -> tuple[list[Number], list[Number]]:
    """Candidates with letters or a sign, and bare ones. They may be written in pieces."""
    shapes = re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
    parcels = re.compile("|".join(f"(?:{pattern})" for pattern in TRACKING_PATTERNS), re.IGNORECASE)
    lettered: list[Number] = []
    bare: list[Number] = []
    for start, end, value in _compact(text, shapes, parcels):
        said = TRACKING_SAID.search(text[max(0, start - 45) : start])
        kind = "tracking_number" if said or parcels.fullmatch(value) else "order_number"
        (bare if value.isdecimal() else lettered).append(Number(kind, value, start, end))
    return lettered, bare


def _compact(
    text: str, shapes: re.Pattern[str], parcels: re.Pattern[str]
) -> Iterator[tuple[int, int, str]]:
    chunks = list(CHUNK.finditer(text))
    at = 0
    while at < len(chunks):
        length = _taken(text, chunks[at : at + MOST_CHUNKS], shapes, parcels)
        if length:
            value = "".join(chunk.group() for chunk in chunks[at : at + length]).upper()
            yield chunks[at].start(), chunks[at + length - 1].end(), value
        at += length or 1


def _taken(
    text: str, chunks: list[re.Match[str]], shapes: re.Pattern[str], parcels: re.Pattern[str]
) -> int:
    """How many pieces from the first on make up one number; 0 if none do. The longest wins."""
    first = chunks[0].group()
    if shapes.fullmatch(first) or parcels.fullmatch(first):
        return 1
    joined, best = first, 0
    for place, (before, chunk) in enumerate(pairwise(chunks), start=2):
        piece, gap = chunk.group(), text[before.end() : chunk.start()]
        if gap not in (" ", "-") or not piece.isdecimal() or (len(piece) >= LONG and place > 2):
            break
        # "is 20261120001": two letters and a blank are often a word, no prefix.
        if gap == " " and before.group() in SHORT_WORDS:
            break
        joined += piece
        if shapes.fullmatch(joined) and not _is_time(text[chunks[0].start() : chunk.end()]):
            best = place
    return best


def _is_time(written: str) -> bool:
    """ "2026-11-22 10" and the like are a date and an hour."""
    return re.match(r"20\d\d-\d{1,2}-\d{1,2}(?!\d)", written) is not None


def _spoken(text: str) -> Iterator[Number]:
    """Digits read out one by one."""
    for match in SPOKEN_ZH.finditer(text):
        yield _of_digits(spoken_digits(list(match.group())), match.start(), match.end())
    for match in SPOKEN_EN.finditer(text):
        words = re.findall("[a-z]+", match.group())
        yield _of_digits(spoken_digits(words), match.start(), match.end())


def _digits(text: str) -> Iterator[Number]:
    for match in DIGITS.finditer(text):
        if not _is_time(match.group()):
            value = re.sub(r"\D", "", match.group())
            yield Number("digits", value, match.start(), match.end())


def _of_digits(value: str, start: int, end: int) -> Number:
    if re.fullmatch(r"1[3-9]\d{9}", value):
        return Number("phone", plain_phone(value), start, end)
    return Number("order_number" if len(value) >= LONG else "digits", value, start, end)

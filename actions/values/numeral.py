"""Whole numbers in words and digits, Chinese and English. What they count is read elsewhere."""

from __future__ import annotations

HAN_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
    "仨": 3,
    "幺": 1,
}
HAN_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
HAN_NUMBER = "[零〇一二两三四五六七八九十百千万]+"

ENGLISH = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "a": 1, "an": 1}
ENGLISH_NUMBER = "|".join(
    sorted((word for word in ENGLISH if len(word) > 2), key=len, reverse=True)
)

DIGIT_WORDS = {word: value for word, value in ENGLISH.items() if value < 10 and len(word) > 2} | {
    "oh": 0
}


def whole_number(text: str) -> int | None:
    """The number folded `text` says: "12", "十二", "两百五十", "twelve". None if it says none."""
    if text.isdecimal():
        return int(text) if len(text) < 19 else None
    if text in ENGLISH:
        return ENGLISH[text]
    if not text or any(sign not in HAN_DIGITS and sign not in HAN_UNITS for sign in text):
        return None
    if not any(sign in HAN_UNITS for sign in text):
        return int("".join(str(HAN_DIGITS[sign]) for sign in text[:18]))
    return _han_sum(text)


def _han_sum(text: str) -> int:
    total, section, digit, unit = 0, 0, 0, 1
    for sign in text:
        if sign in HAN_DIGITS:
            digit, unit = HAN_DIGITS[sign], unit if HAN_DIGITS[sign] else 1
            continue
        size = HAN_UNITS[sign]
        if size == HAN_UNITS["万"]:
            total += max(section + digit, 1) * size
            section = 0
        else:
            section += (digit or (0 if section else 1)) * size
        digit, unit = 0, size
    # "两百五" ends on the unit below: two hundred and fifty.
    return total + section + digit * max(unit // 10, 1)


def spoken_digits(words: list[str]) -> str:
    """Digits read out one by one: ["six", "two", "oh"] is "620"; "" if one of them is no digit."""
    digits = [DIGIT_WORDS.get(word, HAN_DIGITS.get(word)) for word in words]
    return "" if None in digits else "".join(map(str, digits))

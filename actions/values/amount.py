"""Amounts of money in words: "¥199", "两百块", "20 bucks". The currency only if it was said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from actions.values.fold import fold
from actions.values.numeral import ENGLISH_NUMBER, HAN_NUMBER, whole_number

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?"
CURRENCIES = {
    "CNY": r"¥|￥|元|块(?:钱)?|圆|大洋|人民币|rmb|cny|yuan|kuai",
    "USD": r"us ?\$|\$|美元|美金|刀|usd|us dollars?|dollars?|bucks?",
    "EUR": r"€|欧元|eur|euros?",
    "GBP": r"£|英镑|gbp|pounds?(?: sterling)?|quid",
    "HKD": r"hk ?\$|港币|港元|港纸|蚊|hkd",
    "TWD": r"nt ?\$|新台币|台币|twd|ntd",
    "INR": r"₹|rs\.?|inr|rupees?",
}
BEFORE = re.compile(
    rf"(?P<sign>hk ?\$|nt ?\$|us ?\$|[¥$€£₹]|\b(?:rmb|cny|usd|eur|gbp|hkd|inr"
    rf"|rs\.?)) ?(?P<number>{NUMBER})(?![\d])"
)
AFTER = re.compile(
    rf"(?<![\d.a-z#])(?P<number>{NUMBER}|{HAN_NUMBER}|\b(?:{ENGLISH_NUMBER})(?: hundred)?)"
    r" ?(?P<sign>元(?:钱)?|块(?:钱)?|圆|大洋|人民币|美元|美金|刀(?!具|片)|欧元|英镑|港币"
    r"|港元|港纸|蚊|新台币|台币|[€£]"
    r"|(?:rmb|cny|yuan|kuai|usd|us dollars?|dollars?|bucks?|eur|euros?|gbp|pounds?|quid"
    r"|hkd|twd|ntd|inr|rupees?)\b)"
    r"(?P<tenth>[一二三四五六七八九\d](?![\d个件元块]))?"
)


@dataclass(frozen=True)
class Amount:
    """`currency` is a three-letter code, or None where no currency was said."""

    value: Decimal
    currency: str | None
    start: int
    end: int


def find_amounts(text: str) -> tuple[Amount, ...]:
    """Every amount with a currency said in `text`, in order, none overlapping another."""
    folded = fold(text).replace("￥", "¥")
    found: list[Amount] = []
    matches = [*BEFORE.finditer(folded), *AFTER.finditer(folded)]
    for match in sorted(matches, key=lambda each: each.start()):
        value = _value(match)
        if value is not None and not (found and match.start() < found[-1].end):
            found.append(Amount(value, _currency(match["sign"]), match.start(), match.end()))
    return tuple(found)


def read_amount(text: str) -> Amount | None:
    """The amount an answer names, also as a bare number: "200", "两百". None if there is none."""
    if found := find_amounts(text):
        return found[0]
    bare = fold(text).strip(" .,。!，")
    if re.fullmatch(NUMBER, bare):
        return Amount(Decimal(bare.replace(",", "")), None, 0, len(text))
    number = whole_number(bare)
    return None if number is None else Amount(Decimal(number), None, 0, len(text))


def _value(match: re.Match[str]) -> Decimal | None:
    said = match["number"]
    if said[0].isdecimal():
        value = Decimal(said.replace(",", ""))
    else:
        word, _, hundred = said.partition(" ")
        number = whole_number(word)
        if number is None:
            return None
        value = Decimal(number * 100 if hundred else number)
    tenth = match.groupdict().get("tenth")
    if tenth and match["sign"].startswith("块"):
        value += Decimal(whole_number(tenth) or 0) / 10
    return value


def _currency(sign: str) -> str | None:
    for code, pattern in CURRENCIES.items():
        if re.fullmatch(pattern, sign.strip()):
            return code
    return "CNY" if sign.startswith("元") else None

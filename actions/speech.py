"""Values as words: amounts, dates, addresses and goods, as people write them in each language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency

from actions.shop.order import Address, DeliverySlot, Line, Name, OrderStatus, RefundStatus
from actions.week import Week

LOCALE = {"zh": "zh_CN", "en": "en_US"}
DAY = {"zh": "M月d日（EEE）", "en": "EEE d MMM"}
DAY_OF_YEAR = {"zh": "y年M月d日", "en": "d MMM y"}
MOMENT = {"zh": "M月d日 HH:mm", "en": "d MMM, HH:mm"}
SHOWN_LINES = 2


@dataclass(frozen=True)
class Money:
    amount: Decimal
    currency: str


@dataclass(frozen=True)
class By:
    """An instant by which somebody has answered: said with its hour, the next full one."""

    at: datetime


@dataclass(frozen=True)
class Soon:
    """An instant within the hour: said to the next five minutes."""

    at: datetime


@dataclass(frozen=True)
class Masked:
    """An address of which the phone is shown in part only."""

    address: Address


@dataclass(frozen=True)
class Parts:
    """Values that stand beside each other, with commas; empty ones are left out."""

    values: tuple[Any, ...]


@dataclass(frozen=True)
class Options:
    """Size, colour and the like, in brackets behind a product's name, or `bare`."""

    values: tuple[str, ...]
    bare: bool = False


@dataclass(frozen=True)
class Difference:
    """An amount more or less than before."""

    money: Money


@dataclass(frozen=True)
class Variant:
    """Goods of an order with the size, colour and the like of each, by sku."""

    lines: tuple[Line, ...]
    options: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Term:
    """The name of a thing from `words.yml`; a code that is not in there is said as it is."""

    kind: str
    code: str


@dataclass(frozen=True)
class Country:
    """A country by its two letters."""

    code: str


@dataclass(frozen=True)
class Numbered:
    """A thing with the number of the order it is about, if that was said."""

    thing: Term
    number: str


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, dict[str, dict[str, str]]]:
    with (Path(__file__).parent / "words.yml").open(encoding="utf-8") as file:
        known: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(file)
    return known


@dataclass(frozen=True)
class Speaker:
    """Turns values into words of a language, in a time zone; a year is said unless it is `year`."""

    language: str
    timezone: ZoneInfo
    year: int

    def words(self, value: Any) -> Any:
        """The value as a string; what is no value of the shop stays as it is."""
        if isinstance(value, Money):
            return self.money(value)
        if isinstance(value, datetime):
            # Nobody plans by the minute what came or will come; what needs its hour says so.
            return self.day(value.astimezone(self.timezone).date())
        if isinstance(value, By):
            return self.moment(value.at, minutes=60)
        if isinstance(value, Soon):
            return self.moment(value.at, minutes=5)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, DeliverySlot):
            return self.slot(value)
        if isinstance(value, Masked):
            return self.address(value.address, masked=True)
        if isinstance(value, Address):
            return self.address(value)
        if isinstance(value, OrderStatus):
            return self.term(Term("order_status", value.value))
        if isinstance(value, RefundStatus):
            return self.term(Term("refund_status", value.value))
        if isinstance(value, Parts):
            comma = "，" if self.language == "zh" else ", "
            return comma.join(str(self.words(part)) for part in value.values if part)
        if isinstance(value, Options):
            return self.listed(value.values) if value.bare else self.options(value.values)
        if isinstance(value, Difference):
            return self.difference(value.money)
        if isinstance(value, Variant):
            return self.join([self._line(n, value.options.get(n.sku, ())) for n in value.lines])
        if isinstance(value, Term):
            return self.term(value)
        if isinstance(value, Country):
            return self.country(value.code)
        if isinstance(value, Numbered):
            left, right = ("（", "）") if self.language == "zh" else (" (", ")")
            return self.term(value.thing) + (f"{left}{value.number}{right}" if value.number else "")
        if isinstance(value, Week):
            return value.words(self.language, _locale(self.language))
        if isinstance(value, Name):
            return value.of(self.language)
        if isinstance(value, tuple) and value and isinstance(value[0], Line):
            return self.goods(value)
        if isinstance(value, tuple | list):
            return self.join([str(self.words(v)) for v in value])
        return value

    def money(self, money: Money) -> str:
        words = format_currency(money.amount, money.currency, locale=_locale(self.language))
        return str(words).replace("CN¥", "¥")

    def difference(self, money: Money) -> str:
        kind = "more" if money.amount > 0 else "less" if money.amount < 0 else "none"
        amount = self.money(Money(abs(money.amount), money.currency))
        return self.term(Term("difference", kind)).format(amount=amount)

    def options(self, values: Sequence[str]) -> str:
        left, right = ("（", "）") if self.language == "zh" else (" (", ")")
        return f"{left}{self.listed(values)}{right}" if values else ""

    def listed(self, values: Sequence[str]) -> str:
        return ("、" if self.language == "zh" else ", ").join(map(self.option, values))

    def day(self, day: date) -> str:
        pattern = DAY if day.year == self.year else DAY_OF_YEAR
        return str(format_date(day, pattern[self.language], locale=_locale(self.language)))

    def moment(self, at: datetime, minutes: int) -> str:
        """Day and time, rounded up to so many `minutes`."""
        local = _rounded_up(at.astimezone(self.timezone), minutes)
        if local.year != self.year:
            return self.day(local.date())
        return str(format_datetime(local, MOMENT[self.language], locale=_locale(self.language)))

    def slot(self, slot: DeliverySlot) -> str:
        gap = "" if self.language == "zh" else ", "
        return f"{self.day(slot.date)}{gap}{_hour(slot.start)}–{_hour(slot.end)}"

    def address(self, address: Address, *, masked: bool = False) -> str:
        phone = mask_phone(address.phone) if masked else address.phone
        if self.language == "zh" or _is_chinese(address.street + address.city):
            province = address.province if address.province != address.city else ""
            place = f"{province}{address.city}{address.district}{address.street}"
            if not _is_chinese(place):
                place = _listed(address.street, address.district, address.city, address.province)
            return "，".join(part for part in (address.recipient, phone, place) if part)
        province = address.province if address.province != address.city else ""
        return _listed(
            address.recipient,
            phone,
            address.street,
            address.district,
            address.city,
            f"{province} {address.postcode}".strip(),
            self.country(address.country),
        )

    def country(self, code: str) -> str:
        """A country by its name; what is no code stays as it is."""
        return str(_locale(self.language).territories.get(code.upper(), code))

    def goods(self, lines: Sequence[Line]) -> str:
        shown = [self._line(line) for line in lines[:SHOWN_LINES]]
        rest = len(lines) - SHOWN_LINES
        if rest <= 0:
            return self.join(shown)
        if self.language == "zh":
            return f"{'、'.join(shown)}等 {len(lines)} 种商品"
        return f"{', '.join(shown)} and {rest} more"

    def option(self, option: str) -> str:
        """Of an option in both languages, such as `黑 / black`, the half that is meant."""
        halves = option.split(" / ")
        meant = [half for half in halves if _is_chinese(half) == (self.language == "zh")]
        return meant[0] if len(halves) == 2 and len(meant) == 1 else option

    def term(self, term: Term) -> str:
        known = vocabulary()[term.kind]
        # Imported shops number their means of payment: credit_card_7815826 is a credit card.
        named = known.get(term.code) or known.get(re.sub(r"_\d+$", "", term.code))
        return named[self.language] if named else term.code

    def join(self, words: Sequence[str]) -> str:
        if self.language == "zh":
            return "、".join(words)
        return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))

    def _line(self, line: Line, options: Sequence[str] = ()) -> str:
        name = line.name.of(self.language) + self.options(options)
        return name if line.quantity == 1 else f"{name} ×{line.quantity}"


@cache
def _locale(language: str) -> Locale:
    # Given as a string, it would be looked for on the disk for every amount and date.
    return Locale.parse(LOCALE[language])


def mask_phone(phone: str) -> str:
    """All but the first three and the last four digits hidden; short ones hidden whole."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 9 else "****" if phone else ""


def _rounded_up(local: datetime, minutes: int) -> datetime:
    over = timedelta(minutes=local.minute % minutes, seconds=local.second)
    over += timedelta(microseconds=local.microsecond)
    return local - over + timedelta(minutes=minutes) if over else local


def _hour(at: time) -> str:
    return at.strftime("%H:%M")


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)

"""The country a shopper asks about sending to, in Chinese or English. Provinces are none."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from babel import Locale

LANGUAGES = ("zh", "en")
# What people say beside the official names.
ALSO = {
    "usa": "US", "the us": "US", "america": "US", "united states of america": "US",
    "uk": "GB", "england": "GB", "britain": "GB", "great britain": "GB", "scotland": "GB",
    "uae": "AE", "emirates": "AE", "korea": "KR", "holland": "NL", "turkey": "TR",
    "czech republic": "CZ", "ivory coast": "CI", "hong kong": "HK", "macao": "MO", "macau": "MO",
    "香港": "HK", "澳门": "MO", "台湾": "TW", "阿联酋": "AE", "中国大陆": "CN",
}  # fmt: skip
# An American state goes by the same name, or it is no country at all.
UNSURE = frozenset({"GE", "EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"})
BEFORE_EN = r"(?:^|\b(?:to|in|into|for|within) (?:the )?)"
BEFORE_ZH = r"(?:^|[\s,，。!！?？]|[寄送发發运運往去到在至给給们們])"


def country_asked(text: str) -> str:
    """The two letters of the country that is named as a place to send to; else empty."""
    english, chinese = _patterns()
    found = english.search(_plain(text)) or chinese.search(text)
    return _codes()[found["name"]] if found else ""


@cache
def _codes() -> dict[str, str]:
    codes = {
        _plain(name): code
        for language in LANGUAGES
        for code, name in Locale(language).territories.items()
        if re.fullmatch("[A-Z]{2}", code) and code not in UNSURE
    }
    return codes | ALSO


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = sorted(_codes(), key=len, reverse=True)
    english = "|".join(re.escape(name) for name in names if name[0].isascii())
    chinese = "|".join(re.escape(name) for name in names if not name[0].isascii())
    return (
        re.compile(rf"{BEFORE_EN}(?P<name>{english})(?![\w-])"),
        re.compile(rf"{BEFORE_ZH}(?P<name>{chinese})"),
    )


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).replace("’", "'")

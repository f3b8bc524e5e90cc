"""Western addresses in one line: street, city, state, postcode, and who receives there."""

from __future__ import annotations

import re

from actions.shop.order import Address
from actions.values.address_words import remark_en
from actions.values.units import UNITS_EN

KIND = (
    r"street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way|court|ct|place|pl"
    r"|square|sq|close"
    r"|crescent|terrace|highway|hwy|parkway|pkwy|row|mews|gardens?|park|hill|circle|trail|quay|walk"
)
ABROAD = r"rue|rua|via|calle|avenida|avenue|boulevard|place|plaza|piazza|largo|chemin"
UNIT = (
    r"(?:apt|apartment|flat|unit|suite|ste|room|rm|floor|fl|building|bldg|block|tower|no|#)"
    r"\.? ?#?[a-z0-9-]+"
)
STREET = re.compile(
    rf"\b\d{{1,6}}[a-z]?(?:[-/]\d+)?,? (?:[a-z0-9'.]+ ){{0,4}}(?:{KIND})\b\.?"
    rf"|\b\d{{1,6}},? (?:{ABROAD}) [a-z' .-]+?(?=,|$|\n)|\b(?:{ABROAD}) [a-z' .-]+? \d{{1,5}}\b"
    r"|\b[a-zà-ÿß-]+(?:straße|strasse|weg|platz|gasse|laan|straat) \d{1,5}[a-z]?\b"
    r"|\bp\.?o\.? box \d+\b"
)
UK = r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}"
POSTCODE = re.compile(
    rf"\b(?:{UK}|[a-z]\d[a-z] ?\d[a-z]\d|\d{{5,6}}(?:-\d{{4}})?|\d{{4}} ?[a-z]{{2}}|\d{{4}})\b"
)
STATE = re.compile(
    r"\b(?:a[klrz]|c[aot]|d[ce]|fl|ga|hi|i[adln]|k[sy]|la|m[adeinost]|n[cdehjmvy]|o[hkr]"
    r"|pa|ri|s[cd]|t[nx]|ut|v[at]|w[aivy])$"
)
COUNTRIES = {
    "usa": "US", "us": "US", "united states": "US", "america": "US", "uk": "GB",
    "united kingdom": "GB", "england": "GB",
    "scotland": "GB", "canada": "CA", "australia": "AU", "germany": "DE", "deutschland": "DE",
    "france": "FR", "india": "IN",
    "ireland": "IE", "singapore": "SG", "china": "CN", "prc": "CN",
    "hong kong": "HK", "hk": "HK", "hksar": "HK", "macau": "MO",
    "macao": "MO", "italy": "IT",
    "spain": "ES", "portugal": "PT",
}  # fmt: skip
DISTRICT = re.compile(r".*\w (?:district|county)")
PROVINCES = frozenset({
    "anhui", "fujian", "gansu", "guangdong", "guangxi", "guizhou", "hainan", "hebei",
    "heilongjiang", "henan", "hubei", "hunan", "jiangsu", "jiangxi", "jilin", "liaoning",
    "ningxia", "qinghai", "shaanxi", "shandong", "shanxi", "sichuan", "tibet", "xinjiang",
    "yunnan", "zhejiang",
})  # fmt: skip
LEAD = re.compile(
    r"^(?:.*?\b(?:address (?:is|to|should be)|ship(?:ped)? (?:it )?to|send (?:it )?to"
    r"|deliver(?:ed)? (?:it )?to|(?:change|correct|update|make) (?:(?:it|that|my|the)? ?"
    r"(?:street|address)? ?)?to|should be|it's|its|is)\b:? ?)",
    re.IGNORECASE,
)
# "Courier says the address is wrong. Its ...": what is missing or wrong, told beforehand.
TOLD = remark_en(f"{STREET.pattern}|{UNITS_EN.pattern}")
ASKED = re.compile(
    r"^(?:(?:please|pls|and|also|just|add|put|use|sorry|oops|ok|with) )+", re.IGNORECASE
)
# A postcode or a unit is no district.
HAS_DIGIT = re.compile(r"\d")
# What may follow an address and is none of it; there may be several of these.
POLITE = re.compile(
    r"(?:[\s,.!]*\b(?:please|pls|thanks|thank you|thx|instead|rather|from now on|now|then))+"
    r"[\s.!?]*$",
    re.IGNORECASE,
)
# "The street is wrong: 221 Oak Avenue": what ends in a colon is about the address.
REMARK = re.compile(r"^[^\d\n]*: ?")
# Unlabelled, a name is known by its capitals: "sorry", "Hi there" are none.
NAME = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?: (?:[A-ZÀ-Þ][\w.'’-]*|de|da|van|von|der|al|bin)){1,4}")
CALLED = re.compile(r"\b(?:recipient|name|attn) ?[:=] ?([^\W\d_][\w .'’-]{1,40})", re.IGNORECASE)
SAID_BEFORE = re.compile(r"(?:.*\b)?(?:to|at|is|be|it|ok|okay|yes|no|sure|sorry|please)\b\W*")
LABEL = re.compile(
    r"(?:recipient|name|attn|to|address|phone|tel|mobile|postcode|zip(?: code)?) ?[:=] ?",
    re.IGNORECASE,
)


def cut(text: str, phone: str) -> Address:
    """The parts of `text`, from which the phone was already taken."""
    called = CALLED.search(text)
    pieces = _pieces(text)
    lines = [position for position, piece in enumerate(pieces) if STREET.search(piece.lower())]
    if not lines:
        recipient = called[1].strip(" .") if called else _name(pieces) if phone else ""
        return Address(recipient=recipient, phone=phone, street=_units(pieces))
    at = lines[0]
    country, rest = _country(pieces[at + 1 :])
    street = _without_words(pieces[at])
    while rest and _is_unit(rest[0]):
        street += ", " + rest.pop(0)
    while at and _is_unit(pieces[at - 1]):
        street, at = pieces[at - 1] + ", " + street, at - 1
    # "90 Wensan Road, Willow Bank, building 5": the house has a name.
    if len(rest) > 1 and UNITS_EN.fullmatch(rest[1].lower()) and _bare(rest[0]) not in PROVINCES:
        street, rest = ", ".join([street, *rest[:2]]), rest[2:]
    if not rest and "," not in street:
        street, rest = _after_street(street)
    district, province, rest = _chinese(rest)
    city, state, postcode = _town(rest)
    recipient = called[1].strip(" .") if called else _name(pieces[:at])
    return Address(recipient, phone, country, province or state, city, district, street, postcode)


def find(folded: str) -> tuple[int, int] | None:
    street = STREET.search(folded)
    if street is None:
        return None
    unit = re.search(rf"{UNIT},? $", folded[: street.start()])
    codes = [match.end() for match in POSTCODE.finditer(folded, street.end())]
    after = re.match(r"(?:, ?[a-z0-9 .'#-]{2,40})*", folded[street.end() :])
    end = max(
        [street.end(), *codes[:1]] if codes else [street.end() + (after.end() if after else 0)]
    )
    end = len(folded[:end].rstrip(" .,"))
    return (unit.start() if unit else street.start(), end)


def _pieces(text: str) -> list[str]:
    plain = LABEL.sub("\n", POLITE.sub("", text))
    while told := TOLD.match(plain):
        plain = plain[told.end() :]
    lead = LEAD.match(plain)
    body = REMARK.sub("", plain[lead.end() :] if lead else plain)
    return [piece.strip(" .") for piece in re.split(r"[,\n;]+", body) if piece.strip(" .")]


def _without_words(line: str) -> str:
    """ "ok. 12 Hill Street", "change LK1 to 12 Hill Street": what is said before the street."""
    match = STREET.search(line.lower())
    said = match is not None and SAID_BEFORE.fullmatch(line[: match.start()].lower())
    return line[match.start() :] if match and said else line


def _name(pieces: list[str]) -> str:
    """Who receives, among the pieces that stand before the street."""
    return next((piece for piece in pieces if NAME.fullmatch(piece)), "")


def _country(pieces: list[str]) -> tuple[str, list[str]]:
    rest = list(pieces)
    if rest and rest[-1].lower() in COUNTRIES:
        return COUNTRIES[rest.pop().lower()], rest
    return "", rest


def _after_street(line: str) -> tuple[str, list[str]]:
    """ "221 Baker Street London NW1 6XE" without commas: the town follows the street."""
    match = STREET.search(line.lower())
    if match is None or not line[match.end() :].strip():
        return line, []
    street, rest = line[: match.end()].strip(), line[match.end() :].strip()
    if units := UNITS_EN.match(rest.lower()):
        street, rest = f"{street}, {rest[: units.end()]}", rest[units.end() :].strip()
    return street, [rest] if rest else []


def _is_unit(piece: str) -> bool:
    return bool(re.fullmatch(UNIT, piece.lower()) or UNITS_EN.fullmatch(piece.lower()))


def _units(pieces: list[str]) -> str:
    """Building and room where nothing else is said: "its building 3, room 1502"."""
    bare = [ASKED.sub("", piece) for piece in pieces]
    return ", ".join(bare) if all(UNITS_EN.fullmatch(piece.lower()) for piece in bare) else ""


def _chinese(pieces: list[str]) -> tuple[str, str, list[str]]:
    """District and province of a Chinese address in English letters, and the other pieces."""
    district = next((piece for piece in pieces if DISTRICT.fullmatch(piece.lower())), "")
    named = next((piece for piece in pieces if _bare(piece) in PROVINCES), "")
    province = re.sub(r"[ \d]+$", "", named)
    postcode = named.removeprefix(province).strip()
    rest = [piece for piece in pieces if piece not in (district, named)]
    rest += [postcode] if postcode else []
    if province and not district and len(rest) > 1 and not any(map(HAS_DIGIT.search, rest[:2])):
        district = rest.pop(0)
    return district, province, rest


def _bare(piece: str) -> str:
    """ "Zhejiang 310000" and "Zhejiang Province" are Zhejiang."""
    return re.sub(r" province$|[ \d]+$", "", piece.lower())


def _town(pieces: list[str]) -> tuple[str, str, str]:
    city, state, postcode = "", "", ""
    for piece in pieces:
        rest = piece
        if match := POSTCODE.search(piece.lower()):
            postcode = piece[match.start() : match.end()].upper()
            rest = (piece[: match.start()] + piece[match.end() :]).strip()
        if match := STATE.search(rest.lower()):
            state, rest = rest[match.start() :].upper(), rest[: match.start()].strip()
        if rest and not city:
            city = rest
        elif rest and not state:
            state = rest
    return city, state, postcode

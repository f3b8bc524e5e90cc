"""The detail "address": a form, a choice among several, one line, or one part put right."""

from __future__ import annotations

from dataclasses import asdict

from actions.case import Case
from actions.details.detail import Detail
from actions.shop.order import Address, Order
from actions.shop.shop import Shop
from actions.turn import Turn
from actions.values.address import read_address
from actions.values.cities_en import PROVINCE_OF_CITY, city_named
from actions.values.correction import read_correction
from actions.values.fold import fold
from actions.values.units import is_units, with_units
from actions.values.which_address import named_address


def _read(shop: Shop, turn: Turn, order: Order, text: str) -> dict[str, str] | None:
    known = known_address(turn.case, order)
    if turn.message.form == "address":
        given = {k: str(v).strip() for k, v in turn.message.values.items() if k in known}
        return _of_form(known, given)
    chosen = turn.message.choice
    if chosen.startswith("address:"):
        return asdict(order.addresses[int(chosen.removeprefix("address:"))])
    if (named := _named(turn, order, text, known)) is not None:
        one = asdict(order.addresses[named])
        return {**one, **_of_person(text), **read_correction(text, one)}
    parts = read_correction(text, known) or {
        k: v for k, v in asdict(read_address(text)).items() if v
    }
    parts = _in_place(known, _in_known_city(known, parts))
    return merged_address(known, parts) if parts else None


def _named(turn: Turn, order: Order, text: str, known: dict[str, str]) -> int | None:
    """Which of several addresses the words name, as long as one of them is to be chosen."""
    if len(order.addresses) < 2:
        return None
    given = "address" in turn.case.draft
    chosen = (at for at, each in enumerate(order.addresses) if given and asdict(each) == known)
    return named_address(text, order.addresses, next(chosen, None))


def _of_person(text: str) -> dict[str, str]:
    """Another phone number, said beside the address that is chosen."""
    phone = read_address(text).phone
    return {"phone": phone} if phone else {}


def _in_known_city(known: dict[str, str], given: dict[str, str]) -> dict[str, str]:
    """A city of China under its usual name, with its province; elsewhere names stay as typed."""
    said, province = given.get("city", ""), given.get("province", "")
    if known["country"] not in ("CN", "") or given.get("country", "CN") != "CN":
        return given
    city = _city(said, known)
    if said and not city and (higher := _city(province, known)):
        # "Yuexiu, Guangzhou": what stands before a city is a part of it.
        of_city = PROVINCE_OF_CITY.get(higher, "")
        return {"district": said, **given, "city": higher, "province": of_city}
    of_city = PROVINCE_OF_CITY.get(city, "")
    if not city or (province and of_city and fold(province) != fold(of_city)):
        return given
    return {**given, "city": city, **({"province": of_city} if of_city else {})}


def _city(said: str, known: dict[str, str]) -> str:
    return city_named(said, known["city"]) if said.isascii() and said else ""


def _in_place(known: dict[str, str], given: dict[str, str]) -> dict[str, str]:
    """What was given, as it fits what is known: units in their street, districts in their city."""
    parts = dict(given)
    named, last = parts.get("city", ""), parts.get("province", "")
    if known["city"] and last.casefold() == known["city"].casefold() and named and named != last:
        parts.update(district=named, city=known["city"], province=known["province"])
    elif is_units(parts.get("street", "")) and not (named or last or "district" in parts):
        units = parts.pop("street")
        # Without a street to be in, a room is no place: the street is still asked for.
        if known["street"]:
            parts["street"] = with_units(known["street"], units)
    return parts


def _of_form(known: dict[str, str], given: dict[str, str]) -> dict[str, str]:
    """The form over what was known; in another town, parts of the old place left out are gone."""
    moved = any(given.get(part, known[part]) != known[part] for part in ("province", "city"))
    finer = ("city", "district", "street", "postcode") if moved else ()
    return {**known, **dict.fromkeys(finer, ""), **given}


def known_address(case: Case, order: Order) -> dict[str, str]:
    """What the next correction changes: the address given so far, or the one on the order."""
    given: dict[str, str] | None = case.draft.get("partial_address") or case.draft.get("address")
    return given or asdict(order.address or Address())


def merged_address(known: dict[str, str], given: dict[str, str]) -> dict[str, str]:
    """The known address with what was given put in.

    A new city or street stands without the finer parts of the old place, for those belonged to it;
    a house number or phone alone changes just that. A city named again is where it was.
    """
    merged = dict(known)
    if "street" in given and ("city" in given or "province" in given):
        province = known.get("province", "") if given.get("city") == known.get("city") else ""
        merged.update(dict.fromkeys(("province", "city", "district", "postcode"), ""))
        merged["province"] = province
    elif "district" in given and "street" in given:
        merged["postcode"] = ""
    merged.update(given)
    return merged


def _ask(shop: Shop, turn: Turn, order: Order, again: bool) -> None:
    known = known_address(turn.case, order)
    card = {"type": "form", "form": "address", "values": known}
    if len(order.addresses) > 1 and "partial_address" not in turn.case.draft:
        turn.show("utter_ask_which_address", card, number=order.number)
        for at, address in enumerate(order.addresses):
            turn.choice("utter_button_address", f"address:{at}", address=address)
    else:
        turn.show("utter_ask_address_again" if again else "utter_ask_address", card)


ADDRESS = Detail("address", _read, _ask)

"""What a wish needs before it can be shown: taken from messages and forms, or asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from actions.case import Asked, Case
from actions.mentions import mentioned_lines
from actions.shop.order import Address, ClaimKind, DeliverySlot, Order
from actions.shop.policy import Refusal, RemedyKind, Wish, refusals
from actions.shop.shop import Shop
from actions.turn import Turn
from actions.values.address import read_address
from actions.values.correction import read_correction
from actions.values.when import When, read_when

NEEDS: dict[RemedyKind, tuple[Asked, ...]] = {
    RemedyKind.CHANGE_ADDRESS: (Asked.ADDRESS,),
    RemedyKind.REDIRECT: (Asked.ADDRESS,),
    RemedyKind.RESCHEDULE: (Asked.SLOT,),
    RemedyKind.INVOICE: (Asked.EMAIL,),
    RemedyKind.RETURN: (Asked.ITEMS,),
    RemedyKind.EXCHANGE: (Asked.ITEMS,),
}

# Refusals that a better answer mends: the detail is asked for again.
MENDED_BY: dict[type, Asked] = {
    refusals.AddressIncomplete: Asked.ADDRESS,
    refusals.PhoneInvalid: Asked.ADDRESS,
    refusals.SameAddress: Asked.ADDRESS,
    refusals.OtherCountry: Asked.ADDRESS,
    refusals.SlotMissing: Asked.SLOT,
    refusals.SlotInPast: Asked.SLOT,
    refusals.SlotTooFar: Asked.SLOT,
    refusals.SlotNotOffered: Asked.SLOT,
    refusals.SameSlot: Asked.SLOT,
    refusals.PickupNotOffered: Asked.SLOT,
    refusals.UnknownLine: Asked.ITEMS,
    refusals.PhotoMissing: Asked.PHOTOS,
    refusals.EmailInvalid: Asked.EMAIL,
}

DRAFT_KEY: dict[Asked, str] = {
    Asked.ADDRESS: "address",
    Asked.SLOT: "slot",
    Asked.ITEMS: "lines",
    Asked.PHOTOS: "uploads",
    Asked.EMAIL: "email",
}
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


def asks_for(refusal: Refusal) -> Asked | None:
    """The detail that, given better, mends this refusal; None when nothing does."""
    return MENDED_BY.get(type(refusal))


def missing(case: Case, order: Order, kind: RemedyKind) -> Asked | None:
    """The first detail that the wish still needs."""
    return next((d for d in NEEDS.get(kind, ()) if DRAFT_KEY[d] not in case.draft), None)


def forget(case: Case, detail: Asked, refusal: Refusal) -> Case:
    """Drop what was refused; an incomplete address is kept, to be completed."""
    kept = dict(case.draft)
    if isinstance(refusal, refusals.AddressIncomplete):
        kept["partial_address"] = kept.get("address", {})
    kept.pop(DRAFT_KEY[detail], None)
    return replace(case, draft=kept)


def wish_of(case: Case, order: Order) -> Wish:
    """The draft as a wish of the shop's."""
    draft = case.draft
    slot = draft.get("slot")
    return Wish(
        address=Address(**draft["address"]) if "address" in draft else None,
        slot=_slot(slot) if slot else None,
        pickup_point=draft.get("pickup_point"),
        amount=Decimal(draft["amount"]) if "amount" in draft else None,
        lines=tuple(draft.get("lines", ())),
        sku=draft.get("sku"),
        seller=draft.get("seller"),
        email=draft.get("email"),
        text=draft.get("text"),
        uploads=tuple(draft.get("uploads", ())),
        problem=ClaimKind(draft["problem"]) if "problem" in draft else None,
    )


def collect(shop: Shop, turn: Turn, order: Order, kind: RemedyKind) -> Case:
    """The case with every detail this message gives for the wish."""
    found: dict[str, Any] = {}
    for detail in NEEDS.get(kind, ()):
        value = COLLECT[detail](shop, turn, order, turn.message.text)
        for text in turn.case.said:
            value = value if value is not None else COLLECT[detail](shop, turn, order, text)
        if value is not None:
            found[DRAFT_KEY[detail]] = value
    draft = {**turn.case.draft, **found}
    if "address" in found:
        draft.pop("partial_address", None)
    if turn.message.form == "items":
        draft.update({k: v for k, v in turn.message.values.items() if k in ("text",) and v})
    return replace(turn.case, draft=draft, said=())


def _collect_address(shop: Shop, turn: Turn, order: Order, text: str) -> dict[str, str] | None:
    known = known_address(turn.case, order)
    if turn.message.form == "address":
        given = {k: str(v).strip() for k, v in turn.message.values.items() if k in known}
        return {**known, **given}
    chosen = turn.message.choice
    if chosen.startswith("address:"):
        return asdict(order.addresses[int(chosen.removeprefix("address:"))])
    parts = read_correction(text, known.get("street", "")) or {
        k: v for k, v in asdict(read_address(text)).items() if v
    }
    return merged_address(known, parts) if parts else None


def known_address(case: Case, order: Order) -> dict[str, str]:
    """What the next correction changes: the address given so far, or the one on the order."""
    given: dict[str, str] | None = case.draft.get("partial_address") or case.draft.get("address")
    return given or asdict(order.address or Address())


def merged_address(known: dict[str, str], given: dict[str, str]) -> dict[str, str]:
    """The known address with what was given put in.

    A new city or street stands without the finer parts of the old place, for those belonged to it;
    a house number or phone alone changes just that.
    """
    merged = dict(known)
    if "street" in given and ("city" in given or "province" in given):
        merged.update(dict.fromkeys(("province", "city", "district", "postcode"), ""))
    elif "district" in given and "street" in given:
        merged["postcode"] = ""
    merged.update(given)
    return merged


def _collect_slot(shop: Shop, turn: Turn, order: Order, text: str) -> dict[str, str] | None:
    if turn.message.form == "slot":
        return {k: str(turn.message.values.get(k, "")) for k in ("date", "from", "to")}
    chosen = turn.message.choice
    if chosen.startswith("slot:"):
        return dict(zip(("date", "from", "to"), chosen[5:].split("/"), strict=True))
    return _spoken_slot(shop, turn, text)


def _spoken_slot(shop: Shop, turn: Turn, text: str) -> dict[str, str] | None:
    """A day and a span in words; the day alone is kept, so that only the span is asked for."""
    when = read_when(text, shop.now, shop.policy.time_zone)
    named = turn.case.draft.get("day")
    day = when.day if when and when.day else date.fromisoformat(named) if named else None
    if when is None or day is None:
        return None
    spans = spans_of(shop, when)
    if len(spans) > 1 and _offered(shop, day):
        turn.case = replace(turn.case, draft={**turn.case.draft, "day": day.isoformat()})
        return None
    start, end = spans[0] if spans else (when.start or time(0), when.end or time(23, 59))
    return {"date": day.isoformat(), "from": f"{start:%H:%M}", "to": f"{end:%H:%M}"}


def spans_of(shop: Shop, when: When) -> list[tuple[time, time]]:
    """The spans the shop offers within what was said; where none lies within, those it touches."""
    first, last = when.start or time(0), when.end or time(23, 59)
    offered = shop.policy.reschedule.windows
    within = [(a, b) for a, b in offered if first <= a and b <= last]
    return within or [(a, b) for a, b in offered if a < last and b > first]


def _offered(shop: Shop, day: date) -> bool:
    return day in _days(shop)


def _days(shop: Shop) -> list[date]:
    today = shop.now.astimezone(shop.policy.time_zone).date()
    rules = shop.policy.reschedule
    return [today + timedelta(days=n) for n in range(rules.first_day, rules.last_day + 1)]


def _collect_items(shop: Shop, turn: Turn, order: Order, text: str) -> list[int] | None:
    if len(order.lines) == 1:
        return [0]
    if turn.message.form == "items":
        return [int(n) for n in turn.message.values.get("lines", [])]
    ordinals = [int(n) for n in turn.message.all("ordinal")]
    if turn.case.asked is Asked.ITEMS and ordinals:
        return [n - 1 if n > 0 else len(order.lines) + n for n in ordinals]
    return list(mentioned_lines(text, order.lines)) or None


def _collect_email(shop: Shop, turn: Turn, order: Order, text: str) -> str | None:
    if turn.message.form == "email":
        return str(turn.message.values.get("email", ""))
    said = turn.message.first("email") or (EMAIL.search(text) or [None])[0]
    return str(said) if said else None


def _collect_photos(shop: Shop, turn: Turn, order: Order, text: str) -> list[str] | None:
    if turn.message.form == "photos":
        return [str(u) for u in turn.message.values.get("uploads", [])]
    return None


COLLECT: dict[Asked, Callable[[Shop, Turn, Order, str], Any]] = {
    Asked.ADDRESS: _collect_address,
    Asked.SLOT: _collect_slot,
    Asked.ITEMS: _collect_items,
    Asked.EMAIL: _collect_email,
    Asked.PHOTOS: _collect_photos,
}


def ask(shop: Shop, turn: Turn, order: Order, detail: Asked, *, again: bool = False) -> None:
    """Ask for one detail, with the form that helps to give it; free text works as well."""
    turn.wait_for(detail)
    ASK[detail](shop, turn, order, again)


def _ask_address(shop: Shop, turn: Turn, order: Order, again: bool) -> None:
    known = known_address(turn.case, order)
    card = {"type": "form", "form": "address", "values": known}
    if len(order.addresses) > 1 and not again:
        turn.show("utter_ask_which_address", card, number=order.number)
        for at, address in enumerate(order.addresses):
            turn.choice("utter_button_address", f"address:{at}", address=address)
    else:
        turn.show("utter_ask_address_again" if again else "utter_ask_address", card)


def _ask_slot(shop: Shop, turn: Turn, order: Order, again: bool) -> None:
    day = turn.case.draft.get("day")
    windows = shop.policy.reschedule.windows
    if day and not again:
        turn.say("utter_ask_slot_of_day", day=date.fromisoformat(day))
        for start, end in windows:
            span = f"{start:%H:%M}", f"{end:%H:%M}"
            turn.choice("utter_button_slot", f"slot:{day}/{span[0]}/{span[1]}", span="–".join(span))
        return
    slots = [
        {"date": d.isoformat(), "from": f"{a:%H:%M}", "to": f"{b:%H:%M}"}
        for d in _days(shop)
        for a, b in windows
    ]
    card = {"type": "form", "form": "slot", "values": {"slots": slots}}
    turn.show("utter_ask_slot_again" if again else "utter_ask_slot", card)


def _ask_items(shop: Shop, turn: Turn, order: Order, again: bool) -> None:
    lines = [
        {"line": at, "name": line.name.of(turn.language), "quantity": line.quantity}
        for at, line in enumerate(order.lines)
    ]
    turn.show("utter_ask_items", {"type": "form", "form": "items", "values": {"items": lines}})


def _ask_email(shop: Shop, turn: Turn, order: Order, again: bool) -> None:
    turn.show("utter_ask_email", {"type": "form", "form": "email", "values": {}})


def _ask_photos(shop: Shop, turn: Turn, order: Order, again: bool) -> None:
    turn.show("utter_ask_photos", {"type": "form", "form": "photos", "values": {}})


ASK: dict[Asked, Callable[[Shop, Turn, Order, bool], None]] = {
    Asked.ADDRESS: _ask_address,
    Asked.SLOT: _ask_slot,
    Asked.ITEMS: _ask_items,
    Asked.EMAIL: _ask_email,
    Asked.PHOTOS: _ask_photos,
}


def _slot(values: dict[str, str]) -> DeliverySlot:
    return DeliverySlot(
        date.fromisoformat(values["date"]),
        time.fromisoformat(values["from"]),
        time.fromisoformat(values["to"]),
    )

"""The detail "slot": a day and a span of hours that the shop delivers in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from actions.case import Asked
from actions.details.detail import Detail
from actions.shop.order import Order
from actions.shop.shop import Shop
from actions.turn import Turn
from actions.values.when import When, read_when

MORNING = time(6)


def _read(shop: Shop, turn: Turn, order: Order, text: str) -> dict[str, str] | None:
    if turn.message.form == "slot":
        return {k: str(turn.message.values.get(k, "")) for k in ("date", "from", "to")}
    chosen = turn.message.choice
    if chosen.startswith("slot:"):
        return dict(zip(("date", "from", "to"), chosen[5:].split("/"), strict=True))
    return _spoken_slot(shop, turn, text)


def _spoken_slot(shop: Shop, turn: Turn, text: str) -> dict[str, str] | None:
    """A day and a span in words; the day alone is kept, so that only the span is asked for."""
    when = read_when(text, shop.now, shop.policy.time_zone)
    named = (turn.case.draft.get("slot") or {}).get("date") or turn.case.draft.get("day")
    day = when.day if when and when.day else date.fromisoformat(named) if named else None
    if when is None or day is None:
        return None
    if day < _today(shop) and turn.case.asked is not Asked.SLOT:
        return None  # A day gone by tells what happened; nobody wishes for it unasked.
    spans = spans_of(shop, when)
    if len(spans) > 1 and _offered(shop, day):
        turn.case = replace(turn.case, draft={**turn.case.draft, "day": day.isoformat()})
        return None
    start, end = spans[0] if spans else (when.start or time(0), when.end or time(23, 59))
    return {"date": day.isoformat(), "from": f"{start:%H:%M}", "to": f"{end:%H:%M}"}


def spans_of(shop: Shop, when: When) -> list[tuple[time, time]]:
    """The spans the shop offers within what was said; where none lies within, those it touches.

    A time of day holds from then on ("at 10"), but for one at night: "at 3 am" means just that.
    """
    if when.start and when.start < MORNING and when.end is None:
        return []
    first, last = when.start or time(0), when.end or time(23, 59)
    offered = shop.policy.reschedule.windows
    within = [(a, b) for a, b in offered if first <= a and b <= last]
    return within or [(a, b) for a, b in offered if a < last and b > first]


def _offered(shop: Shop, day: date) -> bool:
    return day in _days(shop)


def _today(shop: Shop) -> date:
    return shop.now.astimezone(shop.policy.time_zone).date()


def _days(shop: Shop) -> list[date]:
    today = _today(shop)
    rules = shop.policy.reschedule
    return [today + timedelta(days=n) for n in range(rules.first_day, rules.last_day + 1)]


def _ask(shop: Shop, turn: Turn, order: Order, again: bool) -> None:
    day = turn.case.draft.get("day")
    windows = shop.policy.reschedule.windows
    when = read_when(turn.message.text, shop.now, shop.policy.time_zone)
    if day and (when or not again):
        turn.say("utter_ask_slot_of_day", day=date.fromisoformat(day))
        for start, end in (spans_of(shop, when) if when else []) or windows:
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


SLOT = Detail("slot", _read, _ask)

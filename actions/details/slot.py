"""The detail "slot": a day and a span of hours that the shop delivers in, or a pick-up point."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from actions.case import Asked
from actions.details.detail import Detail
from actions.shop.order import Order
from actions.shop.policy.effects import NEAREST
from actions.shop.shop import Shop
from actions.turn import Turn
from actions.values.pickup import wants_pickup
from actions.values.when import When, read_when

MORNING = time(6)
PICKUP = {"pickup_point": NEAREST}
# A day and a span, as the chat form has them: {"date", "from", "to"}.
Plain = dict[str, str]


def _read(shop: Shop, turn: Turn, order: Order, text: str) -> dict[str, Any] | None:
    if turn.message.form == "slot":
        return {k: str(turn.message.values.get(k, "")) for k in ("date", "from", "to")}
    chosen = turn.message.choice
    if chosen == "slot:pickup" or (not chosen and wants_pickup(text)):
        return dict(PICKUP)
    if chosen.startswith("slot:"):
        return dict(zip(("date", "from", "to"), chosen[5:].split("/"), strict=True))
    return _spoken_slot(shop, turn, text)


def _spoken_slot(shop: Shop, turn: Turn, text: str) -> dict[str, Any] | None:
    """A day and a span in words; days alone are kept, so that only the rest is asked for."""
    when = read_when(text, shop.now, shop.policy.time_zone)
    if when and when.has_days() and not when.is_one_day:
        days = [day for day in _days(shop) if when.holds(day)]
        if len(days) == 1 and when.until is None:
            when = replace(when, day=days[0], last_day=days[0])
        elif days or when.day is None:
            _keep(turn, days=[str(when.day or ""), str(when.last_day or "")])
            return None
    named = (turn.case.draft.get("slot") or {}).get("date") or turn.case.draft.get("day")
    day = when.day if when and when.day else date.fromisoformat(named) if named else None
    if when is None or day is None:
        return None
    if day < _today(shop) and turn.case.asked is not Asked.SLOT:
        return None  # A day gone by tells what happened; nobody wishes for it unasked.
    spans = spans_of(shop, when)
    if len(spans) > 1 and _offered(shop, day):
        _keep(turn, day=day.isoformat())
        return None
    start, end = spans[0] if spans else (when.start or time(0), when.end or time(23, 59))
    wider = bool(spans) and not _is_within(spans[0], when)
    return _plain(day, start, end) | ({"wider": True} if wider else {})


def _keep(turn: Turn, **known: object) -> None:
    """Keep this of the time in the draft, in place of what was kept of it before."""
    draft = {k: v for k, v in turn.case.draft.items() if k not in ("day", "days")}
    turn.case = replace(turn.case, draft={**draft, **known})


def spans_of(shop: Shop, when: When) -> list[tuple[time, time]]:
    """The spans the shop offers within what was said; where none lies within, those it touches.

    A time of day holds from then on ("at 10"), but for one at night: "at 3 am" means just that.
    """
    if when.start and when.start < MORNING and when.end is None:
        return []
    first, last = when.start or time(0), when.end or time(23, 59)
    offered = shop.policy.reschedule.windows
    within = [span for span in offered if _is_within(span, when)]
    return within or [(a, b) for a, b in offered if a < last and b > first]


def _is_within(span: tuple[time, time], when: When) -> bool:
    return (when.start or time(0)) <= span[0] and span[1] <= (when.end or time(23, 59))


def _offered(shop: Shop, day: date) -> bool:
    return day in _days(shop)


def _today(shop: Shop) -> date:
    return shop.now.astimezone(shop.policy.time_zone).date()


def _days(shop: Shop) -> list[date]:
    today = _today(shop)
    rules = shop.policy.reschedule
    return [today + timedelta(days=n) for n in range(rules.first_day, rules.last_day + 1)]


def _plain(day: date, start: time, end: time) -> Plain:
    return {"date": day.isoformat(), "from": f"{start:%H:%M}", "to": f"{end:%H:%M}"}


def _ask(shop: Shop, turn: Turn, order: Order, again: bool) -> None:
    draft, when = (
        turn.case.draft,
        read_when(turn.message.text, shop.now, shop.policy.time_zone),
    )
    if "day" in draft and (when or not again):
        _ask_span(shop, turn, date.fromisoformat(draft["day"]), when)
    elif "days" in draft and (when or not again):
        _ask_among(shop, turn, draft["days"], when)
    else:
        said = "utter_ask_slot_again" if again else "utter_ask_slot"
        _show(shop, turn, said, _slots(shop, _days(shop), None))


def _ask_span(shop: Shop, turn: Turn, day: date, when: When | None) -> None:
    turn.say("utter_ask_slot_of_day", day=day)
    for start, end in (spans_of(shop, when) if when else []) or shop.policy.reschedule.windows:
        span = f"{start:%H:%M}", f"{end:%H:%M}"
        turn.choice("utter_button_slot", f"slot:{day}/{span[0]}/{span[1]}", span="–".join(span))


def _ask_among(shop: Shop, turn: Turn, kept: list[str], when: When | None) -> None:
    """What there is on the days that were said; where there is nothing, what is there at all."""
    first, last = (date.fromisoformat(day) if day else None for day in kept)
    days = [d for d in _days(shop) if (not first or first <= d) and (not last or d <= last)]
    slots = _slots(shop, days, when)
    if slots:
        values = {"first": days[0], "last": date.fromisoformat(slots[-1]["date"])}
        _show(shop, turn, "utter_ask_slot_among", slots, **values)
        return
    every = _slots(shop, _days(shop), None)
    earliest = date.fromisoformat(every[0]["date"])
    _show(shop, turn, "utter_no_slot_then", every, first=earliest)


def _slots(shop: Shop, days: Iterable[date], when: When | None) -> list[Plain]:
    """Every span on these days that suits the hours said."""
    windows = spans_of(shop, when) if when else shop.policy.reschedule.windows
    until = (when.last_day, when.until) if when and when.until else None
    return [
        _plain(day, start, end)
        for day in days
        for start, end in windows
        if until is None or (day, end) <= until
    ]


def _show(shop: Shop, turn: Turn, said: str, slots: list[Plain], **values: object) -> None:
    """Slots to choose from, and the pick-up point where there is one to choose."""
    turn.show(said, {"type": "form", "form": "slot", "values": {"slots": slots}}, **values)
    if shop.policy.reschedule.pickup:
        # No choice: a bare yes or "the first one" is about a time.
        turn.button("utter_button_pickup", '/choose{"choice":"slot:pickup"}')


SLOT = Detail("slot", _read, _ask)

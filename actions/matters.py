"""The matters of a message: what it holds beside the first is kept, and named, until its turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.speech import Numbered, Term

# What a shopper may say more than is remembered: somebody who lists ten things is asked again.
MOST_WAITING = 3
THANK = "thank"
NUMBERS = ("order_number", "tracking_number", "order_ending")

# {"intent", "text", "entities": [{"entity", "value"}]}: plain, so that a tracker can keep it.
# A wish that was interrupted has its "case" besides: see `parking.py`.
Matter = Mapping[str, Any]
CASE = "case"


def begins_with_thanks(read: Mapping[str, Any]) -> bool:
    """Whether what the message, as Rasa read it, is about comes after thanks for what was done."""
    parts = list(read.get("parts") or ())
    return bool(parts) and parts[0]["intent"] == THANK != read["intent"]["name"]


def matters_of(read: Mapping[str, Any]) -> list[Matter]:
    """The parts of a message as Rasa read it, in the order to take them up; thanks are none.

    One part is none.
    """
    text, entities = str(read.get("text") or ""), list(read.get("entities") or ())
    parts = list(read.get("parts") or ())[begins_with_thanks(read) :]
    return [
        {
            "intent": part["intent"],
            "text": text[part["start"] : part["end"]],
            "entities": [each for each in entities if _is_in(each, part, first=not place)],
        }
        for place, part in enumerate(parts)
    ]


def with_more(waiting: Sequence[Matter], more: Sequence[Matter]) -> tuple[Matter, ...]:
    """What waits, with more behind it; the same matter of the same order waits once."""
    kept = [*waiting]
    for matter in more:
        if all(_key(matter) != _key(other) for other in kept):
            said = [{"entity": e["entity"], "value": e["value"]} for e in matter["entities"]]
            kept.append({**matter, "text": matter["text"][:500], "entities": said})
    return tuple(kept[:MOST_WAITING])


def without(waiting: Sequence[Matter], intent: str) -> tuple[Matter, ...]:
    """What still waits where this is being dealt with, unless it waits for another order."""
    return tuple(m for m in waiting if m["intent"] != intent or _number(m))


def is_parked(matter: Matter) -> bool:
    """Whether it is a wish that was interrupted, to go on with where it stood."""
    return CASE in matter


def named(matters: Sequence[Matter]) -> tuple[Numbered, ...]:
    """What they are called, with the order where one was named."""
    return tuple(Numbered(Term("matter", m["intent"]), _number(m)) for m in matters)


def _is_in(entity: Mapping[str, Any], part: Mapping[str, Any], *, first: bool) -> bool:
    """Whether it was said in this part; what has no place, such as a choice, is in the first."""
    start, end = entity.get("start", 0), entity.get("end", 0)
    if start == end:
        return first
    return bool(part["start"] <= start and end <= part["end"])


def _number(matter: Matter) -> str:
    return next((str(e["value"]) for e in matter["entities"] if e["entity"] in NUMBERS), "")


def _key(matter: Matter) -> tuple[str, str]:
    return matter["intent"], _number(matter)

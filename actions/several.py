"""Several matters: they are named to the shopper, noted, and taken up one after the other."""

from __future__ import annotations

from actions.case import Asked
from actions.details import needs
from actions.matters import named
from actions.turn import Turn


def acknowledge(turn: Turn) -> None:
    """Say, before all else, what was noted besides; what is taken up at once speaks for itself."""
    noted = [matter for matter in turn.case.waiting if matter in turn.noted]
    if not noted or turn.handed_over or turn.case.going_on:
        return
    if turn.case.topic == turn.message.intent:
        first = {"intent": turn.message.intent, "entities": turn.message.entities}
        turn.say_first("utter_several", first=named([first])[0], matters=named([first, *noted]))
    else:
        turn.say_first("utter_noted", matters=named(noted))


def comes_later(turn: Turn) -> bool:
    """Whether a matter announced as one more comes while another is about to be settled."""
    busy = turn.case.asked is Asked.YES or turn.case.asked in needs.DETAILS
    return turn.message.adds and busy and turn.message.intent != turn.case.topic


def note_for_later(turn: Turn) -> None:
    """Keep the message itself until its turn."""
    said = turn.message
    turn.note([{"intent": said.intent, "text": said.text, "entities": list(said.entities)}])

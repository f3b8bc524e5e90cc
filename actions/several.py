"""Several matters: they are named to the shopper, noted, and taken up one after the other."""

from __future__ import annotations

from dataclasses import replace

from actions.case import Asked, Case
from actions.details import needs
from actions.matters import MOST_WAITING, named
from actions.named import instead_meant
from actions.parking import given_for, parked, replaced_by, without_wish_of
from actions.shop.order import Order
from actions.topic import Topic
from actions.turn import Turn


def acknowledge(turn: Turn) -> None:
    """Say, before all else, what waits now; what is taken up at once speaks for itself."""
    if turn.handed_over or turn.case.going_on:
        return
    _tell_noted(turn)
    if turn.parked is not None and turn.parked in turn.case.waiting:
        turn.say_first("utter_set_aside", matter=named([turn.parked])[0])


def _tell_noted(turn: Turn) -> None:
    noted = [matter for matter in turn.case.waiting if matter in turn.noted]
    if not noted:
        return
    if turn.case.topic == turn.message.intent:
        first = {"intent": turn.message.intent, "entities": turn.message.entities}
        turn.say_first("utter_several", first=named([first])[0], matters=named([first, *noted]))
    else:
        turn.say_first("utter_noted", matters=named(noted))


def comes_later(turn: Turn) -> bool:
    """Whether a matter announced as one more comes while another is about to be settled."""
    return turn.message.adds and busy(turn.case) and turn.message.intent != turn.case.topic


def busy(case: Case) -> bool:
    """Whether a wish is about to be settled: a detail of it is asked for, or the yes."""
    return bool(case.wish) and (case.asked is Asked.YES or case.asked in needs.DETAILS)


def note_for_later(turn: Turn) -> None:
    """Keep the message itself until its turn."""
    said = turn.message
    turn.note([{"intent": said.intent, "text": said.text, "entities": list(said.entities)}])


def set_aside(turn: Turn) -> None:
    """Keep the wish in progress before another matter is looked into, unless that is instead of it.

    Whether it gives way is known once the order of the other matter is: see `take_back`.
    """
    if busy(turn.case) and not instead_meant(turn.message.text):
        park(turn)


def park(turn: Turn) -> None:
    """Let the wish in progress wait, before all else that does."""
    turn.parked = parked(turn.case)
    others = without_wish_of(turn.case.waiting, turn.case.wish, turn.case.order)
    turn.case = replace(turn.case, waiting=(turn.parked, *others)[: MOST_WAITING + 1])


def take_back(turn: Turn, order: Order, topic: Topic) -> None:
    """Let no wish wait that this matter of the same order takes the place of.

    What was given for it counts on where it is the same matter again.
    """
    gone = replaced_by(turn.case.waiting, topic.intent, order.number)
    draft = given_for(gone, topic.intent) | turn.case.draft
    waiting = tuple(matter for matter in turn.case.waiting if matter not in gone)
    turn.case = replace(turn.case, draft=draft, waiting=waiting)


def keep_interrupted(turn: Turn) -> None:
    """The wish that is in progress after all does not wait."""
    if turn.case.wish:
        waiting = without_wish_of(turn.case.waiting, turn.case.wish, turn.case.order)
        turn.case = replace(turn.case, waiting=waiting)

"""The end of a problem: is there more? The widget may ask how it went."""

from __future__ import annotations

from dataclasses import replace

from actions.case import Asked
from actions.turn import Turn


def finish(turn: Turn) -> None:
    """Take up what was said besides, or ask for it, unless a person took over."""
    if turn.handed_over or turn.go_on():
        return
    turn.say("utter_anything_else")
    turn.wait_for(Asked.MORE)
    turn.button("utter_button_nothing_else", '/choose{"choice":"more:no"}')
    if not turn.case.rated:
        turn.close()
        turn.case = replace(turn.case, rated=True)

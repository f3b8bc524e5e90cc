"""The one place that catches everything: an action that fails still speaks and calls a person."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import wiring
from actions.several import acknowledge
from actions.shop.backends.base import ShopUnavailable
from actions.shop.shop import Shop
from actions.speech import Speaker
from actions.turn import Turn, put_off, read_turn

log = logging.getLogger(__name__)


class ShopAction(Action, ABC):
    """An action at the shop: reads the turn, works, speaks. A failure is said, never silent."""

    def take(self, shop: Shop, turn: Turn) -> None:
        """Work on the message, or leave it for later."""
        self.work(shop, turn)

    @abstractmethod
    def work(self, shop: Shop, turn: Turn) -> None:
        """Decide what to say and do. Runs in a thread, inside one unit of work."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = read_turn(tracker)
        try:
            await wiring.in_shop(lambda shop: self.take(shop, turn))
        except Exception as failure:
            log.exception("%s failed in conversation %s", self.name(), turn.conversation)
            turn = failed(read_turn(tracker), failure)
        if turn.unclear and turn.message.may_wait:
            return put_off(dispatcher)
        acknowledge(turn)
        turn.send(dispatcher, speaker_of(turn))
        return turn.events(tracker)


def failed(turn: Turn, failure: Exception) -> Turn:
    """The turn that says honestly that something did not work, and hands over."""
    unavailable = isinstance(failure, ShopUnavailable)
    turn.say("utter_shop_unavailable" if unavailable else "utter_action_failed")
    turn.case = replace(turn.case.having_tried("failed"), asked=turn.case.asked)
    turn.hand_over("shop_unavailable" if unavailable else "action_failed")
    return turn


def speaker_of(turn: Turn) -> Speaker:
    zone = wiring.policy().time_zone
    return Speaker(turn.language, zone, wiring.clock().now().astimezone(zone).year)

"""Rasa component: a reading that is not sure enough becomes `nlu_fallback`. How: `zones.py`."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
)
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.entity import is_command, plain_of
from bot.nlu.zones import Limits, Zone, zone_of

DOUBT = "doubt"
MOST_READINGS = 3


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Doubt(GraphComponent):
    """Sets `doubt` = `{"zone": act|ask|unclear, "readings": [intent, ...]}`.

    `readings` are the two or three to offer, when asking back.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self._limits = Limits(config["act"], config["lead"], config["ask"], config["reading"])
        self._never_offered = frozenset(config["never_offered"])
        alike: list[list[str]] = config["alike"]
        self._alike = {intent: group[0] for group in alike for intent in group}

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "act": 0.7,  # from this confidence on, act
            "lead": 0.1,  # if it leads the second by this much
            "ask": 0.2,  # from this confidence on, ask back; below, it was not understood
            "reading": 0.05,  # what is less likely than this is not offered
            # Looked into in the same way, so that there is nothing to ask between them.
            "alike": [
                ["order_status", "parcel_delayed"],
                ["payment_failed", "payment_not_confirmed"],
            ],
            # Readings that make no sense on a button.
            "never_offered": [
                "inform",
                "affirm",
                "deny",
                "stop",
                "greet",
                "goodbye",
                "thank",
                "frustration",
                "out_of_scope",
            ],
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Doubt:
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if not is_command(message):
                self._doubt(message)
        return messages

    def _doubt(self, message: Message) -> None:
        ranking = list(message.get(INTENT_RANKING_KEY) or [])
        zone = zone_of(plain_of(message).text, self._confidences(ranking), self._limits)
        readings = [] if zone is Zone.UNCLEAR else self._readings(ranking)
        message.set(DOUBT, {"zone": zone.value, "readings": readings}, add_to_output=True)
        if zone is not Zone.ACT:
            fallback = {
                INTENT_NAME_KEY: DEFAULT_NLU_FALLBACK_INTENT_NAME,
                PREDICTED_CONFIDENCE_KEY: ranking[0][PREDICTED_CONFIDENCE_KEY] if ranking else 0.0,
            }
            message.set(INTENT, fallback, add_to_output=True)
            # First of the ranking too, where Rasa's own tests of understanding look behind it.
            message.set(INTENT_RANKING_KEY, [fallback, *ranking], add_to_output=True)

    def _confidences(self, ranking: list[dict[str, Any]]) -> list[float]:
        """Highest first; of readings that are alike all count for the first of them."""
        found: dict[str, float] = {}
        for reading in ranking:
            name = self._first_alike(reading)
            found[name] = found.get(name, 0.0) + float(reading[PREDICTED_CONFIDENCE_KEY])
        return list(found.values())

    def _readings(self, ranking: list[dict[str, Any]]) -> list[str]:
        likely: dict[str, str] = {}
        for reading in ranking:
            intent = str(reading[INTENT_NAME_KEY])
            probable = reading[PREDICTED_CONFIDENCE_KEY] >= self._limits.reading
            if probable and intent not in self._never_offered:
                likely.setdefault(self._first_alike(reading), intent)
        return list(likely.values())[:MOST_READINGS]

    def _first_alike(self, reading: dict[str, Any]) -> str:
        intent = str(reading[INTENT_NAME_KEY])
        return self._alike.get(intent, intent)

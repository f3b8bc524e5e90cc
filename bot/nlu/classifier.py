"""Rasa component: which intent a message has, how sure, what else it may be. How: `judge.py`."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, vstack

from bot.nlu.entity import is_command
from bot.nlu.features import GramFeatures
from bot.nlu.judge import Judge, learn, load_judge
from bot.nlu.sources import sources_fingerprint


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentJudge(GraphComponent):
    """Sets `intent` and `intent_ranking` with calibrated confidences."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        judge: Judge | None = None,
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._judge = judge

    @classmethod
    def required_components(cls) -> list[type]:
        return [GramFeatures]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "strength": 1.0,  # how much a wrong training message counts against simple weights (C)
            "ranking_length": 5,  # how many intents to tell
        }

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str | None:
        """Rasa keeps what it trained before and looks at this class alone: the rest counts too."""
        return sources_fingerprint()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentJudge:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentJudge:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, load_judge(folder))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if _row(e) is not None]
        rows = vstack([_row(example) for example in examples], format="csr")
        intents = [example.get(INTENT) for example in examples]
        self._judge = learn(rows, intents, self._config["strength"])
        with self._model_storage.write_to(self._resource) as folder:
            self._judge.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        judge = self._judge
        if judge is None:
            raise RuntimeError("The classifier was not trained.")
        for message in messages:
            if not is_command(message):
                self._classify(judge, message)
        return messages

    def _classify(self, judge: Judge, message: Message) -> None:
        row = _row(message)
        nothing = csr_matrix((1, judge.weights.shape[0]))
        chances = judge.probabilities(nothing if row is None else row)
        order = sorted(range(len(chances)), key=lambda place: -chances[place])
        ranking = [
            {INTENT_NAME_KEY: judge.intents[p], PREDICTED_CONFIDENCE_KEY: float(chances[p])}
            for p in order[: self._config["ranking_length"]]
        ]
        message.set(INTENT, dict(ranking[0]), add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)


def _row(message: Message) -> csr_matrix | None:
    for feature in message.features:
        if feature.origin == GramFeatures.__name__ and feature.attribute == TEXT:
            return feature.features
    return None

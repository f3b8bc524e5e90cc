"""Rasa component: a message's grams as sparse sentence features. How: `grams.py`, `weights.py`."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.entity import is_command, plain_of
from bot.nlu.sources import sources_fingerprint
from bot.nlu.weights import Vocabulary, learn_vocabulary, load_vocabulary


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class GramFeatures(GraphComponent):
    """Adds one sparse row per message."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._vocabulary = vocabulary

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        # In how many training messages a gram must stand to count.
        return {"least_messages": 2}

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
    ) -> GramFeatures:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> GramFeatures:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, load_vocabulary(folder))

    def train(self, training_data: TrainingData) -> Resource:
        texts = [plain_of(example).text for example in training_data.intent_examples]
        vocabulary = learn_vocabulary(texts, self._config["least_messages"])
        with self._model_storage.write_to(self._resource) as folder:
            vocabulary.save(folder)
        self._vocabulary = vocabulary
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        # Only what has an intent: stories bring messages of their own, without a text.
        self.process([e for e in training_data.training_examples if e.get(INTENT)])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        vocabulary = self._vocabulary
        if vocabulary is None:
            raise RuntimeError("The features were not trained.")
        for message in messages:
            if message.get(TEXT) and not is_command(message):
                row = vocabulary.row(plain_of(message).text)
                name = type(self).__name__
                message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, name))
        return messages

"""Rasa component: numbers, phones and e-mails of a message as entities. How: `numbers.py`."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.entity import add_entities, entity, is_command, plain_of
from bot.nlu.numbers import ORDER_PATTERNS, find_numbers


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class NumberExtractor(GraphComponent):
    """Adds numbers under the names that `numbers.py` gives them."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._patterns = tuple(config["order_numbers"])

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        # What an order number of this shop looks like, written without blanks, in capitals.
        return {"order_numbers": list(ORDER_PATTERNS)}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NumberExtractor:
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if not is_command(message):
                self._read(message)
        return messages

    def _read(self, message: Message) -> None:
        plain, name = plain_of(message), type(self).__name__
        add_entities(
            message,
            [
                entity(n.kind, n.value, plain, (n.start, n.end), name)
                for n in find_numbers(plain.text, self._patterns)
            ],
        )

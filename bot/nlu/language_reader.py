"""Rasa component: the language of a message as an entity without a span. How: `language.py`."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import METADATA
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.entity import add_entities, entity, is_command, plain_of
from bot.nlu.language import language_of

LANGUAGES = ("zh", "en")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageReader(GraphComponent):
    """Adds the entity `language`. The page's own counts until a text has decided."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._slot = config["slot"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"slot": "language"}  # the slot that keeps the language of the conversation

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageReader:
        return cls(config)

    def process(
        self, messages: list[Message], tracker: DialogueStateTracker | None = None
    ) -> list[Message]:
        """Rasa hands over the conversation because a parameter is named `tracker`."""
        slot = tracker.slots.get(self._slot) if tracker is not None else None
        decided = slot is not None and slot.has_been_set
        for message in messages:
            plain = plain_of(message)
            said = None if is_command(message) else language_of(plain.text)
            language = said or (None if decided else _of_page(message))
            if language:
                name = type(self).__name__
                add_entities(message, [entity("language", language, plain, (0, 0), name)])
        return messages


def _of_page(message: Message) -> str | None:
    metadata = message.get(METADATA)
    locale = metadata.get("locale") if isinstance(metadata, dict) else None
    return locale if locale in LANGUAGES else None

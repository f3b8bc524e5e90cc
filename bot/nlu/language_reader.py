"""Rasa component: the language of a message as an entity without a span. How: `language.py`."""

from __future__ import annotations

import json
import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.entity import add_entities, entity, is_command, plain_of, text_of
from bot.nlu.language import language_of

LANGUAGES = ("zh", "en")
COMMAND = re.compile(r"(?P<intent>/[a-z][a-z0-9_+]*)(?P<said>\{.*\})?", re.DOTALL)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageReader(GraphComponent):
    """Adds the entity `language`.

    What is written decides; else the page's language where it is another one than with the message
    before, since then the shopper chose it; else the page's language until anything has decided.
    """

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
        before = _before(tracker)
        for message in messages:
            page = _locale(message.get(METADATA))
            chosen = page if not decided or before not in (None, page) else None
            if is_command(message):
                message.set(TEXT, with_language(text_of(message), chosen))
                continue
            plain = plain_of(message)
            language = language_of(plain.text) or chosen
            if language:
                name = type(self).__name__
                add_entities(message, [entity("language", language, plain, (0, 0), name)])
        return messages


def with_language(command: str, language: str | None) -> str:
    """A button's `/intent{...}` that also says the language: Rasa takes no entities beside it."""
    found = COMMAND.fullmatch(command.strip())
    if language is None or found is None:
        return command
    try:
        said = json.loads(found["said"] or "{}")
    except ValueError:
        return command
    said = {"language": language, **said}
    return f"{found['intent']}{json.dumps(said, ensure_ascii=False)}"


def _before(tracker: DialogueStateTracker | None) -> str | None:
    """The page's language with the message before this one."""
    latest = tracker.latest_message if tracker is not None else None
    return _locale(latest.metadata) if latest is not None else None


def _locale(metadata: Any) -> str | None:
    locale = metadata.get("locale") if isinstance(metadata, dict) else None
    return locale if locale in LANGUAGES else None

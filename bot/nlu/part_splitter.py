"""Rasa component: gives each part of a message that may hold several things a reading of its own.

The parts stand as messages behind theirs, until `several_reader.py` takes them away. Where a
message may fall into parts is in `clauses.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.clauses import find_clauses
from bot.nlu.entity import is_command, plain_of

CLAUSES, SEGMENT = "clauses", "segment"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class PartSplitter(GraphComponent):
    """Adds a message for each part: its text, and which `segment` of the `clauses` it is."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PartSplitter:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        return [each for message in messages for each in (message, *_parts(message))]


def _parts(message: Message) -> Iterator[Message]:
    if is_command(message):
        return
    clauses = find_clauses(plain_of(message))
    if not clauses.cuts:
        return
    message.set(CLAUSES, clauses)
    for segment in clauses.segments():
        start, end = clauses.span(segment)
        yield Message({TEXT: clauses.text[start:end], SEGMENT: segment})

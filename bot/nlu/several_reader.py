"""Rasa component: the matters of a message that holds several. How: `clauses.py`, `several.py`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import (
    ENTITIES,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
)
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.answer import NUMBERS
from bot.nlu.clauses import Clauses, Segment, adds
from bot.nlu.entity import is_command, plain_of
from bot.nlu.part_splitter import CLAUSES, SEGMENT
from bot.nlu.several import Part, Ranking, arranged, find_matters

PARTS, ADDS = "parts", "adds"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SeveralReader(GraphComponent):
    """Sets `parts`, in the order to take them up: `[{"intent", "start", "end"}, ...]`, two or more.

    The message has the intent of the first that is more than thanks. `adds` is set where a message
    begins by saying that it is about something else.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self._slot = config["slot"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"slot": "asked"}  # the slot that says what the bot asked last

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SeveralReader:
        return cls(config)

    def process(
        self, messages: list[Message], tracker: DialogueStateTracker | None = None
    ) -> list[Message]:
        """Rasa hands over the conversation because a parameter is named `tracker`."""
        slot = tracker.slots.get(self._slot) if tracker is not None else None
        asked = str(slot.value) if slot is not None else ""
        whole = []
        for message, parts in _with_parts(messages):
            whole.append(message)
            if not is_command(message) and adds(plain_of(message).text):
                message.set(ADDS, True, add_to_output=True)
            if parts:
                _read(message, parts, asked)
        return whole


def _with_parts(messages: Sequence[Message]) -> Iterator[tuple[Message, list[Message]]]:
    """Each message with those that are parts of it."""
    starts = [at for at, message in enumerate(messages) if message.get(SEGMENT) is None]
    for start, end in zip(starts, [*starts[1:], len(messages)], strict=True):
        yield messages[start], list(messages[start + 1 : end])


def _read(message: Message, parts: list[Message], asked: str) -> None:
    clauses: Clauses = message.data.pop(CLAUSES)
    read: dict[Segment, Message] = {clauses.whole: message}
    read |= {part.get(SEGMENT): part for part in parts}
    rankings = {segment: found for segment, each in read.items() if (found := _ranking(each))}
    if clauses.whole not in rankings:
        return

    def numbers(segment: Segment) -> frozenset[str]:
        start, end = _span(message, clauses, segment)
        found = [e for e in message.get(ENTITIES) or [] if e["entity"] in NUMBERS]
        return frozenset(e["value"] for e in found if start <= e["start"] and e["end"] <= end)

    matters = find_matters(clauses, rankings, numbers)
    if len(matters) == 1:
        return
    said = [Part(rankings[m][0][0], *_span(message, clauses, m), m) for m in matters]
    ordered = arranged(said, asked)
    # What is wanted counts, not the thanks before it.
    first = read[next((p for p in ordered if p.intent != "thank"), ordered[0]).segment]
    message.set(INTENT, dict(first.get(INTENT)), add_to_output=True)
    message.set(INTENT_RANKING_KEY, list(first.get(INTENT_RANKING_KEY)), add_to_output=True)
    if len(ordered) > 1:
        told = [{"intent": p.intent, "start": p.start, "end": p.end} for p in ordered]
        message.set(PARTS, told, add_to_output=True)


def _ranking(message: Message) -> Ranking:
    return [
        (reading[INTENT_NAME_KEY], reading[PREDICTED_CONFIDENCE_KEY])
        for reading in message.get(INTENT_RANKING_KEY) or []
    ]


def _span(message: Message, clauses: Clauses, segment: Segment) -> tuple[int, int]:
    """Where a part stands in what was typed; the first begins with the message."""
    start, end = plain_of(message).span(*clauses.span(segment))
    return (start if segment[0] else 0), end

"""Rasa component, last in the pipeline: reads short answers by what was asked. How: `answer.py`."""

from __future__ import annotations

from collections.abc import Mapping
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

from actions.named import named_choice
from bot.nlu.answer import CHOICES, MEANT, YES_OR_NO, chosen, read_answer
from bot.nlu.clean import clean
from bot.nlu.doubt import DOUBT
from bot.nlu.entity import Entity, entity, is_command, plain_of, text_of
from bot.nlu.read import AFFIRM, DENY, INFORM, Read
from bot.nlu.several_reader import PARTS
from bot.nlu.zones import Zone

BEFORE = "intent_before_context"
# What is as likely as this answers a question that was just asked.
LIKELY = 0.5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ContextReader(GraphComponent):
    """Sets `intent` anew where the slot `asked` gives another meaning, and notes the one before."""

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
    ) -> ContextReader:
        return cls(config)

    def process(
        self, messages: list[Message], tracker: DialogueStateTracker | None = None
    ) -> list[Message]:
        """Rasa hands over the conversation because a parameter is named `tracker`."""
        slot = tracker.slots.get(self._slot) if tracker is not None else None
        asked = slot.value if slot is not None else None
        if not isinstance(asked, str):
            return messages
        for message in messages:
            if not is_command(message):
                _read(message, asked)
                _choose(message, asked, _offered(tracker))
        return messages


def _read(message: Message, asked: str) -> None:
    before = message.get(INTENT) or {}
    _name_anew(message, asked)
    start, end = _answering(message)
    found = [e for e in message.get(ENTITIES) or [] if start <= e["start"] and e["end"] <= end]
    names = frozenset(each["entity"] for each in found)
    confidence = float(before.get(PREDICTED_CONFIDENCE_KEY) or 0.0)
    plain, intent = clean(text_of(message)[start:end]), _likely_answer(message, asked, before)
    read = Read(plain.text, intent, confidence, names, _beside(message, found, start, end))
    intent = read_answer(asked, read)
    if intent == before.get(INTENT_NAME_KEY):
        return
    message.set(BEFORE, dict(before), add_to_output=True)
    after = _mean(message, intent)
    message.set(INTENT_RANKING_KEY, [after, *(message.get(INTENT_RANKING_KEY) or [])], True)


def _likely_answer(message: Message, asked: str, before: Mapping[str, Any]) -> str:
    """The intent before; where that was in doubt, the likely yes or no that was asked for."""
    intent = str(before.get(INTENT_NAME_KEY))
    in_doubt = (message.get(DOUBT) or {}).get("zone") == Zone.ASK.value
    if asked not in YES_OR_NO or not in_doubt:
        return intent
    likely = message.get(INTENT_RANKING_KEY)[1]  # behind the fallback
    answers = likely[INTENT_NAME_KEY] in (AFFIRM, DENY)
    probable = float(likely[PREDICTED_CONFIDENCE_KEY]) >= LIKELY
    return str(likely[INTENT_NAME_KEY]) if answers and probable else intent


def _mean(message: Message, intent: str) -> dict[str, Any]:
    """Give the message this intent, surely: it is the answer to a question, and beyond doubt."""
    sure = {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: 1.0}
    message.set(INTENT, sure, add_to_output=True)
    if parts := message.get(PARTS):
        message.set(PARTS, [{**parts[0], "intent": intent}, *parts[1:]], add_to_output=True)
    return sure


def _offered(tracker: DialogueStateTracker | None) -> list[str]:
    """What the buttons shown last stand for."""
    slot = tracker.slots.get("case") if tracker is not None else None
    case = slot.value if slot is not None and isinstance(slot.value, dict) else {}
    return [str(choice) for choice in case.get("choices", [])]


def _choose(message: Message, asked: str, offered: list[str]) -> None:
    """Words that name one of the offers are as good as its button."""
    start, end = _answering(message)
    said = clean(text_of(message)[start:end]).text
    named = named_choice(said, offered) if asked == "wish" else ""
    if named:
        choice = {"entity": "choice", "value": named, "start": 0, "end": 0}
        message.set(ENTITIES, [*(message.get(ENTITIES) or []), choice], add_to_output=True)
        _mean(message, INFORM)


def _answering(message: Message) -> tuple[int, int]:
    """Where the part stands that can be the answer: of a message about several things the first."""
    parts = message.get(PARTS)
    return (parts[0]["start"], parts[0]["end"]) if parts else (0, len(text_of(message)))


def _beside(message: Message, found: list[Entity], first: int, last: int) -> str:
    """The plain text of a part without what the entities stand on."""
    text = text_of(message)
    for each in found:
        start, end = each["start"], each["end"]
        text = text[:start] + " " * (end - start) + text[end:]
    return clean(text[first:last]).text


def _name_anew(message: Message, asked: str) -> None:
    """Bare digits become what was asked for, a bare "2" the second of the choices shown."""
    names = MEANT.get(asked, {})
    found = [
        {**each, "entity": names.get(each["entity"], each["entity"])}
        for each in message.get(ENTITIES) or []
    ]
    plain = plain_of(message)
    place = chosen(plain.text) if asked in CHOICES else None
    if place is not None:
        name = ContextReader.__name__
        found.append(entity("ordinal", str(place), plain, (0, len(plain.text)), name))
    message.set(ENTITIES, found, add_to_output=True)

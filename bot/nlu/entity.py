"""What was found in a text as Rasa entities: original spans, normalised values, nothing doubled."""

from __future__ import annotations

from typing import Any

from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    EXTRACTOR,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.clean import Clean, clean

Entity = dict[str, Any]


def text_of(message: Message) -> str:
    """The message's text; a message without one has none to say."""
    text = message.get(TEXT)
    return text if isinstance(text, str) else ""


def plain_of(message: Message) -> Clean:
    return clean(text_of(message))


def is_command(message: Message) -> bool:
    """`/intent{...}` is Rasa's own to read."""
    return text_of(message).lstrip().startswith("/")


def entity(
    name: str,
    value: str,
    plain: Clean,
    span: tuple[int, int],
    extractor: str,
) -> Entity:
    """One entity over a span of the plain text, `text` being what was typed there."""
    start, end = plain.span(*span)
    return {
        ENTITY_ATTRIBUTE_TYPE: name,
        ENTITY_ATTRIBUTE_VALUE: value,
        ENTITY_ATTRIBUTE_START: start,
        ENTITY_ATTRIBUTE_END: end,
        "text": plain.original[start:end],
        EXTRACTOR: extractor,
    }


def add_entities(message: Message, found: list[Entity]) -> None:
    """Add to what other components found; who came first keeps the place."""
    kept: list[Entity] = list(message.get(ENTITIES) or [])
    for each in found:
        if not any(_overlap(each, other) for other in kept):
            kept.append(each)
    message.set(ENTITIES, kept, add_to_output=True)


def _overlap(one: Entity, other: Entity) -> bool:
    start, end = ENTITY_ATTRIBUTE_START, ENTITY_ATTRIBUTE_END
    if start not in one or start not in other:
        return False
    return bool(one[start] < other[end] and other[start] < one[end])

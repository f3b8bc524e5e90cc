"""Rasa component: addresses, amounts, times, ordinals and quantities as entities.

How they are read is in `actions/values`; which date a `when` is, only an action can say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message

from actions.values.address import find_address
from actions.values.amount import find_amounts
from actions.values.ordinal import ALL, find_ordinals, find_quantities
from actions.values.when import find_when
from bot.nlu.clean import Clean
from bot.nlu.entity import Entity, add_entities, entity, is_command, plain_of

WEAK = "digits"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ValueExtractor(GraphComponent):
    """Adds `address`, `amount`, `when`, `ordinal` and `quantity`; bare digits give way to them."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ValueExtractor:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if not is_command(message):
                self._read(message)
        return messages

    def _read(self, message: Message) -> None:
        before: list[Entity] = list(message.get(ENTITIES) or [])
        weak = [each for each in before if each.get("entity") == WEAK]
        message.set(ENTITIES, [each for each in before if each not in weak])
        plain = plain_of(message)
        found = [
            entity(name, value, plain, span, type(self).__name__)
            for name, value, span in find_values(plain)
        ]
        add_entities(message, found + weak)


def find_values(plain: Clean) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Name, normalised value and plain span, the stronger readings first.

    An ordinal counts from 1, -1 is the last one; a quantity is a number or `all`.
    """
    text = plain.text
    if place := find_address(text):
        yield "address", plain.raw(*place), place
    for amount in find_amounts(text):
        yield "amount", str(amount.value), (amount.start, amount.end)
    for said in find_when(text):
        yield "when", text[said.start : said.end], (said.start, said.end)
    for rank in find_ordinals(text):
        yield "ordinal", str(rank.value), (rank.start, rank.end)
    for count in find_quantities(text):
        value = "all" if count.value == ALL else str(count.value)
        yield "quantity", value, (count.start, count.end)

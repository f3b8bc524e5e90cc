"""What is sure enough to act on, alone or with what is looked into alike, or as an answer."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.context import ContextReader
from bot.nlu.doubt import Doubt


def ranked(text: str, *ranking: tuple[str, float]) -> Message:
    readings = [{"name": name, "confidence": confidence} for name, confidence in ranking]
    given = {"text": text, "intent": readings[0], "intent_ranking": readings, "entities": []}
    return Message(given)


def doubted(message: Message, asked: str | None = None) -> dict[str, Any]:
    """What Rasa goes on with, after `asked`."""
    slot = TextSlot("asked", [], initial_value=asked, influence_conversation=False)
    tracker = DialogueStateTracker("test", [slot])
    doubt = Doubt(Doubt.get_default_config())
    ContextReader(ContextReader.get_default_config()).process(doubt.process([message]), tracker)
    return dict(message.get("intent"))


def test_what_is_looked_into_alike_is_not_asked_about() -> None:
    message = ranked("where is it", ("parcel_delayed", 0.45), ("order_status", 0.4), ("stop", 0.1))
    assert doubted(message)["name"] == "parcel_delayed"


def test_signs_alone_are_no_answer() -> None:
    assert doubted(ranked("💥💥", ("affirm", 0.6), ("thank", 0.3)), "yes")["name"] == "nlu_fallback"


def test_of_what_is_alike_one_is_offered() -> None:
    message = ranked(
        "where is it", ("order_status", 0.35), ("parcel_delayed", 0.2), ("parcel_missing", 0.3)
    )
    assert doubted(message)["name"] == "nlu_fallback"
    assert message.get("doubt")["readings"] == ["order_status", "parcel_missing"]


@pytest.mark.parametrize(
    ("asked", "confidence", "meant"),
    [("yes", 0.6, "affirm"), ("wish", 0.6, "nlu_fallback"), ("yes", 0.4, "nlu_fallback")],
)
def test_a_likely_yes_counts_where_one_was_asked_for(
    asked: str, confidence: float, meant: str
) -> None:
    message = ranked("this time it is", ("affirm", confidence), ("thank", 0.3))
    assert doubted(message, asked)["name"] == meant

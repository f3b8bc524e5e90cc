"""The contract every component of the pipeline keeps, with any message."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.data import TrainingType
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.language_reader import LanguageReader
from bot.settings import ROOT
from tests.bot.nlu.messages import NASTY
from tests.bot.nlu.test_judge import SAID

CONFIG = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
NAMES = [part["name"] for part in CONFIG["pipeline"]]
TRACKED = ("ContextReader", "LanguageReader", "SeveralReader")
KEPT = {"entity": "colour", "value": "blue", "start": 0, "end": 0, "extractor": "somebody"}


def examples() -> TrainingData:
    return TrainingData(
        [Message.build(text, intent) for intent, said in SAID.items() for text in said]
    )


def loaded(folder: Path) -> dict[str, Any]:
    """Every component of config.yml by name; those that learn were trained, saved and loaded."""
    storage = LocalModelStorage.create(folder)
    context = ExecutionContext(GraphSchema({}), node_name="test")
    data, components = examples(), {}
    for part in CONFIG["pipeline"]:
        kind = DefaultV1Recipe._from_registry(part["name"])
        own = {key: value for key, value in part.items() if key != "name"}
        config = {**kind.clazz.get_default_config(), **own}
        resource = Resource(kind.clazz.__name__)
        component = kind.clazz.create(config, storage, resource, context)
        if kind.is_trainable:
            component.train(data)
            component = kind.clazz.load(config, storage, resource, context)
        if hasattr(component, "process_training_data"):
            data = component.process_training_data(data)
        components[part["name"]] = component
    return components


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return loaded(tmp_path_factory.mktemp("model"))


def read(
    pipeline: dict[str, Any], text: str, asked: str | None = None, **metadata: str
) -> Iterator[tuple[str, Message]]:
    """The message after each component; some put parts of it behind it for a while."""
    message = Message({"text": text, "metadata": metadata, "entities": [dict(KEPT)]})
    slot = TextSlot("asked", [], initial_value=asked, influence_conversation=False)
    tracker = DialogueStateTracker("test", [slot])
    messages = [message]
    for name, component in pipeline.items():
        tracked = (tracker,) if type(component).__name__ in TRACKED else ()
        messages = component.process(messages, *tracked)
        yield name, messages[0]
    assert len(messages) == 1


def outcome(pipeline: dict[str, Any], text: str, **given: str) -> Message:
    *_, (_, message) = read(pipeline, text, **given)
    return message


@pytest.mark.parametrize("text", NASTY.values(), ids=list(NASTY))
@pytest.mark.parametrize("asked", [None, "number", "address", "slot", "yes", "order"])
def test_any_message_passes_through_and_spans_stay_inside(
    pipeline: dict[str, Any], text: str, asked: str | None
) -> None:
    for _, message in read(pipeline, text, asked):
        assert message.get("text") == text
        assert KEPT in message.get("entities")
        for each in message.get("entities"):
            assert 0 <= each["start"] <= each["end"] <= len(text)
            assert isinstance(each["value"], str)
            if "text" in each:
                assert each["text"] == text[each["start"] : each["end"]]
    if not text.lstrip().startswith("/"):
        assert isinstance(message.get("intent")["name"], str)
        assert 0 <= message.get("intent")["confidence"] <= 1


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=200))
def test_text_of_any_kind_is_never_an_error(pipeline: dict[str, Any], text: str) -> None:
    message = outcome(pipeline, text)
    assert message.get("text") == text


@pytest.mark.parametrize("name", ["empty", "blanks", "signs", "one character", "one letter"])
def test_what_says_nothing_is_not_acted_on(pipeline: dict[str, Any], name: str) -> None:
    assert outcome(pipeline, NASTY[name]).get("intent")["name"] == "nlu_fallback"


def test_commands_are_left_to_rasa(pipeline: dict[str, Any]) -> None:
    message = outcome(pipeline, '/inform{"order_number": "LK202611200001"}')
    assert message.get("intent") is None
    assert message.get("entities") == [KEPT]


def test_a_doubtful_message_keeps_its_ranking_and_names_its_readings(
    pipeline: dict[str, Any],
) -> None:
    message = outcome(pipeline, "退订单")
    ranking = [reading["name"] for reading in message.get("intent_ranking")]
    assert set(ranking) - {"nlu_fallback"} == set(SAID)
    if message.get("intent")["name"] == "nlu_fallback":
        assert set(message.get("doubt")["readings"]) <= set(ranking) - {"greet"}


def test_an_answer_shows_what_it_was_before(pipeline: dict[str, Any]) -> None:
    message = outcome(pipeline, "LK202611200001", asked="number")
    assert message.get("intent")["name"] == "inform"
    assert message.get("intent_before_context")["name"] != "inform"
    assert outcome(pipeline, "LK202611200001").get("intent_before_context") is None


def test_bare_digits_become_what_was_asked_for(pipeline: dict[str, Any]) -> None:
    def named(asked: str) -> set[tuple[str, str]]:
        found = outcome(pipeline, "8842", asked=asked).get("entities")
        return {(each["entity"], each["value"]) for each in found}

    assert ("order_number", "8842") in named("number")
    assert ("phone_ending", "8842") in named("proof")
    assert ("digits", "8842") in named("nothing")


def test_a_bare_number_picks_one_of_the_choices(pipeline: dict[str, Any]) -> None:
    message = outcome(pipeline, "2", asked="order")
    assert ("ordinal", "2") in {(e["entity"], e["value"]) for e in message.get("entities")}


@pytest.mark.parametrize(
    ("text", "locale", "language"),
    [("我要退款", "en", "zh"), ("ok", "zh", "zh"), ("ok", "fr", None), ("ok", "", None)],
)
def test_the_page_decides_only_where_the_text_does_not(
    pipeline: dict[str, Any], text: str, locale: str, language: str | None
) -> None:
    found = outcome(pipeline, text, locale=locale).get("entities")
    said = [each["value"] for each in found if each["entity"] == "language"]
    assert said == ([language] if language else [])


def read_language(text: str, before: str | None, now: str | None, language: str | None) -> Message:
    """The message as the reader leaves it; `before` and `now` are what the page said."""
    slot = TextSlot("language", [], influence_conversation=False)
    tracker = DialogueStateTracker("test", [slot])
    tracker.update(UserUttered("hello", metadata={"locale": before} if before else {}))
    if language:
        tracker.update(SlotSet("language", language))
    message = Message({"text": text, "metadata": {"locale": now} if now else {}})
    (read,) = LanguageReader(LanguageReader.get_default_config()).process([message], tracker)
    return read


@pytest.mark.parametrize(
    ("text", "before", "now", "language", "said"),
    [
        ("ok", "zh", "en", "zh", "en"),  # chosen between the two messages
        ("ok", "en", "zh", "en", "zh"),
        ("我要退款", "zh", "en", "zh", "zh"),  # what is written comes first
        ("ok", "en", "en", "zh", None),  # nothing was chosen
        ("ok", None, "en", "zh", None),
        ("ok", "zh", None, "zh", None),
        ("ok", "fr", "en", "zh", None),
        ("ok", None, "en", None, "en"),  # nothing has decided yet
    ],
)
def test_a_page_that_changes_its_language_is_the_shoppers_choice(
    text: str, before: str | None, now: str | None, language: str | None, said: str | None
) -> None:
    found = read_language(text, before, now, language).get("entities") or []
    assert [each["value"] for each in found] == ([said] if said else [])


@pytest.mark.parametrize(
    ("command", "read"),
    [
        ("/affirm", '/affirm{"language": "en"}'),
        ('/choose{"choice": "付款"}', '/choose{"language": "en", "choice": "付款"}'),
        ('/choose{"language": "zh"}', '/choose{"language": "zh"}'),
        ("/affirm{broken}", "/affirm{broken}"),
        ("/ no command", "/ no command"),
    ],
)
def test_a_button_pressed_after_the_page_changed_its_language_says_so(
    command: str, read: str
) -> None:
    assert read_language(command, "zh", "en", "zh").get("text") == read
    assert read_language(command, "en", "en", "zh").get("text") == command


def test_rasa_hands_over_the_conversation() -> None:
    schema = DefaultV1Recipe().graph_config_for_recipe(
        {**CONFIG, "pipeline": [dict(part) for part in CONFIG["pipeline"]]},
        {},
        training_type=TrainingType.NLU,
    )
    needs = {name: node.needs for name, node in schema.predict_schema.nodes.items()}
    for name in TRACKED:
        (needed,) = (each for node, each in needs.items() if name in node)
        assert needed["tracker"] == "__tracker__"

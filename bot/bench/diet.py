"""Rasa's own network (DIET) on the sample: trained once, kept with what it read, never shipped."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from bot.bench.sampling import fingerprint_of
from bot.bench.trained import train_measured
from bot.nlu.data_check import Example
from bot.processes import Say
from bot.training import STOCK

LONGEST_SECONDS = 40 * 60.0
COUNTED: list[dict[str, Any]] = [
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
]
# "default" is what `rasa init` takes to read messages, but for the parts that answer and fall back.
# "small" cuts Chinese into words, as ours does, and is quicker: no transformer, no entities.
PIPELINES: Mapping[str, list[dict[str, Any]]] = {
    "DIET, default": [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        *COUNTED,
        {
            "name": "DIETClassifier",
            "epochs": 100,
            "constrain_similarities": True,
            "random_seed": 7,
        },
    ],
    "DIET, small": [
        {"name": "bot.nlu.tokenizer.BilingualTokenizer"},
        *COUNTED,
        {
            "name": "DIETClassifier",
            "epochs": 40,
            "constrain_similarities": True,
            "random_seed": 7,
            "number_of_transformer_layers": 0,
            "transformer_size": None,
            "hidden_layers_sizes": {"text": [128]},
            "entity_recognition": False,
        },
    ],
}

Parse = Callable[[str], Mapping[str, Any]]


class Network(msgspec.Struct, frozen=True):
    """What one network made of the asked messages.

    `rankings` hold, for each text, the intents by likelihood; `sample` and `asked` are
    fingerprints. `seconds` by the clock, `cpu_seconds` of all cores.
    """

    name: str
    sample: str
    asked: str
    rankings: dict[str, list[str]]
    cpu_seconds: float
    seconds: float


def kept_network(
    name: str, learned: Sequence[Example], asked: Sequence[Example], kept: Path, say: Say
) -> Network:
    """The one that was trained before on these very messages, else a new one.

    Raises TrainingFailed, also after 40 minutes.
    """
    file = kept / f"{name.replace(', ', '-').lower()}.json"
    if file.is_file():
        found = msgspec.json.decode(file.read_bytes(), type=Network)
        if (found.sample, found.asked) == (fingerprint_of(learned), fingerprint_of(asked)):
            return found
    say(f"Training {name} on {len(learned)} messages, once: this takes 5 to 40 minutes ...")
    made = train_network(name, learned, asked, say)
    file.write_bytes(msgspec.json.encode(made))
    return made


def train_network(
    name: str, learned: Sequence[Example], asked: Sequence[Example], say: Say
) -> Network:
    with tempfile.TemporaryDirectory(prefix="order-support-diet-") as folder:
        root = Path(folder)
        write_project(root, PIPELINES[name], learned)
        model, trained = train_measured(root, root / "models", say, LONGEST_SECONDS, STOCK)
        rankings = rankings_of(parser_of(model), asked)
    return Network(
        name=name,
        sample=fingerprint_of(learned),
        asked=fingerprint_of(asked),
        rankings=rankings,
        cpu_seconds=trained.cpu_seconds,
        seconds=trained.seconds,
    )


def write_project(
    root: Path, pipeline: Sequence[Mapping[str, Any]], learned: Sequence[Example]
) -> None:
    """Files that Rasa trains from: reading alone, one rule that it may have something to learn.

    The language is the one of `rasa init`: its tokenizer refuses to call itself Chinese.
    """
    config = {"recipe": "default.v1", "assistant_id": "bench", "language": "en"}
    parts = {**config, "pipeline": list(pipeline), "policies": [{"name": "RulePolicy"}]}
    (root / "config.yml").write_text(yaml.safe_dump(parts, sort_keys=False), encoding="utf-8")
    intents = sorted({each.intent for each in learned})
    domain = {"intents": intents, "responses": {"utter_read": [{"text": "read"}]}}
    (root / "domain.yml").write_text(yaml.safe_dump(domain), encoding="utf-8")
    steps = [{"intent": intents[0]}, {"action": "utter_read"}]
    nlu = [
        {
            "intent": intent,
            "examples": "".join(f"- {e.text}\n" for e in learned if e.intent == intent),
        }
        for intent in intents
    ]
    data = {"version": "3.1", "nlu": nlu, "rules": [{"rule": "Read", "steps": steps}]}
    (root / "data").mkdir()
    (root / "data" / "nlu.yml").write_text(
        yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8"
    )


def parser_of(model: Path) -> Parse:
    """Reads messages with a trained model, as Rasa does without a conversation."""
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)  # else every message is printed
    agent = Agent.load(str(model))
    return lambda text: dict(asyncio.run(agent.parse_message(text)))


def rankings_of(parse: Parse, asked: Sequence[Example]) -> dict[str, list[str]]:
    """The intents of each text by likelihood."""
    return {
        each.text: [str(reading["name"]) for reading in parse(each.text)["intent_ranking"]]
        for each in asked
    }

"""Judges the dialogue files: everything named exists, is used, and is said in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.dialogue_files import PLACEHOLDER, Dialogue, Spot, Variation, read_dialogue

LANGUAGE = "language"
HAN = re.compile(r"[\u3400-\u9fff]")
SHARED = "_shared"


@dataclass(frozen=True)
class Problem:
    """Printed as `path:line: text`."""

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


def dialogue_problems(home: Path) -> list[Problem]:
    """Everything wrong with the dialogue below `home`, by place. Raises yaml.YAMLError."""
    dialogue = read_dialogue(home)
    found = [
        *_of_intents(dialogue),
        *_of_actions(dialogue),
        *_of_uses(dialogue),
        *_of_languages(dialogue),
        *_of_topics(home),
    ]
    return sorted(found, key=lambda problem: (str(problem.path), problem.line, problem.text))


def _problem(spot: Spot, text: str) -> Problem:
    return Problem(spot.path, spot.line, text)


def _of_intents(dialogue: Dialogue) -> Iterator[Problem]:
    trained = {name.partition("/")[0] for name in dialogue.trained}
    for name, spots in dialogue.intents.items():
        if name not in dialogue.used_intents:
            yield _problem(spots[0], f"the intent {name} is used in no rule and no story")
        # What only our own buttons and forms send is never trained: nobody shall say it. Rasa's
        # own intents, such as that of not understood, are nothing one says either.
        if name not in {*trained, *dialogue.sent, *_default_intents()}:
            yield _problem(spots[0], f"the intent {name} has no examples")
    for name, spots in [*dialogue.trained.items(), *dialogue.used_intents.items()]:
        if name.partition("/")[0] not in {*dialogue.intents, *_default_intents()}:
            yield _problem(spots[0], f"the intent {name} is not in domain.yml")


def _of_actions(dialogue: Dialogue) -> Iterator[Problem]:
    known = {*dialogue.classes, *dialogue.forms, *dialogue.responses}
    for name, spots in dialogue.actions.items():
        if name not in known:
            yield _problem(spots[0], f"the action {name} is no class under actions/")
    for name, spots in dialogue.classes.items():
        if name not in dialogue.actions:
            yield _problem(spots[0], f"the action {name} is not in domain.yml")
    declared = {*dialogue.actions, *dialogue.forms, *_default_actions()}
    for name, spots in dialogue.used_actions.items():
        if name not in declared and not name.startswith("utter_"):
            yield _problem(spots[0], f"the action {name} is not in domain.yml")


def _of_uses(dialogue: Dialogue) -> Iterator[Problem]:
    said: dict[str, list[Spot]] = {}
    for name, spots in [*dialogue.used_actions.items(), *dialogue.said_by_actions.items()]:
        if name.startswith("utter_"):
            said.setdefault(name, []).extend(spots)
    for name, spots in said.items():
        if name not in dialogue.responses:
            yield _problem(spots[0], f"the response {name} is not written")
    asked = {f"utter_ask_{slot}" for slot in dialogue.asked_slots}
    for name, variations in dialogue.responses.items():
        if name not in said and name not in asked:
            yield _problem(variations[0].spot, f"the response {name} is said nowhere")


def _of_languages(dialogue: Dialogue) -> Iterator[Problem]:
    for name, variations in dialogue.responses.items():
        chinese = [v for v in variations if (LANGUAGE, "zh") in v.conditions]
        english = [v for v in variations if not v.conditions]
        first = variations[0].spot
        if not chinese:
            yield _problem(first, f"{name} has no Chinese text (condition: {LANGUAGE} is zh)")
        if not english:
            yield _problem(first, f"{name} has no English text (one without a condition)")
        for variation in english:
            if HAN.search(PLACEHOLDER.sub("", variation.text)):
                yield _problem(variation.spot, f"{name}: the English text holds Chinese")
        yield from _of_placeholders(name, variations)


def _of_placeholders(name: str, variations: list[Variation]) -> Iterator[Problem]:
    wanted = set(PLACEHOLDER.findall(variations[0].text))
    for variation in variations[1:]:
        differing = wanted ^ set(PLACEHOLDER.findall(variation.text))
        if differing:
            braced = ", ".join(f"{{{word}}}" for word in sorted(differing))
            yield _problem(variation.spot, f"{name}: {braced} is not in every one of its texts")


def _of_topics(home: Path) -> Iterator[Problem]:
    for folder in sorted((home / "data").iterdir()):
        if folder.is_dir() and folder.name != SHARED:
            tests = home / "tests" / "conversations" / folder.name
            if not any(tests.rglob("*.yml")):
                shown = folder.relative_to(home)
                yield Problem(
                    shown,
                    1,
                    f"the topic has no conversation test in tests/conversations/{folder.name}",
                )


def _default_actions() -> set[str]:
    from rasa.shared.core.constants import DEFAULT_ACTION_NAMES  # slow to load

    return set(DEFAULT_ACTION_NAMES)


def _default_intents() -> set[str]:
    from rasa.shared.core.constants import DEFAULT_INTENTS  # slow to load

    return set(DEFAULT_INTENTS)

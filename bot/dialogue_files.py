"""Reads domain.yml, `data/` and the actions as names with their lines. Judges nothing."""

from __future__ import annotations

import ast
import inspect
import re
import warnings
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

SAID = re.compile(r"utter_[a-z0-9_]+")
SENT = re.compile(r"/([a-z][a-z0-9_]*)(\{.*)?", re.DOTALL)
PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)\}", re.IGNORECASE)


@dataclass(frozen=True)
class Spot:
    """A place to look at. `line` counts from 1."""

    path: Path
    line: int


@dataclass(frozen=True)
class Variation:
    """One way to say a response. `conditions` are (slot, value)."""

    text: str
    conditions: tuple[tuple[str, str], ...]
    spot: Spot


Spots = dict[str, list[Spot]]


def _spots() -> Spots:
    return defaultdict(list)


@dataclass
class Dialogue:
    """Every name of the dialogue: where it is declared, written, used.

    `sent` are the intents our own code sends as `/intent{...}`, for a button or a form.
    """

    intents: Spots = field(default_factory=_spots)
    actions: Spots = field(default_factory=_spots)
    forms: Spots = field(default_factory=_spots)
    asked_slots: set[str] = field(default_factory=set)
    trained: Spots = field(default_factory=_spots)
    used_intents: Spots = field(default_factory=_spots)
    used_actions: Spots = field(default_factory=_spots)
    said_by_actions: Spots = field(default_factory=_spots)
    sent: set[str] = field(default_factory=set)
    classes: Spots = field(default_factory=_spots)
    responses: dict[str, list[Variation]] = field(default_factory=lambda: defaultdict(list))


def read_dialogue(home: Path) -> Dialogue:
    """Everything below `home` (paths come back relative to it). Raises yaml.YAMLError."""
    dialogue = Dialogue()
    domain = home / "domain.yml"
    _read_domain(_File(home, domain), dialogue)
    for path in (domain, *sorted((home / "data").rglob("*.yml"))):
        _read_data(_File(home, path), dialogue)
    for path in (*sorted((home / "actions").rglob("*.py")), home / "bot" / "channel.py"):
        _read_source(home, path, dialogue)
    _read_classes(home, dialogue)
    return dialogue


class _File:
    """One YAML file as nodes, which know their lines."""

    def __init__(self, home: Path, path: Path) -> None:
        self._shown = path.relative_to(home)
        self.root = yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader)

    def spot(self, node: yaml.Node) -> Spot:
        return Spot(self._shown, node.start_mark.line + 1)

    def top(self, key: str) -> yaml.Node | None:
        return dict(_pairs(self.root)).get(key)


def _pairs(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value), value


def _items(node: yaml.Node | None) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _names(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """Names of a list (`- a` or `- a: {...}`) or of a mapping."""
    yield from _pairs(node)
    for item in _items(node):
        if isinstance(item, yaml.ScalarNode):
            yield str(item.value), item
        else:
            yield from _pairs(item)


def _read_domain(file: _File, dialogue: Dialogue) -> None:
    for key, spots in (
        ("intents", dialogue.intents),
        ("actions", dialogue.actions),
        ("forms", dialogue.forms),
    ):
        for name, node in _names(file.top(key)):
            spots[name].append(file.spot(node))
    for _, form in _pairs(file.top("forms")):
        slots = [slot for slot, _ in _names(dict(_pairs(form)).get("required_slots"))]
        dialogue.asked_slots.update(slots)


def _read_data(file: _File, dialogue: Dialogue) -> None:
    for item in _items(file.top("nlu")):
        entry = dict(_pairs(item))
        if "intent" in entry:
            dialogue.trained[str(entry["intent"].value)].append(file.spot(entry["intent"]))
    for key in ("rules", "stories"):
        _read_steps(file, file.top(key), dialogue)
    for name, variations in _pairs(file.top("responses")):
        for node in _items(variations):
            dialogue.responses[name].append(_variation(file, node))


def _read_steps(file: _File, node: yaml.Node | None, dialogue: Dialogue) -> None:
    for key, value in _pairs(node):
        if isinstance(value, yaml.ScalarNode):
            if key == "intent":
                dialogue.used_intents[str(value.value)].append(file.spot(value))
            elif key in ("action", "active_loop") and value.value != "null":
                dialogue.used_actions[str(value.value)].append(file.spot(value))
        else:
            _read_steps(file, value, dialogue)
    for item in _items(node):
        _read_steps(file, item, dialogue)


def _variation(file: _File, node: yaml.Node) -> Variation:
    parts = dict(_pairs(node))
    conditions = [dict(_pairs(item)) for item in _items(parts.get("condition"))]
    titles = [dict(_pairs(button)).get("title") for button in _items(parts.get("buttons"))]
    texts = [str(part.value) for part in (parts.get("text"), *titles) if part is not None]
    return Variation(
        text="\n".join(texts),
        conditions=tuple(
            (str(c["name"].value), str(c["value"].value)) for c in conditions if "value" in c
        ),
        spot=file.spot(node),
    )


def _read_source(home: Path, path: Path, dialogue: Dialogue) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            continue
        if SAID.fullmatch(node.value):
            spot = Spot(path.relative_to(home), node.lineno)
            dialogue.said_by_actions[node.value].append(spot)
        elif sent := SENT.fullmatch(node.value):
            dialogue.sent.add(sent[1])


def _read_classes(home: Path, dialogue: Dialogue) -> None:
    """The actions as the action server itself finds them."""
    # Loading the SDK turns the warnings of every library on; outside of this block they are off.
    with warnings.catch_warnings():
        from rasa_sdk.executor import ActionExecutor  # slow to load, and only needed here

        warnings.simplefilter("ignore")
        executor = ActionExecutor()
        executor.register_package("actions")
    for name, run in executor.actions.items():
        kind = type(getattr(run, "__self__", run))
        source = Path(inspect.getsourcefile(kind) or "").resolve()
        if source.is_relative_to(home):
            spot = Spot(source.relative_to(home), inspect.getsourcelines(kind)[1])
            dialogue.classes[name].append(spot)

"""Judges the training messages: doubled, told twice, made from a template, or tested with.

Changes nothing.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.dialogue_check import Problem
from bot.nlu.clean import clean
from bot.nlu.grams import masked
from bot.nlu.words import words

TESTS = "tests/nlu"
INTENT = re.compile(r"\s*- intent: *(\S+)")
EXAMPLE = re.compile(r"\s+- (.+)")
SIGNS = re.compile(r"[\W_]+")
# Two messages that share this much of their pieces say the same in the same words.
NEAR = 0.8
PIECE = 3
SHORTEST_NEAR = 8  # characters; short sentences are close by nature
TEMPLATE_WORDS = 6  # so many words a sentence must have for its frame to count as one
TEMPLATE_USES = 4  # so many messages may not share one frame


@dataclass(frozen=True)
class Example:
    """One training message where it stands. `line` counts from 1."""

    path: Path
    line: int
    intent: str
    text: str

    @property
    def bare(self) -> str:
        """Without signs, blanks, width and case: equal means the same sentence."""
        plain = clean(self.text).text
        return SIGNS.sub("", plain) or plain

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}"


def message_problems(home: Path) -> list[Problem]:
    """Everything wrong with the messages below `home`/data, and with those it is tested with."""
    learned = [each for path in sorted((home / "data").rglob("nlu.yml")) for each in read(path)]
    tests = [each for path in sorted((home / TESTS).glob("*.yml")) for each in read(path)]
    found = [*_repeated(learned), *_near(learned, tests), *_templates(learned)]
    found += _tested_with(learned, tests)
    return sorted(found, key=lambda problem: (str(problem.path), problem.line, problem.text))


def read(path: Path) -> Iterator[Example]:
    """The examples of one file, in order."""
    intent = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if match := INTENT.match(line):
            intent = match[1]
        elif intent and (match := EXAMPLE.match(line)):
            yield Example(path, number, intent, match[1].strip())


def _problem(example: Example, text: str) -> Problem:
    return Problem(example.path, example.line, text)


def _repeated(examples: Sequence[Example]) -> Iterator[Problem]:
    first: dict[str, Example] = {}
    for example in examples:
        earlier = first.setdefault(example.bare, example)
        if earlier is example:
            continue
        if earlier.intent == example.intent:
            yield _problem(example, f"{example.text!r} stands at {earlier.place} already")
        else:
            other = f"{earlier.intent} at {earlier.place}"
            yield _problem(example, f"{example.text!r} is {example.intent} here and {other}")


def _tested_with(learned: Sequence[Example], tests: Sequence[Example]) -> Iterator[Problem]:
    """What a model was trained on proves nothing about what it understands."""
    places = {each.bare: each.place for each in learned}
    for test in tests:
        if test.bare in places:
            yield _problem(test, f"{test.text!r} is trained on at {places[test.bare]}")


def _near(learned: Sequence[Example], tests: Sequence[Example]) -> Iterator[Problem]:
    """Training messages near one another, and tests near one of them."""
    told = {each.bare: each for each in learned}
    untold = {each.bare: each for each in tests if each.bare not in told}
    for one, other in _pairs([*told.values(), *untold.values()]):
        if other.bare in told:
            yield _problem(one, f"{one.text!r} is nearly {other.text!r} at {other.place}")


def _pairs(told: Sequence[Example]) -> Iterator[tuple[Example, Example]]:
    """Those near each other, the later one first.

    Compares only messages that share one of their rarest pieces: two near ones always do.
    """
    pieces = [_pieces(each.text) for each in told]
    often = Counter(piece for each in pieces for piece in each)
    holders: dict[str, list[int]] = defaultdict(list)
    for here, mine in enumerate(pieces):
        rarest = sorted(mine, key=lambda piece: (often[piece], piece))
        told_apart_by = rarest[: len(mine) - math.ceil(NEAR * len(mine)) + 1]
        for there in sorted({h for piece in told_apart_by for h in holders[piece]}):
            shared = len(mine & pieces[there])
            if shared >= NEAR * (len(mine) + len(pieces[there]) - shared):
                yield told[here], told[there]
        for piece in told_apart_by:
            holders[piece].append(here)


def _pieces(text: str) -> frozenset[str]:
    """Three signs in a row each, numbers left out; none of a message too short to be near one."""
    bare = SIGNS.sub("", masked(clean(text).text))
    if len(bare) < SHORTEST_NEAR:
        return frozenset()
    return frozenset(bare[at : at + PIECE] for at in range(len(bare) - PIECE + 1))


def _templates(examples: Sequence[Example]) -> Iterator[Problem]:
    """Sentences that differ in one word only, several times over, teach nothing."""
    frames: dict[tuple[str, ...], dict[str, Example]] = defaultdict(dict)
    for example in examples:
        said = [word for word, _, _ in words(masked(clean(example.text).text)) if word.isalnum()]
        if len(said) >= TEMPLATE_WORDS:
            for place in range(len(said)):
                frame = (*said[:place], "…", *said[place + 1 :])
                frames[frame].setdefault(example.bare, example)
    for frame, uses in frames.items():
        if len(uses) >= TEMPLATE_USES:
            last = list(uses.values())[-1]
            shown = " ".join(frame)
            yield _problem(last, f"{len(uses)} messages differ in one word only: {shown}")

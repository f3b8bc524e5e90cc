"""Everything that is measured about understanding: the released model, and other ways to read."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from bot.bench.diet import PIPELINES, Parse, kept_network
from bot.bench.sampling import kept_sample, messages_of
from bot.bench.understanding import Scores, as_read, score, span_f1
from bot.bench.variants import QUICK, VARIANTS, Trial, cross_validated, tried
from bot.nlu.data_check import Example, read
from bot.processes import Say
from bot.training import TrainingFailed

LANGUAGES = ("zh", "en")
SETS = ("test", "fresh")


class Compared(msgspec.Struct, frozen=True):
    """One way to read. Shares of all asked messages in each language, and of both.

    `crossed` is the share read right of the sample itself, in five folds, where that was tried.
    """

    name: str
    learned: int
    chinese: float
    english: float
    in_first_three: float
    cpu_seconds: float
    crossed: float | None = None


class Measured(msgspec.Struct, frozen=True):
    """One run. `scores` by file and by language, of the released model.

    `values` are F1 by entity. `parse_p50` are seconds to read a message, by assistant.
    """

    at: datetime
    intents: int
    learned: int
    asked: dict[str, int]
    scores: dict[str, Scores]
    values: dict[str, float]
    parse_p50: dict[str, float]
    compared: list[Compared]


def asked_of(folder: Path) -> dict[str, list[Example]]:
    """The test messages by file, without its ending."""
    names = [f"{each}_{language}" for language in LANGUAGES for each in SETS]
    return {name: list(read(folder / f"{name}.yml")) for name in names}


def scores_of(parse: Parse, asked: Mapping[str, Sequence[Example]]) -> dict[str, Scores]:
    """By file, and by language over its files."""
    reads = {
        name: [as_read(each.intent, parse(each.text)) for each in examples]
        for name, examples in asked.items()
    }
    for language in LANGUAGES:
        reads[language] = [r for each in SETS for r in reads[f"{each}_{language}"]]
    return {name: score(each) for name, each in reads.items()}


def values_of(parse: Parse, file: Path) -> dict[str, float]:
    """F1 by entity over labelled messages, one JSON object a line."""
    labelled = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    expected = [(each["text"], e) for each in labelled for e in each["entities"]]
    found = [(each["text"], e) for each in labelled for e in parse(each["text"])["entities"]]
    return span_f1(expected, [(text, e) for text, e in found if "start" in e])


def speeds_of(parsers: Mapping[str, Parse], texts: Sequence[str]) -> dict[str, float]:
    """The middle of the seconds each takes for a text. They take turns, so load slows all alike."""
    taken: dict[str, list[float]] = {name: [] for name in parsers}
    for text in texts:
        for name, parse in parsers.items():
            started = time.perf_counter()
            parse(text)
            taken[name].append(time.perf_counter() - started)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def compare(root: Path, asked: Sequence[Example], kept: Path, say: Say) -> Iterator[Compared]:
    """Every way on the sample, then what is quick enough on all messages."""
    every = messages_of(root)
    sample = kept_sample(every, kept / "sample.json")
    for variant in VARIANTS:
        say(f"Trying on {len(sample)} messages: {variant.name}")
        yield _compared(
            variant.name,
            len(sample),
            asked,
            tried(variant, sample, asked),
            cross_validated(variant, sample),
        )
    for name in PIPELINES:
        try:
            network = kept_network(name, sample, asked, kept, say)
        except TrainingFailed as error:
            say(f"{name} is left out: {error}")
            continue
        trial = Trial(network.rankings, network.cpu_seconds)
        yield _compared(name, len(sample), asked, trial)
    for variant in QUICK:
        say(f"Trying on {len(every)} messages: {variant.name}")
        yield _compared(variant.name, len(every), asked, tried(variant, every, asked))


def _compared(
    name: str, learned: int, asked: Sequence[Example], trial: Trial, crossed: float | None = None
) -> Compared:
    def right(among: int, language: str = "") -> float:
        of = [each for each in asked if each.path.stem.endswith(language)]
        return sum(each.intent in trial.rankings[each.text][:among] for each in of) / len(of)

    shares = right(1, "zh"), right(1, "en"), right(3)
    return Compared(name, learned, *shares, trial.cpu_seconds, crossed)

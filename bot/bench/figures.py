"""What was measured, as values: percentiles, rates, and ratios beside their targets. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from bot.bench.load import Round
from bot.bench.trained import Trained


class Figures(msgspec.Struct, frozen=True):
    """Of one assistant. Times in seconds, memory in bytes; `turns` and `talks` were played.

    `processor` are seconds of processors for one turn, and `memory` is held at the end, by program.

    `astray` talks ended early because the assistant had not understood.
    """

    turn_p50: float
    turn_p95: float
    turns_per_second: float
    turns_per_second_at_16: float
    ready_seconds: float
    memory: dict[str, int]
    processor: dict[str, float]
    turns: int
    talks: int
    astray: int
    training: Trained | None = None


class Waits(msgspec.Struct, frozen=True):
    """Of the desk: seconds from sent to seen, with so many conversations `open` there."""

    open: int
    messages: int
    to_desk_p50: float
    to_desk_p95: float
    to_shopper_p50: float
    to_shopper_p95: float


class Machine(msgspec.Struct, frozen=True):
    """The load is the average over a minute: before the run, and after it with the run in it."""

    cores: int
    processor: str
    load_before: float
    load_after: float


@dataclass(frozen=True)
class Used:
    """What it took besides the time of turns: bytes held, and seconds of processors, by program."""

    ready_seconds: float
    memory: Mapping[str, int]
    spent: Mapping[str, float]
    training: Trained | None = None


class Report(msgspec.Struct, frozen=True):
    """One run. `default` is the same assistant as `rasa init` would have it, if it was measured."""

    at: datetime
    machine: Machine
    ours: Figures
    default: Figures | None = None
    desk: Waits | None = None


@dataclass(frozen=True)
class Row:
    """One line of the table. The ratio is ours to the default's; `met` is None without a target."""

    name: str
    ours: float | None
    default: float | None
    digits: int = 1
    at_most: float | None = None
    at_least: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.ours / self.default if self.ours is not None and self.default else None

    @property
    def met(self) -> bool | None:
        if self.ratio is None or self.at_most is self.at_least is None:
            return None
        within = self.at_most is None or self.ratio <= self.at_most
        return within and (self.at_least is None or self.ratio >= self.at_least)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` (0 to 1) of all do not exceed."""
    if not values:
        raise ValueError("there is no percentile of nothing")
    return sorted(values)[max(math.ceil(share * len(values)), 1) - 1]


def rate(rounds: Sequence[Round]) -> float:
    """Turns a second over all rounds."""
    return sum(len(each.turns) for each in rounds) / sum(each.elapsed for each in rounds)


def figures_of(
    alone: Sequence[Round],
    together: Sequence[Round],
    used: Used,
) -> Figures:
    """From the rounds with one shopper at once, and those with 16."""
    turns = [seconds for each in alone for seconds in each.turns]
    played = [*alone, *together]
    count = sum(len(each.turns) for each in played)
    return Figures(
        turn_p50=percentile(turns, 0.5),
        turn_p95=percentile(turns, 0.95),
        turns_per_second=rate(alone),
        turns_per_second_at_16=rate(together),
        ready_seconds=used.ready_seconds,
        memory=dict(used.memory),
        processor={name: seconds / count for name, seconds in used.spent.items()},
        turns=count,
        talks=sum(each.talks for each in played),
        astray=sum(each.astray for each in played),
        training=used.training,
    )


def rows(report: Report) -> tuple[Row, ...]:
    """Every figure of a report, with the targets this project has set itself."""

    def row(
        name: str, read: Callable[[Figures], float | None], digits: int = 1, **target: float
    ) -> Row:
        other = None if report.default is None else read(report.default)
        return Row(name, read(report.ours), other, digits, **target)

    return (
        row("turn, p50 (ms)", lambda f: f.turn_p50 * 1000, at_most=0.6),
        row("turn, p95 (ms)", lambda f: f.turn_p95 * 1000),
        row("turns/s, 1 at once", lambda f: f.turns_per_second, at_least=2.2),
        row("turns/s, 16 at once", lambda f: f.turns_per_second_at_16, at_least=2.2),
        row("processor time a turn (ms)", lambda f: sum(f.processor.values()) * 1000 or None),
        row("  of Rasa (ms)", _milliseconds("rasa")),
        row("  of the actions (ms)", _milliseconds("actions")),
        row("  of the door (ms)", _milliseconds("door")),
        row("ready after (s)", lambda f: f.ready_seconds),
        row("memory of Rasa (MB)", _megabytes("rasa"), 0, at_most=0.6),
        row("memory of the actions (MB)", _megabytes("actions"), 0),
        row("memory of the door (MB)", _megabytes("door"), 0),
        row("training (s)", _trained(lambda t: t.seconds), at_most=0.1),
        row("training, all cores (s)", _trained(lambda t: t.cpu_seconds)),
        row("messages learned from", _trained(lambda t: t.messages), 0),
        row("rules and stories", _trained(lambda t: t.dialogues), 0),
        row("talks played", lambda f: f.talks, 0),
        row("talks not understood", lambda f: f.astray, 0),
        *_desk_rows(report.desk),
    )


def _desk_rows(waits: Waits | None) -> Iterator[Row]:
    """The default has the same desk: there is nothing to compare."""
    if waits is not None:
        yield Row("shopper to desk, p50 (ms)", waits.to_desk_p50 * 1000, None)
        yield Row("shopper to desk, p95 (ms)", waits.to_desk_p95 * 1000, None)
        yield Row("desk to shopper, p50 (ms)", waits.to_shopper_p50 * 1000, None)
        yield Row("desk to shopper, p95 (ms)", waits.to_shopper_p95 * 1000, None)


def _trained(read: Callable[[Trained], float]) -> Callable[[Figures], float | None]:
    return lambda figures: None if figures.training is None else read(figures.training)


def _milliseconds(program: str) -> Callable[[Figures], float | None]:
    return lambda figures: _scaled(figures.processor.get(program), 1000)


def _megabytes(program: str) -> Callable[[Figures], float | None]:
    return lambda figures: _scaled(figures.memory.get(program), 1e-6)


def _scaled(value: float | None, factor: float) -> float | None:
    return None if value is None else value * factor

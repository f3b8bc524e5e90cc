"""Statistics and the table: percentiles, rates, ratios beside their targets."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from bot.bench.figures import Figures, Machine, Report, Used, figures_of, percentile, rows
from bot.bench.load import Round
from bot.bench.table import missed, table
from bot.bench.trained import Trained

MACHINE = Machine(cores=2, processor="test", load_before=0.5, load_after=1.5)


def figures(**changes: object) -> Figures:
    values: dict[str, object] = {
        "turn_p50": 0.02,
        "turn_p95": 0.05,
        "turns_per_second": 44.0,
        "turns_per_second_at_16": 80.0,
        "ready_seconds": 10.0,
        "memory": {"rasa": 600_000_000},
        "processor": {"rasa": 0.010, "door": 0.005},
        "turns": 100,
        "talks": 30,
        "astray": 0,
    }
    return Figures(**{**values, **changes})  # type: ignore[arg-type]


def report(ours: Figures, default: Figures | None = None) -> Report:
    return Report(datetime(2026, 11, 20, tzinfo=timezone.utc), MACHINE, ours, default)


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, 1.0), (0.25, 1.0), (0.5, 2.0), (0.51, 3.0), (0.95, 4.0), (1, 4.0)]
)
def test_a_percentile_is_a_value_that_was_measured(share: float, expected: float) -> None:
    assert percentile([4.0, 2.0, 1.0, 3.0], share) == expected


def test_nothing_has_no_percentile() -> None:
    with pytest.raises(ValueError, match="nothing"):
        percentile([], 0.5)


def test_rounds_become_figures_over_all_of_them() -> None:
    alone = [Round((0.1, 0.2), 0.4, talks=1, astray=0), Round((0.3,), 0.6, talks=1, astray=1)]
    together = [Round((0.5,) * 20, 2.0, talks=5, astray=0)]
    training = Trained(seconds=10.0, cpu_seconds=9.0, messages=6000, dialogues=40)
    found = figures_of(alone, together, Used(7.0, {"rasa": 5}, {"rasa": 2.3}, training))
    assert (found.turn_p50, found.turn_p95) == (0.2, 0.3)
    assert found.turns_per_second == pytest.approx(3.0)
    assert found.turns_per_second_at_16 == pytest.approx(10.0)
    assert found.processor == {"rasa": pytest.approx(0.1)}
    assert (found.turns, found.talks, found.astray) == (23, 7, 1)


@pytest.mark.parametrize(
    ("ours", "default", "off"),
    [
        ({"turn_p50": 0.06}, {"turn_p50": 0.10}, []),
        ({"turn_p50": 0.061}, {"turn_p50": 0.10}, ["turn, p50 (ms)"]),
        ({"turns_per_second": 22.0}, {"turns_per_second": 10.0}, []),
        ({"turns_per_second": 21.9}, {"turns_per_second": 10.0}, ["turns/s, 1 at once"]),
        ({"memory": {"rasa": 7}}, {"memory": {"rasa": 10}}, ["memory of Rasa (MB)"]),
        ({"memory": {}}, {"memory": {}}, []),
    ],
)
def test_what_is_off_its_target_is_named(
    ours: dict[str, object], default: dict[str, object], off: list[str]
) -> None:
    slow = {"turn_p50": 0.1, "turns_per_second": 10.0, "turns_per_second_at_16": 10.0}
    other = figures(**{**slow, "memory": {"rasa": 1_100_000_000}, **default})
    assert list(missed(report(figures(**ours), other))) == off


def test_training_is_compared_by_time_and_shown_with_its_sizes() -> None:
    ours = figures(training=Trained(11.0, 11.0, 6800, 44))
    default = figures(training=Trained(100.0, 150.0, 680, 44))
    assert "training (s)" in missed(report(ours, default))
    lines = {line.split("|")[1].strip(): line for line in table(report(ours, default)).splitlines()}
    assert "6,800" in lines["messages learned from"]
    assert "680" in lines["messages learned from"]
    assert "0.11" in lines["training (s)"]


def test_without_the_other_assistant_nothing_is_met_or_missed() -> None:
    assert {row.met for row in rows(report(figures()))} == {None}
    assert not list(missed(report(figures())))


def test_every_line_of_the_table_is_as_wide_as_the_first() -> None:
    lines = table(report(figures(), figures())).splitlines()
    assert {len(line) for line in lines} == {len(lines[0])}

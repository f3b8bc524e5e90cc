"""`bench --quick` prints the table and writes what it measured as JSON."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from bot.bench.figures import Figures, Report, Used, Waits, figures_of
from bot.bench.load import Round
from bot.bench.measuring import QUICK, Contender, Plan
from bot.commands import bench
from bot.converse.instance import NotStarted
from bot.instance import NoModel
from bot.processes import Say
from bot.settings import load_settings

ARGUMENTS = Namespace(quick=True, train_default=False)


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bench, "load_settings", lambda: load_settings({"VAR_DIR": str(tmp_path)}))
    monkeypatch.setattr(bench, "released_model", lambda: tmp_path / "model.tar.gz")
    return tmp_path


def measured(contenders: Sequence[Contender], plan: Plan, say: Say) -> list[Figures]:
    assert plan == QUICK
    assert [each.variables.keys() for each in contenders] == [{"MODEL_FILE"}]
    rounds = [Round((0.02, 0.03), 0.05, talks=1, astray=0)]
    return [figures_of(rounds, rounds, Used(9.0, {"rasa": 600_000_000}, {"rasa": 0.1}))]


def test_the_quick_slice_is_printed_and_written(
    var: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "measure", measured)
    waits = Waits(50, 200, 0.011, 0.033, 0.022, 0.044)
    monkeypatch.setattr(bench, "measure_desk", lambda model, hire, say: waits)
    assert bench.run(ARGUMENTS) == 0
    written = msgspec.json.decode((var / "bench" / "quick.json").read_bytes(), type=Report)
    assert written.ours.turn_p50 == 0.02
    assert written.default is None
    assert written.desk == waits
    assert written.machine.cores >= 1
    out = capsys.readouterr().out
    assert "turns/s, 16 at once" in out
    assert "40.0" in out
    assert "shopper to desk, p95 (ms)" in out
    assert "33.0" in out
    assert "Off target" not in out


@pytest.mark.parametrize("error", [NotStarted("it ended"), NoModel("train first")])
def test_what_cannot_be_measured_is_an_error_and_writes_nothing(
    var: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
) -> None:
    def fail(contenders: Sequence[Contender], plan: Plan, say: Say) -> list[Figures]:
        raise error

    monkeypatch.setattr(bench, "measure", fail)
    assert bench.run(ARGUMENTS) == 1
    assert str(error) in capsys.readouterr().err
    assert list((var / "bench").iterdir()) == []

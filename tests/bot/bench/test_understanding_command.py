"""`bench-understanding --quick` asks the released model, prints its figures and keeps them."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.bench.comparison import Measured
from bot.commands import bench_understanding
from bot.instance import NoModel
from bot.settings import load_settings

QUICK = Namespace(quick=True)


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings = load_settings({"VAR_DIR": str(tmp_path)})
    monkeypatch.setattr(bench_understanding, "load_settings", lambda: settings)
    return tmp_path


def parsed(text: str) -> dict[str, Any]:
    ranking = [{"name": "order_status", "confidence": 0.7}]
    return {"intent": ranking[0], "intent_ranking": ranking, "entities": []}


def test_the_figures_are_printed_and_kept_with_their_picture(
    var: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench_understanding, "released_model", lambda: var / "model.tar.gz")
    monkeypatch.setattr(bench_understanding, "parser_of", lambda model: parsed)
    assert bench_understanding.run(QUICK) == 0
    written = (var / "bench" / "understanding.json").read_bytes()
    kept = msgspec.json.decode(written, type=Measured)
    assert 0 < kept.scores["zh"].accuracy < 0.1
    assert kept.compared == []
    assert set(kept.parse_p50) == {"ours"}
    assert "<svg" in (var / "bench" / "reliability.svg").read_text(encoding="utf-8")
    assert "acted on wrongly" in capsys.readouterr().out


def test_without_a_model_it_says_so_and_keeps_nothing(
    var: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing() -> Path:
        raise NoModel("train first")

    monkeypatch.setattr(bench_understanding, "released_model", missing)
    assert bench_understanding.run(QUICK) == 1
    assert "train first" in capsys.readouterr().err
    assert list((var / "bench").iterdir()) == []

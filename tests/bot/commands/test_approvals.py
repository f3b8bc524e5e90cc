"""The command with which staff list and answer requests."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from actions.shop.policy import RemedyKind
from actions.shop.remedies import Requested
from bot.__main__ import main
from tests.actions.shop.counter import Counter
from tests.actions.shop.samples import priced, shipped

LK = "LK202611180001"


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counter:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return Counter(tmp_path, priced("900.00", shipped()))


@pytest.fixture
def request_id(counter: Counter) -> str:
    outcome = counter.yes(counter.shown(LK, RemedyKind.REFUND))
    assert isinstance(outcome, Requested)
    return outcome.remedy.id


def test_nothing_waits(counter: Counter, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["approvals"]) == 0
    assert capsys.readouterr().out == "Nothing waits.\n"


def test_what_waits_is_listed(request_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["approvals"]) == 0
    line = capsys.readouterr().out
    for word in (request_id, LK, "refund", "900.00 CNY", "over_limit"):
        assert word in line


def test_a_yes_with_an_amount(counter: Counter, request_id: str) -> None:
    assert main(["approvals", "approve", request_id, "--amount", "100.00"]) == 0
    assert counter.order(LK).refunded == Decimal("100.00")
    assert main(["approvals", "approve", request_id]) == 1
    assert counter.order(LK).refunded == Decimal("100.00")


def test_a_no_has_a_reason(counter: Counter, request_id: str) -> None:
    with pytest.raises(SystemExit):
        main(["approvals", "refuse", request_id])
    assert main(["approvals", "refuse", request_id, "--reason", "no photo"]) == 0
    assert counter.order(LK).refunded == 0


@pytest.mark.parametrize("amount", ["a lot", ""])
def test_an_amount_that_is_none_is_refused(request_id: str, amount: str) -> None:
    with pytest.raises(SystemExit):
        main(["approvals", "approve", request_id, "--amount", amount])


@pytest.mark.parametrize("amount", ["901", "NaN", "-1"])
def test_a_wrong_amount_changes_nothing(counter: Counter, request_id: str, amount: str) -> None:
    assert main(["approvals", "approve", request_id, f"--amount={amount}"]) == 1
    assert main(["approvals", "approve", "R-2222-2222"]) == 1
    assert [r.status for r in counter.remedies(LK)] == ["requested"]

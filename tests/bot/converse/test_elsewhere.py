"""Conversations whose orders lie outside the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.converse.elsewhere import orders_are_absent
from bot.converse.files import FormatError
from bot.converse.script import Act, Conversation, Step
from bot.settings import ROOT


def talk(project: Path, orders: Path | None) -> Conversation:
    steps = (Step(Act.USER, "hi"),)
    return Conversation(project / "tests" / "talk.yml", "one", steps, orders=orders)


def test_orders_from_outside_may_be_absent_and_count_when_they_are_there(tmp_path: Path) -> None:
    project, outside = tmp_path / "project", tmp_path / "shared" / "db.json"
    assert orders_are_absent(talk(project, outside), project)
    outside.parent.mkdir()
    outside.write_text("{}")
    assert not orders_are_absent(talk(project, outside), project)
    assert not orders_are_absent(talk(project, None), project)


def test_a_missing_file_of_the_project_itself_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no such file"):
        orders_are_absent(talk(tmp_path, tmp_path / "orders.json"), tmp_path)


def test_a_conversation_from_elsewhere_brings_its_orders(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no such file"):
        orders_are_absent(talk(tmp_path / "other", tmp_path / "db.json"), tmp_path / "project")


def test_what_cannot_be_played_here_is_told_and_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = talk(ROOT, tmp_path / "db.json")
    monkeypatch.setattr("bot.commands.converse.find_files", lambda paths: [missing.file])
    monkeypatch.setattr("bot.commands.converse.load_conversations", lambda file: [missing])
    assert main(["converse", "tests"]) == 0
    told = capsys.readouterr()
    assert told.err.startswith(f"skipped {missing.file}: one: not on this machine: ")
    assert told.out.startswith("0 passed")

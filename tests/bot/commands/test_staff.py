"""The command that makes accounts for the desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.conversations.database import open_store
from bot.desk.signing_in import SignedIn, sign_in
from bot.settings import load_settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_an_account_is_made_with_a_password_shown_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["staff", "add", "Mei", "--role", "supervisor"]) == 0
    password = capsys.readouterr().out.splitlines()[0].split()[-1]
    settings = load_settings()
    store = open_store(settings.database_url, settings.clock)
    signed_in = sign_in(store, "Mei", password)
    store.close()
    assert isinstance(signed_in, SignedIn)
    assert signed_in.staff.role == "supervisor"
    assert main(["staff", "list"]) == 0
    listed = capsys.readouterr().out
    assert "Mei  supervisor" in listed
    assert password not in listed


def test_nobody_has_an_account_at_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["staff", "list"]) == 0
    assert capsys.readouterr().out == "Nobody has an account yet.\n"


@pytest.mark.parametrize("name", ["mei", "MEI", "", "bot", "a" * 41])
def test_a_name_that_cannot_be_had_is_refused(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["staff", "add", "mei", "--role", "agent"])
    capsys.readouterr()
    assert main(["staff", "add", name, "--role", "agent"]) == 1
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("arguments", [["add", "mei"], ["add", "mei", "--role", "king"], []])
def test_what_is_missing_is_said(arguments: list[str]) -> None:
    with pytest.raises(SystemExit):
        main(["staff", *arguments])

"""Building the pages: only when something changed, and with a clear word when it fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.commands.build_ui import BuildError, build, sources_hash


class Node:
    """Notes what it was run on, builds an empty `dist`, and fails where it is told to."""

    def __init__(self, ui: Path, fails: str = "") -> None:
        self.ui = ui
        self.fails = fails
        self.runs: list[str] = []

    def __call__(self, arguments: list[str]) -> int:
        what = "ci" if "ci" in arguments else arguments[0]
        self.runs.append(what)
        (self.ui / ("node_modules" if what == "ci" else "dist")).mkdir(exist_ok=True)
        return 1 if what == self.fails else 0


@pytest.fixture
def ui(tmp_path: Path) -> Path:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "main.ts").write_text("1", encoding="utf-8")
    (tmp_path / "package-lock.json").write_text("{}", encoding="utf-8")
    return tmp_path


def test_the_pages_are_built_once_and_again_only_after_a_change(ui: Path) -> None:
    node = Node(ui)
    assert build(ui, node=node)
    assert not build(ui, node=node)
    (ui / "src" / "main.ts").write_text("2", encoding="utf-8")
    assert build(ui, node=node)
    assert node.runs == ["ci", "build.mjs", "build.mjs"]


def test_a_new_lock_file_installs_anew(ui: Path) -> None:
    node = Node(ui)
    build(ui, node=node)
    (ui / "package-lock.json").write_text('{"name":"x"}', encoding="utf-8")
    build(ui, node=node)
    assert node.runs == ["ci", "build.mjs"] * 2


@pytest.mark.parametrize(("fails", "says"), [("ci", "install"), ("build.mjs", "do not build")])
def test_a_failure_is_said_and_tried_again_next_time(ui: Path, fails: str, says: str) -> None:
    with pytest.raises(BuildError, match=says):
        build(ui, node=Node(ui, fails))
    assert build(ui, node=Node(ui))


def test_what_was_built_and_installed_is_no_source(ui: Path) -> None:
    before = sources_hash(ui)
    build(ui, node=Node(ui))
    assert sources_hash(ui) == before
    (ui / "src" / "main.ts").rename(ui / "src" / "other.ts")
    assert sources_hash(ui) != before

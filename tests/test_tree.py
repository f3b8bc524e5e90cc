"""Holds what is committed free of what works on one machine only."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent

# Put together from pieces, so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(
    r"(?<![A-Za-z0-9_.$}-])/(?:" + "|".join(["work", "root", "farm", "Users"]) + r")/[A-Za-z.]"
)
REGISTRIES = re.compile(
    "|".join(
        re.escape(name + "." + ending)
        for name, ending in [
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "org"),
            ("npmmirror", "com"),
            ("yarnpkg", "com"),
            ("tuna.tsinghua", "edu"),
            ("mirrors.aliyun", "com"),
        ]
    )
)
INDEX_OPTION = re.compile(r"^\s*--(?:extra-)?(?:index-url|find-links|trusted-host)", re.MULTILINE)
KEY_BLOCK = re.compile("-----BEGIN [A-Z ]*" + "PRIVATE KEY-----")


def committed() -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=HOME, check=True, capture_output=True, text=True
    ).stdout.split("\0")
    return [HOME / name for name in names if name and (HOME / name).is_file()]


def texts() -> list[tuple[str, str]]:
    found = []
    for path in committed():
        content = path.read_bytes()
        if b"\0" not in content[:8000]:
            found.append((str(path.relative_to(HOME)), content.decode("utf-8", "replace")))
    return found


@pytest.mark.parametrize("unwanted", [MACHINE_PATH, REGISTRIES, INDEX_OPTION, KEY_BLOCK])
def test_nothing_committed_belongs_to_one_machine(unwanted: re.Pattern[str]) -> None:
    wrong = [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in texts()
        if unwanted.search(text)
        for number, line in enumerate(text.splitlines(), start=1)
        if unwanted.search(line)
    ]
    assert wrong == []


def test_the_patterns_find_what_they_are_for() -> None:
    assert MACHINE_PATH.search("cd /" + "work/main")
    assert MACHINE_PATH.search('"/' + 'root/.cache"')
    assert not MACHINE_PATH.search("packages/network/x and bot/work/y and $HOME/root/z")
    assert REGISTRIES.search("https://registry.npmjs" + ".org/vite")
    assert INDEX_OPTION.search("a==1\n--" + "index-url https://x")


def test_lock_files_of_npm_name_no_download_address() -> None:
    for path in committed():
        if path.name == "package-lock.json":
            packages = json.loads(path.read_text(encoding="utf-8"))["packages"]
            assert [name for name, entry in packages.items() if "resolved" in entry] == []


def test_every_requirement_is_locked_with_a_hash() -> None:
    lines = (HOME / "requirements.lock").read_text(encoding="utf-8").splitlines()
    starts = [i for i, line in enumerate(lines) if line and not line.startswith((" ", "#"))]
    assert starts
    assert [lines[i] for i in starts if "--hash=sha256:" not in lines[i + 1]] == []
    assert [lines[i] for i in starts if "==" not in lines[i]] == []


def test_what_is_made_while_running_is_not_committed() -> None:
    made = ("var/", ".venv/", ".bootstrap/", "node_modules/", "bot/ui/dist/")
    names = [str(path.relative_to(HOME)) for path in committed()]
    assert [name for name in names if name.startswith(made) or "/node_modules/" in name] == []
    assert [n for n in names if n.startswith("models/") and n != "models/README.md"] == []

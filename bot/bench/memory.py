"""How much memory the programs of an instance hold, read from /proc (Linux)."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from bot.processes import Program

PROC = Path("/proc")


def resident(parent: int, programs: Sequence[Program], proc: Path = PROC) -> dict[str, int]:
    """Bytes held by each of these programs below the process `parent`, with their children.

    Empty where there is no /proc.
    """
    children: dict[int, list[int]] = defaultdict(list)
    for folder in proc.glob("[0-9]*"):
        # A process may end while it is looked at.
        with contextlib.suppress(OSError, KeyError):
            children[int(_status(folder)["PPid"])].append(int(folder.name))
    commands = {program.command: program.name for program in programs}
    found: dict[str, int] = {}
    for child in children[parent]:
        name = commands.get(_command(proc / str(child)))
        if name is not None:
            found[name] = _with_children(child, children, proc)
    return found


def _with_children(pid: int, children: dict[int, list[int]], proc: Path) -> int:
    below = sum(_with_children(child, children, proc) for child in children[pid])
    own = 0
    with contextlib.suppress(OSError, KeyError):
        own = int(_status(proc / str(pid))["VmRSS"].removesuffix("kB")) * 1024
    return own + below


def _status(folder: Path) -> dict[str, str]:
    lines = (folder / "status").read_text(encoding="utf-8", errors="replace").splitlines()
    pairs = (line.partition(":") for line in lines)
    return {key: value.strip() for key, _, value in pairs}


def _command(folder: Path) -> tuple[str, ...]:
    with contextlib.suppress(OSError):
        return tuple((folder / "cmdline").read_text(encoding="utf-8").split("\0")[:-1])
    return ()

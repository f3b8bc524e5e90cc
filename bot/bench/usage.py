"""What the programs of an instance use, read from /proc (Linux): memory, and processor time."""

from __future__ import annotations

import contextlib
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.processes import Program

PROC = Path("/proc")


@dataclass(frozen=True)
class Usage:
    """Bytes held now, and seconds of processors used since the start."""

    memory: int
    seconds: float


def usage(parent: int, programs: Sequence[Program], proc: Path = PROC) -> dict[str, Usage]:
    """Of each of these programs below the process `parent`, with their children, by name.

    Empty where there is no /proc.
    """
    children: dict[int, list[int]] = defaultdict(list)
    for folder in proc.glob("[0-9]*"):
        # A process may end while it is looked at.
        with contextlib.suppress(OSError, KeyError):
            children[int(_status(folder)["PPid"])].append(int(folder.name))
    commands = {program.command: program.name for program in programs}
    found: dict[str, Usage] = {}
    for child in children[parent]:
        name = commands.get(_command(proc / str(child)))
        if name is not None:
            used = [_of(proc / str(pid)) for pid in _family(child, children)]
            found[name] = Usage(sum(u.memory for u in used), sum(u.seconds for u in used))
    return found


def _family(pid: int, children: dict[int, list[int]]) -> Iterator[int]:
    yield pid
    for child in children.get(pid, ()):
        yield from _family(child, children)


def _of(folder: Path) -> Usage:
    with contextlib.suppress(OSError, KeyError):
        memory = int(_status(folder)["VmRSS"].removesuffix("kB")) * 1024
        # The name in brackets may hold blanks; utime and stime are fields 14 and 15 of them all.
        fields = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks = int(fields[11]) + int(fields[12])
        return Usage(memory, ticks / os.sysconf("SC_CLK_TCK"))
    return Usage(0, 0.0)


def _status(folder: Path) -> dict[str, str]:
    lines = (folder / "status").read_text(encoding="utf-8", errors="replace").splitlines()
    pairs = (line.partition(":") for line in lines)
    return {key: value.strip() for key, _, value in pairs}


def _command(folder: Path) -> tuple[str, ...]:
    with contextlib.suppress(OSError):
        return tuple((folder / "cmdline").read_text(encoding="utf-8").split("\0")[:-1])
    return ()

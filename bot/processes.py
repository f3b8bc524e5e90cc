"""One program as a process: started in a group of its own, logged, ended whole. Not when or why."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import re
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from logging import makeLogRecord
from logging.handlers import RotatingFileHandler
from pathlib import Path

Say = Callable[[str], None]

_PR_SET_PDEATHSIG = 1  # from linux/prctl.h
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
_WORTH_SAYING = re.compile(r"\b(WARNING|ERROR|CRITICAL|Error|Exception)\b|^Traceback")
_LOG_BYTES = 5_000_000
_LAST_LINES = 15
_READ_BYTES = 65_536


@dataclass(frozen=True)
class Program:
    """What to start. `environment` is set on top of what this process has itself."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    folder: Path


def is_port_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_ports(count: int) -> list[int]:
    """Ports of the loopback nobody listens on, all different: all are held while choosing."""
    with contextlib.ExitStack() as held:
        probes = [held.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]


class Log:
    """The file of one program; lines that warn are also said, after the program's name."""

    def __init__(self, name: str, folder: Path, say: Say) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{name}.log"
        self.last: deque[str] = deque(maxlen=_LAST_LINES)
        self._name = name
        self._say = say
        self._file = RotatingFileHandler(
            self.path, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8"
        )

    def write(self, raw: bytes) -> None:
        line = raw.decode("utf-8", "replace").rstrip()
        self.last.append(line)
        self._file.emit(makeLogRecord({"msg": line}))
        if _WORTH_SAYING.search(line):
            self._say(f"{self._name} | {line}")

    async def follow(self, stream: asyncio.StreamReader) -> None:
        """Write what comes until the stream ends. Lines may be of any length."""
        rest = b""
        while chunk := await stream.read(_READ_BYTES):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self.write(line)
        if rest:
            self.write(rest)

    def close(self) -> None:
        self._file.close()


async def run_program(program: Program, log: Log, patience: float = 8.0) -> int:
    """Run it until it ends and return its exit code.

    Cancelled, it is asked to end, and after `patience` seconds ended. Whatever it started itself
    ends with it.
    """
    process = await asyncio.create_subprocess_exec(
        *program.command,
        env={**os.environ, **program.environment},
        cwd=program.folder,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=_die_with_parent,
    )
    assert process.stdout is not None
    following = asyncio.create_task(log.follow(process.stdout))
    try:
        return await process.wait()
    finally:
        await _end(process, patience)
        await following


def start_apart(program: Program, output: Path) -> subprocess.Popen[bytes]:
    """Start it and return at once; what it prints goes to `output`. Ended by `end_apart`."""
    with output.open("wb") as file:
        return subprocess.Popen(
            program.command,
            env={**os.environ, **program.environment},
            cwd=program.folder,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )


def end_apart(process: subprocess.Popen[bytes], patience: float = 20.0) -> None:
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(patience)
    _signal_group(process.pid, signal.SIGKILL)
    process.wait()


async def _end(process: asyncio.subprocess.Process, patience: float) -> None:
    if process.returncode is None:
        _signal_group(process.pid, signal.SIGTERM)
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(process.wait(), patience)
    # The group outlives its first process while a grandchild does.
    _signal_group(process.pid, signal.SIGKILL)
    await process.wait()


def _signal_group(group: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


def _die_with_parent() -> None:
    """Runs in the child before its program: the kernel ends it when this process is killed."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)

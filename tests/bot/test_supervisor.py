"""The supervisor with small stand-in programs: restart, back-off, stop, orphans."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.processes import Log, Program, free_ports, is_port_free, run_program
from bot.supervisor import BackOff, keep_running

HOME = Path(__file__).resolve().parents[2]
AT_ONCE = BackOff(first=0.01, longest=0.02)
FOR_EVER = "import time; print('up', flush=True); time.sleep(600)"
DEAF = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "print('up', flush=True); time.sleep(600)"
)
PARENT = (
    "import subprocess, sys, time;"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']);"
    "print('grandchild', child.pid, flush=True); time.sleep(600)"
)


def python(code: str, folder: Path, name: str = "stand-in") -> Program:
    return Program(name, (sys.executable, "-c", code), {}, folder)


async def until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.01)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A zombie has ended; somebody has only to notice.
    return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()


def said(log: Path, word: str) -> list[str]:
    lines = log.read_text().splitlines() if log.exists() else []
    return [line for line in lines if word in line]


def test_the_wait_doubles_up_to_the_longest_and_a_healthy_life_resets_it() -> None:
    back_off = BackOff()
    waits = [0.0]
    for _ in range(7):
        waits.append(back_off.after(waits[-1], lasted=3))
    assert waits[1:] == [1, 2, 4, 8, 16, 30, 30]
    assert back_off.after(30, lasted=60) == 1


async def while_running(programs: list[Program], logs: Path, during: Awaitable[None]) -> list[str]:
    """Keep the programs while `during` happens, then stop them; what was said comes back."""
    lines: list[str] = []
    stop = asyncio.Event()
    keeping = asyncio.create_task(keep_running(programs, logs, lines.append, stop, AT_ONCE))
    try:
        await during
    finally:
        stop.set()
        await asyncio.wait_for(keeping, 20)
    return lines


async def test_a_dead_program_is_started_again_and_that_is_said(tmp_path: Path) -> None:
    log = tmp_path / "stand-in.log"
    programs = [python("print('alive'); raise SystemExit(3)", tmp_path)]
    lines = await while_running(programs, tmp_path, until(lambda: len(said(log, "alive")) >= 3))
    assert "stand-in ended (exit code 3); it is started again in 0.01 s." in lines[0]


async def test_a_living_program_is_left_alone(tmp_path: Path) -> None:
    quiet, noisy = tmp_path / "quiet.log", tmp_path / "noisy.log"
    programs = [python(FOR_EVER, tmp_path, "quiet"), python("print('x')", tmp_path, "noisy")]
    await while_running(programs, tmp_path, until(lambda: len(said(noisy, "x")) >= 3))
    assert len(said(quiet, "up")) == 1


async def test_stopping_ends_the_children_of_the_children(tmp_path: Path) -> None:
    log = tmp_path / "stand-in.log"
    programs = [python(PARENT, tmp_path)]
    await while_running(programs, tmp_path, until(lambda: bool(said(log, "grandchild"))))
    pid = int(said(log, "grandchild")[0].split()[1])
    await until(lambda: not is_alive(pid))


async def test_a_program_deaf_to_the_signal_is_ended_all_the_same(tmp_path: Path) -> None:
    with contextlib.closing(Log("deaf", tmp_path, lambda line: None)) as log:
        running = asyncio.create_task(run_program(python(DEAF, tmp_path), log, patience=0.1))
        await until(lambda: bool(said(log.path, "up")))
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(running, 5)


async def test_a_program_that_does_not_exist_is_an_error_and_not_a_silent_loss(
    tmp_path: Path,
) -> None:
    programs = [Program("nothing", (str(tmp_path / "absent"),), {}, tmp_path)]
    with pytest.raises(OSError, match="absent"):
        await asyncio.wait_for(
            keep_running(programs, tmp_path, lambda line: None, asyncio.Event()), 5
        )


async def test_only_warnings_reach_the_terminal_and_the_file_has_everything(tmp_path: Path) -> None:
    lines: list[str] = []
    code = "print('INFO fine'); print('WARNING odd'); print('长' * 200_000, end='')"
    with contextlib.closing(Log("rasa", tmp_path, lines.append)) as log:
        assert await run_program(python(code, tmp_path), log) == 0
    assert lines == ["rasa | WARNING odd"]
    written = log.path.read_text(encoding="utf-8").splitlines()
    assert written == ["INFO fine", "WARNING odd", "长" * 200_000]


SUPERVISOR = """
import asyncio, sys
from pathlib import Path
from bot.processes import Program
from bot.supervisor import keep_running, stop_on_signals

async def main():
    folder, code = Path(sys.argv[1]), sys.argv[2]
    program = Program("stand-in", (sys.executable, "-c", code), {}, folder)
    stop = asyncio.Event()
    with stop_on_signals(stop):
        await keep_running([program], folder, print, stop)

asyncio.run(main())
"""
TELL_PID = "import os, time; print('pid', os.getpid(), flush=True); time.sleep(600)"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
async def test_no_program_outlives_its_supervisor(tmp_path: Path, number: signal.Signals) -> None:
    if number is signal.SIGKILL and sys.platform != "linux":
        pytest.skip("only Linux ends children when their parent is killed")
    log = tmp_path / "stand-in.log"
    supervisor = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(tmp_path), TELL_PID], cwd=HOME
    )
    try:
        await until(lambda: bool(said(log, "pid")))
        supervisor.send_signal(number)
        code = supervisor.wait(10)
    finally:
        supervisor.kill()
    pid = int(said(log, "pid")[0].split()[1])
    await until(lambda: not is_alive(pid))
    assert code == (-signal.SIGKILL if number is signal.SIGKILL else 0)


def test_a_port_somebody_listens_on_is_not_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert not is_port_free("127.0.0.1", server.getsockname()[1])


def test_free_ports_are_all_different() -> None:
    assert len(set(free_ports(20))) == 20

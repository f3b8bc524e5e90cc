"""Memory and processor time are those of an instance's own programs, with all they started."""

from __future__ import annotations

from pathlib import Path

from bot.bench.usage import Usage, usage
from bot.processes import Program

RASA = Program("rasa", ("python", "-m", "rasa"), {}, Path())
DOOR = Program("door", ("python", "-m", "door"), {}, Path())


def process(proc: Path, pid: int, parent: int, command: tuple[str, ...], kilobytes: int) -> None:
    folder = proc / str(pid)
    folder.mkdir(parents=True)
    (folder / "status").write_text(f"Name:\tp\nPPid:\t{parent}\nVmRSS:\t  {kilobytes} kB\n")
    (folder / "cmdline").write_text("".join(f"{word}\0" for word in command))
    # utime 100 and stime 50 ticks; the name holds a blank and a bracket.
    (folder / "stat").write_text(f"{pid} (a b) c) S {parent} 0 0 0 0 0 0 0 0 0 100 50 0 0\n")


def test_each_program_is_counted_with_its_children(tmp_path: Path) -> None:
    process(tmp_path, 10, 1, ("python", "-m", "bot", "start"), 7)
    process(tmp_path, 11, 10, RASA.command, 600)
    process(tmp_path, 12, 11, ("worker",), 30)
    process(tmp_path, 13, 10, DOOR.command, 90)
    found = usage(10, (RASA, DOOR), tmp_path)
    assert {name: used.memory for name, used in found.items()} == {
        "rasa": 630 * 1024,
        "door": 90 * 1024,
    }
    assert found["rasa"].seconds == 2 * found["door"].seconds > 0


def test_programs_of_other_instances_do_not_count(tmp_path: Path) -> None:
    process(tmp_path, 21, 20, RASA.command, 600)
    assert usage(10, (RASA,), tmp_path) == {}


def test_a_process_that_ends_meanwhile_holds_nothing(tmp_path: Path) -> None:
    process(tmp_path, 11, 10, RASA.command, 600)
    (tmp_path / "11" / "stat").unlink()
    (tmp_path / "12").mkdir()
    assert usage(10, (RASA,), tmp_path) == {"rasa": Usage(0, 0.0)}


def test_a_system_without_proc_has_no_figures(tmp_path: Path) -> None:
    assert usage(10, (RASA,), tmp_path / "nowhere") == {}

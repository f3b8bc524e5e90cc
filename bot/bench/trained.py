"""A training with its time and the size of what it learned from."""

from __future__ import annotations

import re
import resource
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bot.nlu.data_check import read
from bot.processes import Say
from bot.training import LEAN, train

DIALOGUE = re.compile(r"^- (rule|story): ", re.MULTILINE)


class Trained(msgspec.Struct, frozen=True):
    """`seconds` by the clock; `cpu_seconds` of all cores, which other work of the machine does not
    lengthen. `messages` and `dialogues` (rules and stories) are what it learned from.
    """

    seconds: float
    cpu_seconds: float
    messages: int
    dialogues: int


def train_measured(
    root: Path, models: Path, say: Say, longest: float, trainer: Sequence[str] = LEAN
) -> tuple[Path, Trained]:
    """Train from the files below `root` and say how long it took. Raises TrainingFailed."""
    started, used = time.monotonic(), _cpu_seconds()
    model = train(root, models, say, longest, trainer)
    seconds, cpu_seconds = time.monotonic() - started, _cpu_seconds() - used
    messages, dialogues = sizes(root)
    return model, Trained(seconds, cpu_seconds, messages, dialogues)


def sizes(root: Path) -> tuple[int, int]:
    """How many messages, and how many rules and stories, stand below `root`/data."""
    files = sorted((root / "data").rglob("*.yml"))
    messages = sum(1 for file in files if file.name == "nlu.yml" for _ in read(file))
    dialogues = sum(len(DIALOGUE.findall(file.read_text(encoding="utf-8"))) for file in files)
    return messages, dialogues


def _cpu_seconds() -> float:
    """Of every process this one started that has ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime

"""Training the model and releasing it: in a process of its own, and only if something changed."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from threading import Timer

from bot.nlu.sources import fingerprint, sources_fingerprint
from bot.settings import ROOT

RELEASED = "released"
COMPONENT = re.compile(r"Starting to train component '(\w+)'")
PACKAGES = ("rasa", "scikit-learn", "jieba", "opencc-python-reimplemented", "pypinyin")
# Rasa's own store of trained parts is of no use where every training is whole.
ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "RASA_MAX_CACHE_SIZE": "0",
    "PYTHONWARNINGS": "ignore",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    # Compiled once and not at every start, also where the environment says otherwise: TensorFlow
    # and Rasa alone take 20 seconds of a processor to compile.
    "PYTHONDONTWRITEBYTECODE": "",
}
LAST_LINES = 20
# How to train: ours leaves out what our files do not need, the other is `rasa train` as it comes.
LEAN, STOCK = ("bot.rasa_training",), ("rasa", "train")
LONGEST_SECONDS = 30 * 60.0


class TrainingFailed(Exception):
    """Rasa trained no model; the message is the last it printed."""


def needed_model(root: Path) -> str:
    """The file name of a model of exactly these files and packages."""
    files = [root / "config.yml", root / "domain.yml", *sorted((root / "data").rglob("*.yml"))]
    parts = [fingerprint(files), sources_fingerprint(), *(version(name) for name in PACKAGES)]
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f"order-support-{digest[:12]}.tar.gz"


def is_released(models: Path, name: str) -> bool:
    released = models / RELEASED
    return (
        released.is_file()
        and released.read_text(encoding="utf-8").strip() == name
        and (models / name).is_file()
    )


def release(models: Path, name: str) -> None:
    """Make `name` the model that every Rasa process is started with."""
    waiting = models / f".{RELEASED}"
    waiting.write_text(f"{name}\n", encoding="utf-8")
    waiting.replace(models / RELEASED)


def train(
    root: Path,
    models: Path,
    say: Callable[[str], None],
    longest: float = LONGEST_SECONDS,
    trainer: Sequence[str] = LEAN,
) -> Path:
    """Train from the files below `root`; the model is in `models` when all of it is written.

    A training that takes more than `longest` seconds is ended. `trainer` is LEAN or STOCK.

    Raises TrainingFailed.
    """
    models.mkdir(parents=True, exist_ok=True)
    name = needed_model(root)
    with tempfile.TemporaryDirectory(dir=models, prefix=".training-") as folder:
        command = _command(trainer, Path(folder), name)
        _run_rasa(command, root, say, longest)
        made = Path(folder) / name
        if not made.is_file():
            raise TrainingFailed("Rasa ended without an error and without a model.")
        return made.replace(models / name)


def _command(trainer: Sequence[str], out: Path, name: str) -> list[str]:
    command = [sys.executable, "-m", *trainer, "--force", "--config", "config.yml"]
    command += ["--domain", "domain.yml", "--data", "data"]
    return [*command, "--out", str(out), "--fixed-model-name", name.removesuffix(".tar.gz")]


def _run_rasa(command: list[str], root: Path, say: Callable[[str], None], longest: float) -> None:
    started = time.monotonic()
    last: deque[str] = deque(maxlen=LAST_LINES)
    # What config.yml names is found from every folder.
    path = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    with subprocess.Popen(
        command,
        cwd=root,
        env={**os.environ, **ENVIRONMENT, "PYTHONPATH": os.pathsep.join(path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        end = Timer(longest, process.kill)
        end.daemon = True
        end.start()
        for line in process.stdout or ():
            last.append(line.rstrip())
            if match := COMPONENT.search(line):
                say(f"{time.monotonic() - started:5.1f} s  training {match[1]}")
    end.cancel()
    if process.returncode == -signal.SIGKILL:
        raise TrainingFailed(f"The training was ended after {longest:g} s, before it was through.")
    if process.returncode != 0:
        raise TrainingFailed("\n".join(last))

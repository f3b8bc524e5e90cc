"""`bench`: measures speed and memory, beside the same assistant as `rasa init` configures it."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from actions.shop.clock import Clock
from bot.bench.default import find_default, train_default
from bot.bench.desk import measure_desk
from bot.bench.figures import Machine, Report
from bot.bench.measuring import QUICK, WHOLE, Contender, load_average, measure, processor
from bot.bench.table import machine_line, missed, table
from bot.bench.trained import train_measured
from bot.conversations.database import open_store
from bot.converse.chat import ChatError
from bot.converse.instance import NotStarted
from bot.desk.accounts import Added, Role, add_staff
from bot.desk.audit import COMMAND
from bot.instance import NoModel, released_model
from bot.processes import Say
from bot.settings import ROOT, Settings, load_settings
from bot.terminal import FAILED, complain, say
from bot.training import LONGEST_SECONDS, TrainingFailed

# What `rasa init` leaves out of endpoints.yml: without it the whole domain goes with every action.
STOCK_ENDPOINTS = """\
action_endpoint:
  url: http://127.0.0.1:5055/webhook
tracker_store:
  type: SQL
  url: sqlite:///var/trackers.db
"""


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("bench", help="measure speed and memory beside Rasa's defaults")
    parser.add_argument(
        "--quick", action="store_true", help="the released model alone, a slice, no comparison"
    )
    parser.add_argument(
        "--train-default", action="store_true", help="train the other assistant once more"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    kept = load_settings().var / "bench"
    kept.mkdir(parents=True, exist_ok=True)
    started = load_average()
    try:
        with tempfile.TemporaryDirectory(prefix="order-support-bench-") as folder:
            if arguments.quick:
                model = released_model()
                figures = measure([Contender("Ours", {"MODEL_FILE": str(model)})], QUICK, say)
                waits = measure_desk(str(model), _hire, say)
            else:
                contenders = _both(kept, Path(folder), arguments.train_default, say)
                figures = measure(contenders, WHOLE, say)
                waits = measure_desk(contenders[0].variables["MODEL_FILE"], _hire, say)
    except (NoModel, NotStarted, ChatError, TrainingFailed) as error:
        complain(error)
        return FAILED
    machine = Machine(os.cpu_count() or 1, processor(), started, load_average())
    default = figures[1] if len(figures) > 1 else None
    report = Report(Clock().now(), machine, figures[0], default, waits)
    written = kept / ("quick.json" if arguments.quick else "bench.json")
    written.write_bytes(msgspec.json.format(msgspec.json.encode(report)) + b"\n")
    _show(report, written)
    return 0


def _both(kept: Path, folder: Path, again: bool, say: Say) -> list[Contender]:
    """Ours as it is trained now, and the other one as it was trained some day."""
    found = None if again else find_default(kept)
    if found is None:
        say("Training the assistant of `rasa init`, once: this takes 5 to 25 minutes ...")
        found = train_default(ROOT, kept, say)
    default_model, default_training = found
    say("Training ours ...")
    model, training = train_measured(ROOT, folder / "models", say, LONGEST_SECONDS)
    endpoints = folder / "endpoints.yml"
    endpoints.write_text(STOCK_ENDPOINTS, encoding="utf-8")
    stock = {"MODEL_FILE": str(default_model), "ENDPOINTS_FILE": str(endpoints)}
    return [
        Contender("Ours", {"MODEL_FILE": str(model)}, training),
        Contender("The assistant of `rasa init`", stock, default_training),
    ]


def _hire(settings: Settings) -> tuple[str, str]:
    """An account for the desk of this instance."""
    store = open_store(settings.database_url, settings.clock)
    try:
        made = add_staff(store, "bench", Role.AGENT, COMMAND)
    finally:
        store.close()
    assert isinstance(made, Added)
    return made.staff.name, made.password


def _show(report: Report, written: Path) -> None:
    say(f"\n{table(report)}\n\n{machine_line(report)}\nWritten to {written}")
    if off := list(missed(report)):
        say(f"Off target: {', '.join(off)}.")

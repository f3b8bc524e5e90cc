"""`python -m bot train`: trains the model from the files of the tree and releases it."""

from __future__ import annotations

import argparse
import time
from typing import Any

from bot.settings import ROOT
from bot.terminal import FAILED, complain, say
from bot.training import TrainingFailed, is_released, needed_model, release, train

MODELS = ROOT / "models"


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("train", help="train the model and release it")
    parser.add_argument(
        "--if-needed", action="store_true", help="do nothing if the released model is up to date"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    name = needed_model(ROOT)
    if arguments.if_needed and is_released(MODELS, name):
        say(f"The released model is up to date: models/{name}")
        return 0
    started = time.monotonic()
    say("Training: reading messages, rules and stories ...")
    try:
        model = train(ROOT, MODELS, say)
    except TrainingFailed as error:
        complain(error)
        return FAILED
    release(MODELS, name)
    size = model.stat().st_size / 1e6
    say(f"Trained in {time.monotonic() - started:.1f} s: models/{name} ({size:.1f} MB), released.")
    return 0

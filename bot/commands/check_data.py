"""`python -m bot check-data`: judges the dialogue files and the training messages."""

from __future__ import annotations

import argparse
from typing import Any

from bot.settings import ROOT


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("check-data", help="judge dialogue files and training messages")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from bot.dialogue_check import dialogue_problems
    from bot.nlu.data_check import message_problems

    problems = [*dialogue_problems(ROOT), *message_problems(ROOT)]
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems." if problems else "All good!")
    return 1 if problems else 0
